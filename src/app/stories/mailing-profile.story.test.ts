import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { changeParty } from '../../domain/parties/actions.ts'
import { inCompany } from '../local.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { counts, downloaded, textOf } from './list.ts'
import { SLUG, type Stage } from './stage.ts'

describe.skipIf(noBrowser)('A mailing house, from its profile to its file', () => {
  let stage: Stage
  let visit: Visit
  let page: Page

  aStory(told => {
    ;({ stage, visit, page } = told)
  })

  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label, exact: true }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  /** Gives the recipient of a purchase an address with a postcode of four digits; returns the issue that waits for it. */
  const breakAddressOf = (purchase: number) =>
    inCompany(stage.database, SLUG, async ctx => {
      const { rows } = await ctx.db.execute<{ id: string; issueId: string }>(sql`
        select recipient_id as id, (select i.id from issues i where i.company_id = p.company_id and i.number = '6') as "issueId"
        from purchases p where company_id = ${ctx.company.id} and number = ${purchase}`)
      await changeParty(ctx, rows[0]!.id, {
        addresses: [
          {
            purpose: 'billing',
            line1: '12 rue Haute',
            line2: '',
            line3: '',
            postcode: '4200',
            town: 'Saint-Étienne',
            country: 'FR',
          },
        ],
      })
      return rows[0]!.issueId
    })
  const preview = () => page.getByRole('region', { name: 'Aperçu' })

  it('X-28 is described on screen, with the first lines of its file as they will be', async () => {
    await visit.go(`/${SLUG}/mailing-profiles`)
    await page.getByRole('main').getByRole('button', { name: 'Nouveau profil' }).first().click()
    await page.getByRole('textbox', { name: 'Nom du profil' }).fill('Laser 6 x 38')
    await eventually(() => textOf(preview())).toMatch(/^Envoi;Ligne 1;Ligne 2/)
    await choose('Format', 'Largeur fixe')
    await choose('Encodage', 'Windows-1252')
    await page.getByRole('checkbox', { name: 'Première ligne d’en-têtes' }).uncheck()
    await page.getByRole('button', { name: 'Ôter 10' }).click()
    await page.getByText('290 caractères par ligne.').waitFor()
    await page.getByRole('checkbox', { name: /Proposé pour les expéditions/ }).check()
    await page.getByRole('button', { name: /^Créer le profil/ }).click()
    await page.getByText('Profil enregistré.').first().waitFor()
    await page.getByRole('heading', { level: 1, name: 'Laser 6 x 38' }).waitFor()
    await visit.go(`/${SLUG}/mailing-profiles`)
    await counts(page, '1 profil')
  })

  it('ABO-69 gives the file of a run, twice with the same bytes', async () => {
    await visit.go(`/${SLUG}/dispatch-runs`)
    await page.locator('[role=grid] tr[data-index="0"]').dblclick()
    await page.getByRole('tab', { name: 'Fichiers' }).click()
    const download = () => page.getByRole('link', { name: /^Télécharger / }).click()
    const first = await downloaded(page, download)
    expect(first.name).toMatch(/^capital-social-.*\.txt$/)
    const lines = first.bytes.toString('latin1').split('\r\n').slice(0, -1)
    expect(new Set(lines.map(line => line.length))).toEqual(new Set([290]))
    expect((await downloaded(page, download)).bytes).toEqual(first.bytes)
    await page.reload()
    const again = () => page.getByRole('link', { name: first.name, exact: true }).click()
    expect((await downloaded(page, again)).bytes).toEqual(first.bytes)
  })

  it('ABO-55 CIR-25 M-11 sends it to the mailing house, and compares what it received', async () => {
    await page.getByRole('button', { name: 'Envoyer au routeur' }).click()
    await page.getByRole('textbox', { name: 'Adresse mail' }).fill('routeur@example.org')
    await page.getByRole('button', { name: 'Envoyer 1 fichier' }).click()
    await page.getByText('Message pour routeur@example.org dans la boîte d’envoi.').waitFor()
    await page.getByRole('button', { name: 'Noter le compte reçu' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Lignes reçues' }).fill('1')
    await dialog.getByRole('button', { name: 'Noter le compte reçu' }).click()
    await page.getByText(/^1\sligne, écart de/).waitFor()
  })

  it('L-20 repairs an address of a recipient, as it will be printed', async () => {
    const issue = await breakAddressOf(399)
    await visit.go(`/${SLUG}/recipients?issue=${issue}&view=addresses`)
    const address = page.getByRole('article', { name: 'Denis Denis' })
    await address.getByRole('button', { name: 'Réparer' }).click()
    await eventually(() => textOf(address)).toMatch(/Le code postal n’a pas cinq chiffres/)
    await address.getByRole('textbox', { name: 'Code postal' }).fill('42000')
    await eventually(() => textOf(address)).toMatch(/42000 SAINT ETIENNE\s+19\/38[\s\S]*Suit la norme/)
    await address.getByRole('button', { name: /^Enregistrer l’adresse/ }).click()
    await page.getByText('Toutes les adresses suivent la norme postale.').waitFor()
  })
})
