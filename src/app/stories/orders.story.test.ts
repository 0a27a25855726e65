import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, downloaded, rowOf, rows, textOf } from './list.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('A customer order, from the contact to its invoices', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const item = (name: string) => page.getByRole('menuitem', { name })
  const dialog = () => page.getByRole('dialog')
  const heading = () => page.getByRole('heading', { level: 1 })
  const tab = (name: string) => page.getByRole('tab', { name })
  const panel = () => page.getByRole('tabpanel')
  const cell = (name: string) => page.locator(`[data-line="0"] [data-cell="${name}"]`)
  const facts = () => page.locator('dl').first()
  const order = () => page.locator('article')

  it('SUI-20 is written from the card of the contact, its amounts counted as they are typed', async () => {
    await visit.go(`/${SLUG}/contacts?q=Bruno-Andre`)
    await rows(page).first().dblclick()
    await tab('Commandes').click()
    await panel().getByText('Aucune commande.').waitFor()
    await page.getByRole('link', { name: 'Nouvelle commande', exact: true }).click()
    await eventually(() => heading().textContent()).toBe('Nouvelle commande')
    await page.getByLabel('À livrer', { exact: true }).fill('15/09/2023')
    await page.getByLabel('V/Réf').fill('BC 771')
    await cell('label').fill('Étagère')
    await cell('quantity').fill('5')
    await cell('price').fill('120')
    await page.keyboard.press('Tab')
    await button('Détail de la ligne').click()
    await page.getByLabel('Taux de TVA').fill('20')
    await eventually(() => textOf(page.getByRole('main'))).toMatch(/Total TTC\s+600,00 €/)
    await page.keyboard.press('Control+s')
    await eventually(() => textOf(order())).toContain('CC-2023-00001')
    await eventually(() => textOf(order())).toContain('À livrer')
    expect(await textOf(facts())).toContain('BC 771')
  })

  it('X-50 is delivered in part, and says so in its status', async () => {
    await button('Livrer…').click()
    await dialog().getByLabel('Étagère').fill('2')
    await dialog().getByLabel('Transporteur').fill('Transports du Canal')
    await dialog().getByRole('button', { name: 'Faire le bon' }).click()
    await eventually(() => textOf(order())).toContain('Livrée en partie')
    expect(await textOf(facts())).toContain('expédiée en partie')
    await button('Livrer…').click()
    await eventually(() => dialog().getByLabel('Étagère').inputValue()).toBe('3')
    await dialog().getByLabel('Étagère').fill('1')
    await dialog().getByRole('button', { name: 'Faire le bon' }).click()
    await dialog().waitFor({ state: 'hidden' })
    await tab('Bons de livraison').click()
    await eventually(() => textOf(panel())).toMatch(/BL-2023-00001[\s\S]*BL-2023-00002/)
  })

  it('has its two notes on one invoice, linked both ways', async () => {
    await visit.go(`/${SLUG}/deliveries`)
    await counts(page, '2 bons')
    await page.getByRole('checkbox').first().check()
    await button('Facturer').click()
    await page.getByText('Brouillon de facture fait.').waitFor()
    await eventually(() => column(page, 'state')).toEqual(['Facturé', 'Facturé'])
    await button('Voir la facture').click()
    await eventually(() => textOf(page.getByRole('main'))).toMatch(/Total TTC\s+360,00 €/)
  })

  it('is given up for the rest with a reason, and closed', async () => {
    await visit.go(`/${SLUG}/orders`)
    await rowOf(page, 'CC-2023-00001').dblclick()
    await button('Plus').click()
    await item('Solder ce qui reste…').click()
    await dialog().getByText('2 articles à livrer ne le seront pas.').waitFor()
    await dialog().getByLabel('Motif').fill('Le client n’en veut plus')
    await dialog().getByRole('button', { name: 'Solder la commande' }).click()
    await eventually(() => textOf(panel())).toContain('2 soldés : Le client n’en veut plus')
    await button('Plus').click()
    await item('Clore').click()
    await eventually(() => textOf(order())).toMatch(/CC-2023-00001[\s\S]*Close/)
  })

  it('SUI-28 is written once more, with [DPL], and cancelled with a reason', async () => {
    await button('Plus').click()
    await item('Dupliquer').click()
    await eventually(() => textOf(order())).toContain('CC-2023-00002')
    expect(await textOf(facts())).toContain('[DPL]')
    await button('Plus').click()
    await item('Annuler la commande…').click()
    await dialog().getByLabel('Motif').fill('Doublon')
    await dialog().getByRole('button', { name: 'Annuler la commande' }).click()
    await eventually(() => textOf(order())).toContain('Annulée')
    await tab('Historique').click()
    await eventually(() => textOf(panel())).toContain('Doublon')
  })

  it('prints its sheets, and is found by its number in the list and the palette', async () => {
    await visit.go(`/${SLUG}/orders?q=cc-2023-00001`)
    await counts(page, '1 commande')
    await page.getByRole('checkbox').first().check()
    const { name } = await downloaded(page, () => button('Fiches de travail (PDF)').click())
    expect(name).toBe('fiche-de-travail-CC-2023-00001.pdf')
    await page.keyboard.press('Control+k')
    await dialog().getByRole('textbox', { name: 'Chercher partout' }).fill('BL-2023-00002')
    await dialog().getByText('BL-2023-00002 · ').waitFor()
    await page.keyboard.press('Escape')
  })
})
