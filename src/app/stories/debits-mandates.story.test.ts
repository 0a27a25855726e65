import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { anInvoiceByDebit } from '../../domain/debits/factory.ts'
import { bankAccounts } from '../../domain/payments/tables.ts'
import { createRecord } from '../../platform/db/records.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { pdfPages } from '../../platform/testing/pdf-text.ts'
import { inCompany } from '../local.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, downloaded, rowOf, rows, textOf } from './list.ts'
import { SLUG, type Stage, VALERIE } from './stage.ts'

const IBAN = 'FR14 2004 1010 0505 0001 3M02 606'

/** An account of the company, and an invoice to be collected from a customer. */
async function anInvoiceWaits({ db, company, ...ctx }: Ctx) {
  const whole = { db, company, ...ctx }
  await createRecord(whole, bankAccounts, { name: 'Crédit du Lac', iban: 'FR7630006000011234567890189' })
  const { rows: found } = await db.execute<{ id: string }>(
    sql`select id from parties where company_id = ${company.id} and first_name = 'Bruno-Andre'`,
  )
  await anInvoiceByDebit(whole, found[0]!.id, 3400)
}

describe.skipIf(noBrowser)('A mandate, from the customer who gives it to its end', () => {
  let visit: Visit
  let page: Page

  aStory(
    told => {
      ;({ visit, page } = told)
    },
    {
      before: ({ database }: Stage) => {
        sealWith('a secret of the stories alone, not used elsewhere')
        return inCompany(database, SLUG, anInvoiceWaits, { userId: 'local', ...VALERIE })
      },
    },
  )

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const item = (name: string) => page.getByRole('menuitem', { name })
  const dialog = () => page.getByRole('dialog')
  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const verdict = () => eventually(async () => (await column(page, 'verdict')).join())

  it('L-15 says first who collects, and checks the creditor identifier as it is typed', async () => {
    await visit.go(`/${SLUG}/debit-candidates`)
    await page.getByText('Dites d’abord qui prélève').waitFor()
    await verdict().toBe('Sans mandat')
    await page.getByRole('link', { name: 'Ouvrir les réglages' }).click()
    const creditorId = page.getByLabel(/^Identifiant de créancier/)
    await creditorId.fill('FR72ZZZ123457')
    await page.getByText('Cet ICS n’est pas valable').waitFor()
    await creditorId.fill('FR72ZZZ123456')
    await page.getByText('ICS valable', { exact: true }).waitFor()
    await page.getByLabel(/^Nom du créancier/).fill('CAPITAL SOCIAL')
    await page.getByLabel(/^Compte crédité/).click()
    await page.getByRole('option', { name: /Crédit du Lac/ }).click()
    await button(/^Enregistrer les réglages/).click()
    await page.getByText('Réglages enregistrés.').waitFor()
  })

  it('REC-34 adds the SEPA of a customer from their card, with what proves the signature', async () => {
    await visit.go(`/${SLUG}/contacts?q=Bruno-Andre`)
    await rows(page).first().dblclick()
    await button('Créer').click()
    await item('Ajouter le SEPA d’un client').click()
    const iban = dialog().getByLabel(/^IBAN/)
    await iban.fill('FR14 2004 1010 0505 0001 3M02 607')
    await dialog().getByText('Cet IBAN n’est pas valable').waitFor()
    await iban.fill(IBAN)
    await dialog().getByText('IBAN valable', { exact: true }).waitFor()
    await dialog().getByLabel('Signé le').fill('12/05/2023')
    await page.keyboard.press('Tab')
    await dialog().getByLabel('Signé à').fill('Lyon')
    const file = { name: 'mandat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') }
    await dialog().locator('input[type=file]').setInputFiles(file)
    await button(/^Enregistrer le mandat/).click()
    await dialog().waitFor({ state: 'hidden' })
    const line = page.getByRole('tabpanel').getByRole('row', { name: /^M000001/ })
    await eventually(() => textOf(line)).toMatch(/Valable\s+FR •••• 2606\s+CORE\s+12\/05\/2023/)
    await eventually(() => textOf(page.getByRole('tabpanel'))).toContain('Préavis à envoyer')
    await line.getByRole('link', { name: 'M000001' }).click()
    await eventually(() => textOf(panel())).toContain('mandat.pdf')
  })

  it('L-14 shows the whole account number to who asks, and keeps who read it', async () => {
    await button('Voir l’IBAN').click()
    await eventually(() => dialog().getByLabel('IBAN du mandat').inputValue()).toBe(IBAN)
    // As on a slow machine, where the key comes before the focus has gone to the dialog.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    await eventually(() => textOf(panel())).toMatch(/IBAN lu par : .* VG/)
    expect(await textOf(panel())).not.toContain(IBAN.slice(5, 20))
  })

  it('L-14 prints it to sign, in French and in English', { timeout: 60_000 }, async () => {
    for (const [language, title] of [
      ['français', 'Mandat de prélèvement SEPA'],
      ['anglais', 'SEPA Direct Debit Mandate'],
    ] as const) {
      await button('Imprimer').click()
      const { bytes } = await downloaded(page, () => item(`Mandat à signer, en ${language}`).click())
      const [paper] = pdfPages(bytes)
      expect(paper!.map(({ text }) => text).join(' ')).toContain(title)
    }
  })

  it('L-14 goes on with another account by an amendment, and finds it by its reference', async () => {
    await button('Autre compte ou référence').click()
    await dialog().getByLabel('Nouvel IBAN').fill('FR7630006000011234567890189')
    await dialog().getByLabel('Motif').fill('Nouvelle banque')
    await button(/^Enregistrer l’avenant/).click()
    await dialog().waitFor({ state: 'hidden' })
    await eventually(() => textOf(panel())).toMatch(/compte •••• 2606\s+Nouvelle banque\s+Au prochain prélèvement/)
    await visit.go(`/${SLUG}/mandates?q=m000001`)
    await counts(page, '1 mandat')
    expect(await column(page, 'iban')).toEqual(['FR •••• 0189'])
  })

  it('REC-34 adds another one from the form of a contract, which keeps what was typed', async () => {
    await visit.go(`/${SLUG}/contacts?q=Bruno-Andre`)
    await rows(page).first().dblclick()
    await button('Créer').click()
    await item('Abonnement (contrat)').click()
    await page.getByLabel('Titre').fill('Veille de presse')
    await page.getByRole('combobox', { name: 'Mode de règlement' }).click()
    await page.getByRole('option', { name: 'Prélèvement' }).click()
    await page.getByLabel('Mandat', { exact: true }).click()
    await page.getByRole('option', { name: /M000001.*Valable/ }).waitFor()
    await page.getByRole('option', { name: 'Créer' }).click()
    await dialog().getByText('Ce client a déjà un mandat valable, M000001').waitFor()
    await dialog().getByLabel(/^IBAN/).fill(IBAN)
    await dialog()
      .getByRole('button', { name: /^Enregistrer le mandat/ })
      .click()
    await dialog().waitFor({ state: 'hidden' })
    await eventually(() => page.getByLabel('Mandat', { exact: true }).inputValue()).toBe('M000002 · FR •••• 2606')
    expect(await page.getByLabel('Titre').inputValue()).toBe('Veille de presse')
    await button(/^Continuer/).waitFor()
  })

  it('L-14 tells of an invoice why it cannot be collected, and is collected by the mandate chosen for it', async () => {
    await visit.go(`/${SLUG}/debit-candidates`)
    await verdict().toBe('Préavis à envoyer')
    await rows(page).first().click()
    await page.keyboard.press('Enter')
    const mandate = panel().getByLabel('Mandat', { exact: true })
    await mandate.click()
    await page.getByRole('option', { name: /M000002/ }).click()
    await verdict().toBe('Mandat non signé')
    await eventually(() => textOf(panel())).toContain('Le mandat n’est pas revenu signé.')
    await panel().getByRole('link', { name: 'Voir le mandat' }).click()
    await button('Revenu signé').click()
    await dialog()
      .getByRole('button', { name: /^Revenu signé/ })
      .click()
    await dialog().waitFor({ state: 'hidden' })
    await eventually(() => textOf(panel())).toContain('Valable')
  })

  it('L-14 revokes it with a reason: nothing is collected by it any more', async () => {
    await button('Révoquer').click()
    await dialog().getByLabel('Motif').fill('À sa demande')
    await dialog()
      .getByRole('button', { name: /^Révoquer/ })
      .click()
    await dialog().waitFor({ state: 'hidden' })
    await eventually(() => textOf(panel())).toContain('31/08/2023 · À sa demande')
    await visit.go(`/${SLUG}/debit-candidates`)
    await rowOf(page, 'Mandat révoqué').waitFor()
    await button(/^Mandat révoqué/).click()
    await counts(page, '1 facture')
  })
})
