import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, foot, rows } from './list.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('Suspending many at once, and the issue that came out meanwhile', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const button = (name: string | RegExp) => page.getByRole('button', { name })

  it('CIR-15 suspends all that the list matches, says how many and which not, and takes it back', async () => {
    await visit.go(`/${SLUG}/subscriptions?status=running`)
    await counts(page, '38 abonnements')
    await page.keyboard.press('Control+a')
    await eventually(() => foot(page)).toMatch(/^Tout ce qui correspond/)
    await button('Suspendre…').click()
    const dialog = page.getByRole('dialog', { name: 'Suspendre 38 abonnements' })
    await dialog.getByText('26 seront suspendus.').waitFor()
    await dialog.getByText(/12 aucun numéro dû dans cette période/).waitFor()
    await dialog.getByRole('button', { name: /^Suspendre/ }).click()
    await page.getByText(/26 abonnements suspendus\. 12 aucun numéro dû/).waitFor()
    await eventually(() => foot(page)).toMatch(/: 12 abonnements/)
    await button('Annuler').click()
    await page.getByText('26 suspensions levées.').waitFor()
    await eventually(() => foot(page)).toMatch(/: 38 abonnements/)
  })

  it('X-8 shows an issue that came out since the order, and serves it instead', async () => {
    await visit.go(`/${SLUG}/titles`)
    const answer = await visit.context.request.get('/api/issues?sort=-coverOn&limit=1')
    const [last] = ((await answer.json()) as { rows: { id: string; number: string }[] }).rows
    const { rows: products } = (await (await visit.context.request.get('/api/products?search=NUM-XXX')).json()) as {
      rows: { id: string }[]
    }
    const { rows: people } = (await (await visit.context.request.get('/api/parties?limit=1')).json()) as {
      rows: { id: string }[]
    }
    const headers = { 'x-company': SLUG, 'content-type': 'application/json' }
    const write = (method: string, path: string, data: object) =>
      visit.context.request.fetch(`/api${path}`, { method, data, headers })
    const sold = { recipientId: people[0]!.id, productId: products[0]!.id, boughtOn: '2023-08-30' }
    expect((await write('POST', '/single-issues', sold)).status()).toBe(200)
    expect((await write('PATCH', `/issues/${last!.id}`, { onSaleOn: '2023-08-31' })).status()).toBe(200)

    await visit.go(`/${SLUG}/recipients?kind=single-issue`)
    await page.getByText('1 achat dont un numéro plus récent a paru').click()
    await counts(page, '1 achat au numéro')
    await rows(page).first().getByText(`À servir, n°\u00a0${last!.number} paru`).waitFor()
    await rows(page).first().click()
    await button(`Servir le n°\u00a0${last!.number}`).click()
    await page.getByText('Numéro changé\u00a0: 1 achat.').waitFor()
    await counts(page, '0 achat au numéro')
  })
})
