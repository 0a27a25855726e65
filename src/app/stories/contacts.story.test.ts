import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { pdfPages } from '../../platform/testing/pdf-text.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, downloaded, rowOf, textOf } from './list.ts'
import { SLUG } from './stage.ts'

describe.skipIf(noBrowser)('Contacts who move, who are there twice, and to whom one writes', () => {
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ visit, page } = told)
  })

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const dialog = () => page.getByRole('dialog')
  const addresses = () => page.getByRole('region', { name: 'Adresses' })

  it('CIR-16 gives a subscriber another address from an issue on, and takes it back', async () => {
    await visit.go(`/${SLUG}/contacts?q=alphonse`)
    await rowOf(page, 'Alphonse').first().dblclick()
    await button('Changer d’adresse').click()
    await dialog().getByText('D’un numéro', { exact: true }).click()
    await eventually(() => dialog().getByLabel('Premier numéro livré là').first().inputValue()).toMatch(/n°\s6/)
    await dialog().getByRole('textbox', { name: 'Adresse 1' }).fill('2 place Bellecour')
    await dialog().getByRole('textbox', { name: 'Code postal' }).fill('69002')
    await dialog().getByRole('textbox', { name: 'Ville' }).fill('Lyon')
    await page.keyboard.press('Control+s')
    await eventually(() => textOf(addresses())).toMatch(/69002 Lyon[\s\S]*pour les numéros du 01\/08\/2023 et suivants/)
    await addresses().getByRole('button', { name: 'Ne plus utiliser' }).click()
    await dialog().getByRole('button', { name: 'Ne plus utiliser' }).click()
    await eventually(() => textOf(addresses())).not.toContain('Lyon')
  })

  it('CIR-19 compares two contacts that look alike, merges them, and undoes it', async () => {
    const headers = { 'x-company': SLUG }
    const kept = { lastName: 'Hugo', firstName: 'Victor', emails: ['hugo@example.org'] }
    for (const data of [kept, { ...kept, firstName: 'V.' }])
      expect((await visit.context.request.post('/api/parties', { headers, data })).status()).toBe(200)
    await visit.go(`/${SLUG}/duplicates`)
    await counts(page, '1 doublon possible')
    await rowOf(page, 'Hugo Victor').click()
    await button('Fusionner').click()
    await eventually(() => textOf(page)).toContain('Aucun doublon')
    await visit.go(`/${SLUG}/contacts?q=hugo`)
    await counts(page, '1 contact')
    await rowOf(page, 'Hugo').dblclick()
    await button('Annuler la fusion').click()
    await eventually(() => textOf(page)).toContain('Fusion annulée')
    await visit.go(`/${SLUG}/contacts?q=hugo`)
    await counts(page, '2 contacts')
  })

  it('writes a letter and prints it for a contact', async () => {
    await visit.go(`/${SLUG}/letters?letter=new`)
    await page.getByRole('textbox', { name: 'Nom de la lettre' }).fill('Merci')
    await page.getByRole('textbox', { name: 'Texte' }).fill('{salutation}\n\nMerci, ')
    await button('Insérer {nom}').click()
    await page.keyboard.press('Control+s')
    await eventually(() => textOf(page.getByRole('navigation', { name: 'Lettres écrites' }))).toContain('Merci')
    await visit.go(`/${SLUG}/contacts?q=alphonse`)
    await rowOf(page, 'Alphonse').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Imprimer' }).click()
    await dialog().getByText('Lettre', { exact: true }).click()
    await dialog().getByLabel('Lettre type').first().click()
    await page.getByRole('option', { name: 'Merci' }).click()
    const { name, bytes } = await downloaded(page, () =>
      dialog().getByRole('button', { name: 'Télécharger le PDF' }).click(),
    )
    expect(name).toBe('lettres-2023-08-31.pdf')
    expect(pdfPages(bytes)[0]!.at(-1)!.text).toMatch(/^Merci, .*Alphonse/)
  })
})
