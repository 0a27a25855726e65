import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { SLUG } from './stage.ts'

const NUMBER = '1043' // from 09/03/2023: n°5 to n°8

describe.skipIf(noBrowser)('What a subscription is owed', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const states = async () =>
    (await page.getByRole('row').filter({ hasText: 'Pourquoi' }).allInnerTexts()).map(text =>
      text
        .split(/\s*\t\s*/)
        .slice(0, 3)
        .map(cell => cell.trim())
        .join(' '),
    )
  const issues = (...of: string[]) => eventually(states).toEqual(of)

  it('M-1 CIR-3 is read issue by issue on its card, with why in so many facts', async () => {
    await visit.go(`/${SLUG}/subscriptions`)
    const id = await page.evaluate(
      async ([company, number]) => {
        const answer = await fetch(`/api/subscriptions?search=${number}`, { headers: { 'x-company': company! } })
        return (await answer.json()).rows[0].id as string
      },
      [SLUG, NUMBER],
    )
    await visit.go(`/${SLUG}/subscriptions/${id}`)
    await issues('5 01/05/2023 Dû', '6 01/08/2023 Dû', '7 01/11/2023 Dû', '8 01/02/2024 Dû')
    await page.getByRole('button', { name: 'Pourquoi' }).first().click()
    const why = page.getByRole('dialog')
    await why.getByText('Donc le n°\u00a05\u00a0: dû.').waitFor()
    expect(await why.getByRole('listitem').count()).toBe(5)
    await page.keyboard.press('Escape')
    await why.waitFor({ state: 'detached' })
  })

  it('CIR-15 is suspended from the first issue that can be stopped, after seeing what that does', async () => {
    await page.getByRole('button', { name: 'Suspendre' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Non servis').waitFor()
    await dialog.getByLabel('Raison').fill('Vacances')
    await dialog.getByRole('button', { name: 'Suspendre' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Suspendu sans date').waitFor()
    await page.getByRole('cell', { name: 'Vacances' }).waitFor()
  })

  it('CIR-15 is owed the same issues again once the suspension is taken away', async () => {
    await page.getByRole('button', { name: 'Retirer' }).click()
    await page.getByText('Ni suspension ni ajustement.').waitFor()
    await issues('5 01/05/2023 Dû', '6 01/08/2023 Dû', '7 01/11/2023 Dû', '8 01/02/2024 Dû')
  })

  it('CIR-3 is given an issue more, with a reason', async () => {
    await page.getByRole('button', { name: 'Ajuster' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Numéros à ajouter').fill('1')
    await dialog.getByLabel('Raison').fill('Geste')
    await dialog.getByRole('button', { name: 'Ajuster' }).click()
    await dialog.waitFor({ state: 'detached' })
    await issues('5 01/05/2023 Dû', '6 01/08/2023 Dû', '7 01/11/2023 Dû', '8 01/02/2024 Dû', '9 01/05/2024 Dû')
  })
})
