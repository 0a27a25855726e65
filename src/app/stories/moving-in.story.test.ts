import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { WorkKind } from '../../domain/long-work/actions.ts'
import { runWork } from '../../domain/long-work/jobs.ts'
import { inCompany, localOuter } from '../local.ts'
import { workKinds } from '../work-kinds.ts'
import { aStory, noBrowser } from './browser.ts'
import { SLUG, type Stage } from './stage.ts'

/** So many that they are taken back as long work. */
const CONTACTS = `Numéro;Nom;Code postal;Ville\n${Array.from({ length: 1200 }, (_, at) => `${50_000 + at};Durand ${at};75011;Paris\n`).join('')}`

const HEADINGS = 'Id achat;Nom;Prénom;Code postal;Produit;Début;Montant TTC'
const FILE = `${HEADINGS}
2001;Garnier;Cécile;75011;ABO-A112;26/08/2023;34,00
2002;Henri;Patrice;28000;ABO-A112;31/02/2023;34,00
2003;Durand;Zoé;69003;ABO-A112;27/08/2023;34,00
`

describe.skipIf(noBrowser)('Moving in with a file of purchases', () => {
  let stage: Stage
  let page: Page

  aStory(told => {
    ;({ stage, page } = told)
  })

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const give = (name: string, text: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

  /** Asks for long work by a press on a button; returns its id. */
  async function ask(name: string | RegExp, path: string): Promise<string> {
    const [response] = await Promise.all([
      page.waitForResponse(answer => answer.url().endsWith(path) && answer.request().method() === 'POST'),
      button(name).click(),
    ])
    const { workId } = (await response.json()) as { workId: string }
    return workId
  }

  const press = async (name: string | RegExp, path: string) => work(await ask(name, path))

  /** Does the long work that was asked for, as this stage has no queue. */
  async function work(workId: string) {
    const companyId = await inCompany(stage.database, SLUG, async ({ company }) => company.id)
    await runWork(localOuter(stage.database, SLUG), workKinds as unknown as WorkKind<never>[], {
      data: { companyId, runId: workId },
      signal: new AbortController().signal,
    })
  }

  it('M-14 shows how the file is read, and refuses a line with its column and reason', async () => {
    await page.goto(`${stage.url}/${SLUG}/imports`)
    await button('Nouvel import').waitFor()
    await give('achats.csv', FILE)
    await page.getByRole('heading', { name: 'Les colonnes' }).waitFor()
    expect(await page.getByLabel('Contenu').inputValue()).toBe('purchases')
    await press('Lire le fichier', '/read')
    await page.getByText('Jour qui n’existe pas').waitFor()
    await page.getByText('31/02/2023').first().waitFor()
  })

  it('brings in the others, takes the repaired line, and knows those that are there', async () => {
    await press('Importer 2 lignes', '/bring-in')
    await button('Annuler l’import…').waitFor()
    await page.getByRole('link', { name: 'Lignes refusées (CSV)' }).waitFor()
    await page.goto(`${stage.url}/${SLUG}/imports`)
    await button('Nouvel import').waitFor()
    await give('achats-repares.csv', FILE.replace('31/02/2023', '28/02/2023'))
    await press('Lire le fichier', '/read')
    await button('Déjà là : 2').waitFor()
    await press('Importer 1 ligne', '/bring-in')
    await button('Annuler l’import…').waitFor()
  })

  it('takes a whole import back, after saying what it deletes', async () => {
    await button('Annuler l’import…').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 achat', { exact: true }).waitFor()
    await dialog.getByRole('button', { name: 'Tout annuler' }).click()
    await page.getByText('L’import est annulé.').waitFor()
    await button('Importer 1 ligne').waitFor()
  })

  it('takes back many as long work, which is seen at the top and on the screen until it ends', async () => {
    await page.goto(`${stage.url}/${SLUG}/imports`)
    await button('Nouvel import').waitFor()
    await give('contacts.csv', CONTACTS)
    await press('Lire le fichier', '/read')
    await press(/^Importer 1\s?200 lignes$/, '/bring-in')
    await button('Annuler l’import…').click()
    await page.getByRole('dialog').getByText('contacts', { exact: false }).first().waitFor()
    const workId = await ask('Tout annuler', '/undo')
    await page.getByText('L’annulation a commencé.').waitFor()
    await page.getByText('Annulation en cours').waitFor()
    await page.getByText('Tout est supprimé ensemble, à la fin.').waitFor()
    expect(await button('Annuler l’import…').isDisabled()).toBe(true)
    await button(/^Travaux en cours/).click()
    await page.getByText('Annulation de l’import contacts.csv').waitFor()
    await page.keyboard.press('Escape')
    await work(workId)
    await button(/^Importer 1\s?200 lignes$/).waitFor()
    await page.getByText('Annulé', { exact: true }).waitFor()
  })
})
