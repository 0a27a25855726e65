import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { loadWorkshop, SLUG } from './stage.ts'

describe.skipIf(noBrowser)('A tablet in the workshop', () => {
  let visit: Visit
  let page: Page

  aStory(
    told => {
      ;({ visit, page } = told)
    },
    {
      looks: { width: 1024, height: 768, touch: true },
      before: loadWorkshop,
    },
  )

  const stageOf = (name: string) => page.getByRole('region', { name, exact: true })
  const cardIn = (name: string, number: string) => stageOf(name).getByRole('article', { name: number })
  const scan = async (number: string) => {
    const field = page.getByRole('textbox', { name: 'Numéro de la fiche' })
    await field.fill(number)
    await field.press('Enter')
  }

  it('opens the order whose sheet the camera read, and moves it on by one touch', async () => {
    await visit.go(`/${SLUG}/workshop?sheet=CC-2023-00018`)
    const sheet = page.getByRole('dialog')
    const done = sheet.getByRole('button', { name: /passer à Prise en charge$/ })
    expect((await done.boundingBox())!.height).toBeGreaterThanOrEqual(60)
    await done.tap()
    await sheet.waitFor({ state: 'detached' })
    await cardIn('Prise en charge', 'CC-2023-00018').waitFor()
  })

  it('SUI-23 goes back by one touch more, which is the reason', async () => {
    await cardIn('Prise en charge', 'CC-2023-00018')
      .getByRole('button', { name: /^CC-2023-00018 ?SOFAR/ })
      .tap()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: 'Revenir à En attente' }).tap()
    await sheet.getByRole('button', { name: 'Manque de matière' }).tap()
    await sheet.waitFor({ state: 'detached' })
    await cardIn('En attente', 'CC-2023-00018').waitFor()
  })

  it('keeps a move while there is no network, and sends it once when it is back', async () => {
    await visit.context.setOffline(true)
    await cardIn('En attente', 'CC-2023-00018')
      .getByRole('button', { name: /passer à/ })
      .tap()
    await page.getByText('Pas de réseau. Les gestes partiront dès qu’il revient.').waitFor()
    await scan('20')
    const sheet = page.getByRole('dialog', { name: 'CC-2023-00020' })
    await sheet.getByText('En attente', { exact: true }).waitFor()
    await sheet.getByRole('button', { name: 'Autre commande' }).tap()
    await visit.context.setOffline(false)
    await cardIn('Prise en charge', 'CC-2023-00018').waitFor()
    await page.getByText('Pas de réseau').waitFor({ state: 'detached' })
    const unseen = visit.faults.splice(0).filter(fault => !/ERR_INTERNET_DISCONNECTED/.test(fault))
    expect(unseen).toEqual([])
  })

  it('moves an order on when its sheet is scanned, and not twice by one movement of the hand', async () => {
    await page.getByRole('switch', { name: 'La lecture fait avancer' }).check({ force: true })
    await scan('20')
    await scan('20')
    await page.getByText('20 vient d’être lue : elle n’avance qu’une fois.').waitFor()
    await cardIn('Prise en charge', 'CC-2023-00020').waitFor()
    await scan('4711')
    await page.getByText('Aucune commande suivie ne porte le numéro 4711.').waitFor()
    await eventually(() => stageOf('Prise en charge').getByRole('article').count()).toBe(5)
    const unseen = visit.faults.splice(0).filter(fault => !/\b404\b/.test(fault))
    expect(unseen).toEqual([])
  })

  it('shows one stage alone, and remembers it', async () => {
    await page
      .getByRole('navigation', { name: 'Étape à montrer' })
      .getByRole('button', { name: /^Livraison/ })
      .tap()
    await stageOf('Prise en charge').waitFor({ state: 'detached' })
    await page.reload()
    await cardIn('Livraison', 'CC-2023-00017').waitFor()
    expect(await stageOf('En attente').count()).toBe(0)
  })
})
