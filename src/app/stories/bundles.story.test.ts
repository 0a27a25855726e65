import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { textOf } from './list.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('A bundle, from its products to the purchases it makes', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const field = (label: string) => page.getByRole('textbox', { name: label, exact: true })
  const choose = async (label: string, typed: string, option: RegExp) => {
    await field(label).fill(typed)
    await page.getByRole('option', { name: option }).click()
  }

  it('CIR-14 is made of products, the parts of its price shown to the cent while they are typed', async () => {
    await visit.go(`/${SLUG}/products?open=new`)
    await field('Code').fill('DUO')
    await field('Libellé').fill('Revue et premier numéro')
    await page.getByRole('combobox', { name: 'Type', exact: true }).click()
    await page.getByRole('option', { name: 'Offre groupée' }).click()
    await field('Prix').fill('39')
    await choose('Produit 1', 'NUM-1', /^NUM-1 /)
    await choose('Produit 2', 'ABO-A112', /ABO-A112/)
    await eventually(() => textOf(panel())).toMatch(/NUM-1[^€]*6,80 €[\s\S]*8,16 €[\s\S]*Total\s+32,50 €/)
    await panel().getByRole('button', { name: 'Monter le produit 2' }).click()
    await page.keyboard.press('Control+s')
    await panel().getByRole('heading', { name: 'En vigueur depuis le 31/08/2023' }).waitFor()
    await eventually(() => textOf(panel())).toMatch(/ABO-A112 \+ NUM-1[\s\S]*selon les produits/)
  })

  it('CIR-14 says why one product is not enough', async () => {
    await panel().getByRole('button', { name: 'Modifier' }).click()
    await panel().getByRole('button', { name: 'Enlever le produit 2' }).click()
    await page.keyboard.press('Control+s')
    await panel().getByText('Une offre groupée réunit au moins deux produits').waitFor()
    await panel().getByRole('button', { name: 'Annuler' }).click()
  })

  it('CIR-14 is sold as one: a line and a purchase of each product', async () => {
    await visit.go(`/${SLUG}/invoices/new`)
    await choose('Client', 'denis', /Denis Denis/)
    await page.getByRole('combobox', { name: 'Code' }).fill('DUO')
    await page.getByRole('option', { name: /DUO/ }).click()
    const main = page.getByRole('main')
    await eventually(() => textOf(main)).toMatch(/Fait un achat par produit : .*30,84 €, .*8,16 €/)
    await page.getByRole('button', { name: /^Valider(?! et)/ }).click()
    await page.getByText(/est émise/).waitFor()
    await page.getByRole('tab', { name: 'Achats' }).click()
    await eventually(() => textOf(main)).toMatch(/30,84 €[\s\S]*Dans l’offre groupée DUO[\s\S]*8,16 €/)
    await eventually(() => textOf(page.getByRole('tabpanel'))).toMatch(/(ABO-A112|NUM-1)[\s\S]*(ABO-A112|NUM-1)/)
  })
})
