import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { handsOn } from './keyboard.ts'
import { textOf } from './list.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('A sale in Swiss francs', () => {
  let visit: Visit
  let page: Page
  let hands: ReturnType<typeof handsOn>

  aStory(told => {
    ;({ visit, page } = told)
    hands = handsOn(page)
  })

  const main = () => page.getByRole('main')
  const dialog = () => page.getByRole('dialog')
  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const shows = (text: RegExp) => eventually(() => textOf(main())).toMatch(text)
  const francs = async () => {
    await page.getByRole('combobox', { name: 'Devise' }).fill('suisse')
    await page.getByRole('option', { name: 'CHF · franc suisse' }).click()
  }

  it('begins with the rate of its day', async () => {
    await visit.go(`/${SLUG}/exchange-rates`)
    await page.getByRole('button', { name: 'Saisir un taux' }).click()
    await francs()
    await dialog()
      .getByRole('textbox', { name: /^Pour 1/ })
      .fill('0,9555')
    await dialog().getByRole('button', { name: 'Enregistrer' }).click()
    await shows(/CHF[\s\S]*0,9555/)
  })

  it('is typed in francs, as prices of products are in euros', async () => {
    await visit.go(`/${SLUG}/invoices/new`)
    await page.getByRole('textbox', { name: /^Client/ }).fill('denis denis')
    await page.getByRole('option', { name: /Denis Denis/ }).click()
    await page.getByText('Échéance, devise, livraison, références, notes').click()
    await francs()
    await page.getByRole('combobox', { name: 'Code' }).fill('abo-a112')
    await hands.press('Tab')
    await eventually(() => page.getByRole('textbox', { name: 'Libellé' }).inputValue()).not.toBe('')
    await page.getByRole('textbox', { name: 'PU TTC' }).fill('33')
    await shows(/Total TTC\s*33,00\sCHF/)
    await page.getByRole('textbox', { name: 'Remise', exact: true }).fill('3 CHF')
    await shows(/Total TTC\s*30,00\sCHF/)
    await page.getByRole('button', { name: 'Valider', exact: false }).last().click()
    await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/)
    await shows(/Reste à payer\s*30,00\sCHF/)
    expect(await textOf(main())).not.toMatch(/30,00\s€/)
  })

  it('is paid in francs, with what the bank made of them', async () => {
    await visit.go(`/${SLUG}/payments`)
    await page.getByRole('button', { name: 'Encaisser' }).click()
    await panel()
      .getByRole('textbox', { name: /^Client/ })
      .fill('denis denis')
    await page.getByRole('option', { name: /Denis Denis/ }).click()
    await francs()
    await panel().getByRole('textbox', { name: 'Montant' }).fill('37')
    await panel().getByRole('textbox', { name: 'Crédité en euros' }).fill('38,50')
    await eventually(() => textOf(panel())).toMatch(/Reste à affecter\s*7,00\sCHF/)
    await panel().getByRole('button', { name: 'Enregistrer le règlement' }).click()
    await eventually(() => textOf(panel())).toMatch(/37,00\sCHF[\s\S]*38,50\s€[\s\S]*30,00\sCHF/)
  })

  it('gives back what was too much, in francs', async () => {
    await panel()
      .getByRole('button', { name: /^Rembourser 7,00\sCHF/ })
      .click()
    await dialog().getByRole('button', { name: 'Enregistrer le remboursement' }).click()
    await dialog().waitFor({ state: 'detached' })
    await eventually(() => textOf(panel())).toMatch(/Affecté[\s\S]*Remboursement \d+[\s\S]*7,00\sCHF/)
    expect(visit.faults).toEqual([])
  })
})
