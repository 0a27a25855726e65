import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, rowOf, rows, textOf } from './list.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('A recurring contract, from the customer to its invoices', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const item = (name: string) => page.getByRole('menuitem', { name })
  const dialog = () => page.getByRole('dialog')
  const heading = () => page.getByRole('heading', { level: 1 })
  const cell = (name: string) => page.locator(`[data-line="0"] [data-cell="${name}"]`)
  const terms = () => page.getByRole('tabpanel').getByRole('row')

  it('REC-4 begins at the customer: Créer, then Abonnement', async () => {
    await visit.go(`/${SLUG}/contacts?q=Bruno-Andre`)
    await rows(page).first().dblclick()
    await button('Créer').click()
    await item('Abonnement (contrat)').click()
    await eventually(() => heading().textContent()).toBe('Nouveau contrat')
  })

  it('REC-13 asks the key facts, goes on by Continuer, and shows the terms before they are saved', async () => {
    await button(/^Continuer/).click()
    await eventually(() => page.getByLabel('Titre').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('Titre').fill('Veille de presse')
    await page.getByLabel('Fin', { exact: true }).fill('30/04/2024')
    await page.getByLabel('Note confidentielle').fill('Rappeler en mars.')
    await button(/^Continuer/).click()
    await cell('label').fill('Veille')
    await cell('price').fill('60')
    await page.keyboard.press('Tab')
    await button('Détail de la ligne').click()
    await page.getByLabel('Taux de TVA').fill('20')
    await page.getByLabel('Début', { exact: false }).first().fill('01/05/2023')
    await page.keyboard.press('Tab')
    const preview = page.getByRole('region', { name: 'Échéances prévues' })
    await eventually(() => textOf(preview)).toContain('12 échéances · 60,00 € TTC chacune')
    await button(/^Enregistrer le contrat/).click()
    await eventually(() => heading().textContent()).toContain('Veille de presse')
    await eventually(() => terms().count()).toBe(13)
    expect(await textOf(terms().nth(1))).toContain('01/05/2023 – 31/05/2023 01/05/2023'.replaceAll(' 01/05', '\t01/05'))
  })

  it('REC-16 changes how often by Modifier, Gérer les échéances, with the terms that come of it', async () => {
    await button('Modifier').click()
    await item('Gérer les échéances').click()
    await page.getByRole('combobox', { name: 'Répétition' }).click()
    await page.getByRole('option', { name: 'Tous les trimestres' }).click()
    const preview = page.getByRole('region', { name: 'Ce qui change' })
    await eventually(() => textOf(preview)).toContain('01/05/2023 – 31/07/2023')
    await button(/^Enregistrer les échéances/).click()
    await eventually(() => terms().count()).toBe(5)
  })

  it('REC-26, REC-27 makes the invoice of a term by itself, dated in it; it is changed, and issued', async () => {
    await button('Nouvelle facture').click()
    await eventually(() => heading().textContent()).toContain('brouillon')
    const date = page.getByLabel('Date', { exact: true })
    await eventually(() => date.inputValue()).toBe('01/05/2023')
    await date.fill('31/08/2023')
    await page.keyboard.press('Tab')
    await button(/^Valider(?! et)/).click()
    await eventually(() => heading().textContent()).toContain('Bruno-Andre')
    await visit.go(`/${SLUG}/contracts?q=CT-00001`)
    await rows(page).first().dblclick()
    await eventually(() => textOf(terms().nth(1))).toMatch(/Facturée\s+60,00 €\s+FA-2023-/)
  })

  it('REC-29 to REC-33 finds from the documents what is to be invoiced, selects all of it and transforms it', async () => {
    await visit.go(`/${SLUG}/invoices`)
    await button('Abonnements à facturer').click()
    await counts(page, '1 échéance')
    expect(await column(page, 'state')).toEqual(['À facturer'])
    await page.getByRole('checkbox').first().check()
    await button(/^Transformer/).click()
    await dialog().getByText('1 facture, 60,00').waitFor()
    await button(/^Enregistrer/).click()
    await page.getByText('1 brouillon créé.').waitFor()
    await button('Voir les brouillons').click()
    await counts(page, '1 document')
    expect(await column(page, 'source')).toEqual(['Contrat'])
  })

  it('X-64 shows what a new price changes before it is saved, and leaves what is invoiced', async () => {
    await visit.go(`/${SLUG}/contracts?q=CT-00001`)
    await rows(page).first().dblclick()
    await button('Modifier').click()
    await item('Modifier le contrat').click()
    await cell('price').fill('72')
    await page.keyboard.press('Tab')
    const difference = page.getByRole('region', { name: 'Ce qui change' })
    await eventually(() => textOf(difference)).toContain('60,00 € 72,00 €')
    await button(/^Enregistrer la modification/).click()
    await eventually(() => textOf(terms().nth(4))).toContain('72,00 €')
    expect(await textOf(terms().nth(1))).toContain('60,00 €')
  })

  it('A12 changes the price of those picked in the list from a day on, as shown before, and tells their customers', async () => {
    await visit.go(`/${SLUG}/contracts?q=CT-00001`)
    await rows(page).first().click({ button: 'right' })
    await item('Changer les prix').click()
    await dialog().getByText('CT-00001 · Veille de presse').waitFor()
    await dialog().getByLabel('Intitulé').fill('Hausse 2024')
    await dialog()
      .getByRole('button', { name: /^Changer les prix/ })
      .click()
    await eventually(() => dialog().getByLabel('À partir du').getAttribute('aria-invalid')).toBe('true')
    await eventually(() => dialog().getByRole('textbox', { name: 'Pourcentage' }).getAttribute('aria-invalid')).toBe(
      'true',
    )
    await dialog().getByLabel('À partir du').fill('01/02/2024')
    await page.keyboard.press('Tab')
    await dialog().getByRole('textbox', { name: 'Pourcentage' }).fill('10')
    await page.keyboard.press('Tab')
    await dialog().getByText('Changent 1 contrat de 1 client').waitFor()
    await dialog().getByLabel('Avis aux clients').fill('Nos prix changent.')
    await dialog()
      .getByRole('button', { name: /^Changer les prix/ })
      .click()
    await dialog().waitFor({ state: 'hidden' })
    await visit.go(`/${SLUG}/contract-prices`)
    await counts(page, '1 changement de prix')
    await visit.go(`/${SLUG}/contract-notices`)
    await counts(page, '1 avis à envoyer')
    expect(await column(page, 'kind')).toEqual(['Changement de prix'])
    await page.getByRole('checkbox').first().check()
    await button(/^Envoyer/).click()
    await dialog()
      .getByRole('button', { name: /^Envoyer/ })
      .click()
    await counts(page, '0 avis à envoyer')
    await visit.go(`/${SLUG}/contracts?q=CT-00001`)
    await rows(page).first().dblclick()
  })

  it('REC-14 ends before its end with a reason, and says what that leaves', async () => {
    await button('Résilier').click()
    await dialog().getByText('échéances non facturées sont sans objet').waitFor()
    await dialog().getByLabel('Motif').fill('Cessation d’activité')
    await button(/^Résilier/)
      .last()
      .click()
    await dialog().waitFor({ state: 'hidden' })
    await eventually(() => textOf(page.locator('dl').first())).toContain('31/08/2023 · Cessation d’activité')
    await page.getByRole('tab', { name: 'Historique' }).click()
    await eventually(() => textOf(page.getByRole('tabpanel'))).toContain(
      'Motif de résiliation : – → Cessation d’activité',
    )
    expect(await textOf(page.getByRole('tabpanel'))).toContain('Lignes : – → 1 ligne')
  })

  it('REC-3 is found in the palette by the word abonnement, and by its number', async () => {
    await page.keyboard.press('Control+k')
    const search = page.getByRole('dialog').getByRole('textbox', { name: 'Chercher partout' })
    await search.fill('abonnements récurrents')
    await page.getByRole('dialog').getByText('Contrats', { exact: true }).waitFor()
    await search.fill('CT-00001')
    await page.getByText('CT-00001 · Veille de presse').waitFor()
    await page.keyboard.press('Escape')
    await visit.go(`/${SLUG}/contracts`)
    await rowOf(page, 'Veille de presse').waitFor()
  })
})
