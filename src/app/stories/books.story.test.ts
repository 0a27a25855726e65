import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aStory, noBrowser, type Visit } from './browser.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('The books', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  it('L-17 show a line of an invoice with its whole entry', async () => {
    await visit.go(`/${SLUG}/books`)
    await page
      .getByRole('row', { name: /411000/ })
      .first()
      .click()
    const panel = page.getByRole('complementary', { name: 'Volet' })
    await panel.getByText('TVA collectée à 20').waitFor()
    await panel.getByRole('link', { name: 'Voir la pièce' }).waitFor()
  })

  it('L-17 balance to the cent, and lead from an account to its ledger', async () => {
    await page.getByRole('link', { name: 'Balance', exact: true }).click()
    await page.getByText('Équilibrée au centime').waitFor()
    await page.getByRole('link', { name: '411000' }).click()
    await page.waitForURL(/books\?.*account=/)
    await page
      .getByRole('row', { name: /411000/ })
      .first()
      .waitFor()
  })

  it('A19 propose the entry of a day and write it once', async () => {
    await page.getByRole('link', { name: 'Produits constatés d’avance' }).click()
    await page.getByRole('button', { name: 'Proposer l’écriture' }).click()
    await page.getByRole('button', { name: 'Écrire et extourner' }).click()
    await page.getByText('Déjà écrite à cette date.').waitFor()
  })

  it('L-17 give the FEC of a year once it is right', async () => {
    await page.getByRole('link', { name: 'FEC', exact: true }).click()
    const year = page.getByRole('region', { name: 'Exercice 2023' })
    await year.getByText(/Prêt à sortir, \d{9}FEC20231231\.txt/).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      year.getByRole('link', { name: 'Télécharger', exact: true }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^\d{9}FEC20231231\.txt$/)
    expect(visit.faults).toEqual([])
  })
})
