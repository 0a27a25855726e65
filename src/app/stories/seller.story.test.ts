import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { textOf } from './list.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('The company that sells, and the rate of what it sells', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const paper = () => page.getByRole('complementary', { name: 'Aperçu de l’en-tête' })
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label, exact: true }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  it('L-3 shows the head of its papers as it is typed, says what is missing, and refuses a wrong SIREN at its field', async () => {
    await visit.go(`/${SLUG}/seller`)
    await eventually(() => textOf(paper())).toMatch(/SARL au capital de 8.000,00.€ · SIRET 123456782 00010/)
    await field('SIREN ou SIRET').fill('')
    await page.getByText('le SIREN de votre société').waitFor()
    await field('SIREN ou SIRET').fill('123 456 783')
    await page.getByRole('button', { name: /^Enregistrer la société/ }).click()
    await page.getByText(/^Ce SIREN n’est pas juste/).waitFor()
    await field('SIREN ou SIRET').fill('123 456 782 00010')
    await field('Raison sociale').fill('Capital Social SARL')
    await eventually(() => textOf(paper())).toContain('Capital Social SARL')
    await page.keyboard.press('Control+s')
    await page
      .getByText(/^Société enregistrée/)
      .first()
      .waitFor()
    await eventually(() => field('SIREN ou SIRET').inputValue()).toBe('123456782')
  })

  it('L-2 X-65 shows an example of each number and of the term, and refuses a pattern without a year', async () => {
    await field('Factures').fill('F{yy}/{n:4}')
    await page.getByText('Par exemple F23/0001').waitFor()
    await choose('Fin de mois', 'Après le délai')
    await page.getByText(/30.jours fin de mois.: une facture du 31\/08\/2023 est à payer le 30\/09\/2023\./).waitFor()
    await field('Avoirs').fill('AV-{n:6}')
    await page.getByRole('button', { name: 'Enregistrer les numéros' }).click()
    await page.getByText(/^Ce modèle de numéro n’est pas utilisable/).waitFor()
    await field('Avoirs').fill('A{yy}/{n:4}')
    await page.getByRole('button', { name: 'Enregistrer les numéros' }).click()
    await page.getByText('Numéros et échéances enregistrés').first().waitFor()
  })

  it('L-8 gives a product the press rate only when its title is registered', async () => {
    await visit.go(`/${SLUG}/products?open=new`)
    await field('Code').fill('ABO-P112')
    await field('Libellé').fill('Un an, presse')
    await field('Prix').fill('30')
    await choose('Taux de TVA', 'Presse (2,1 %)'.replace(' ', '\u202f'))
    await page.getByText('Ce titre n’a pas de numéro CPPAP valable aujourd’hui').waitFor()
    await page.getByRole('button', { name: /^Créer le produit/ }).click()
    await page.getByText(/^Le taux de la presse demande un titre/).waitFor()
    await choose('Taux de TVA', 'Réduit (5,5 %)'.replace(' ', '\u202f'))
    await page.getByText(/^Livré en Corse/).waitFor()
    await page.getByRole('button', { name: /^Créer le produit/ }).click()
    await page.getByText('Classe de TVA').waitFor()
    expect(await page.getByText('Réduit', { exact: true }).count()).toBeGreaterThan(0)
  })
})
