import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { createContract } from '../../domain/contracts/actions/contracts.ts'
import { invoiceTerms } from '../../domain/contracts/actions/invoice.ts'
import { aMandate, collects } from '../../domain/debits/factory.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { inCompany } from '../local.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, downloaded, rows, textOf } from './list.ts'
import { SLUG, type Stage, setEnvironment, VALERIE } from './stage.ts'

const line = {
  ...{ productId: null, label: 'Veille de presse', description: '', quantity: 1, unitCents: 4000, discountBps: 0 },
  ...{ vatRateBps: 2000, recipientId: null, gift: false, renewsPurchaseId: null },
}

/** A customer who signed, and a contract to be collected of which a term is invoiced. */
async function aContractIsInvoiced(ctx: Ctx) {
  const { db, company } = ctx
  await collects(ctx, { noticeDays: 1, leadDays: 1 })
  const { rows: found } = await db.execute<{ id: string }>(
    sql`select id from parties where company_id = ${company.id} and first_name = 'Bruno-Andre'`,
  )
  const customerId = found[0]!.id
  await db.execute(
    sql`update parties set emails = array['bruno@example.org'] where company_id = ${company.id} and id = ${customerId}`,
  )
  await aMandate(ctx, customerId)
  const contract = await createContract(ctx, {
    ...{ title: 'Veille', customerId, payerId: null, startsOn: '2023-08-01', endsOn: null, owner: 'VG' },
    ...{ paymentMethod: 'direct-debit', paymentDays: 0, paymentMonthEnd: 'none', mandateId: null },
    ...{ privateNote: '', note: '', buyerReference: '', purchaseOrder: '', priceBasis: 'net', currency: 'EUR' },
    ...{ every: 1, unit: 'month', dayRule: 'same', fixedDay: null, invoiceOn: 'start', invoiceDays: 0 },
    ...{ prorated: false, plansToEnd: false, invoicing: 'manual', reviewDays: 0, grouped: false },
    ...{ renewal: 'none', renewalEvery: 1, renewalUnit: 'year', alertDays: 60, active: true, generateAll: false },
    ...{ source: 'hand', lines: [line] },
  })
  const { rows: terms } = await db.execute<{ id: string }>(
    sql`select id from contract_terms where company_id = ${company.id} and contract_id = ${contract} order by starts_on limit 1`,
  )
  await invoiceTerms(ctx, [terms[0]!.id], 'issued')
}

describe.skipIf(noBrowser)('Direct debits, from the invoice of a contract to what comes back', () => {
  let visit: Visit
  let page: Page

  aStory(
    told => {
      ;({ visit, page } = told)
    },
    {
      before: ({ database }: Stage) => {
        sealWith('a secret of the stories alone, not used elsewhere')
        return inCompany(database, SLUG, aContractIsInvoiced, { userId: 'local', ...VALERIE })
      },
    },
  )

  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const dialog = () => page.getByRole('dialog')
  const panel = () => page.getByRole('complementary', { name: 'Volet' })
  const inDialog = (name: string | RegExp) => dialog().getByRole('button', { name })

  it('L-15 tells at the start of the day what waits, and tells the customer first', async () => {
    await visit.go(`/${SLUG}`)
    await page.getByRole('link', { name: /préavis de prélèvement à envoyer/ }).click()
    await eventually(() => column(page, 'verdict')).toEqual(['Préavis à envoyer'])
    await button(/^Envoyer les préavis/).click()
    await dialog().getByText('Prélèvement de 48,00').waitFor()
    await inDialog('Annoncer 1 facture').click()
    await dialog().waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: 'Préavis', exact: true }).click()
    await counts(page, '1 préavis')
    await eventually(() => column(page, 'sentTo')).toEqual(['bruno@example.org'])
  })

  it('L-16 makes a batch of what is ready on a bank day, hands it over and gives its file', async () => {
    await page.getByRole('link', { name: 'Remises', exact: true }).click()
    await button(/^Préparer une remise/)
      .first()
      .click()
    await panel()
      .getByRole('radio', { name: /01\/09\/2023 · CORE/ })
      .waitFor()
    await panel()
      .getByText(/1\sprélèvement, 48,00/)
      .waitFor()
    await panel().getByRole('button', { name: 'Préparer la remise' }).click()
    await eventually(() => textOf(panel())).toContain('Remettez cette remise à la banque avant le 31/08/2023')
    await panel().getByRole('button', { name: 'Remettre à la banque' }).click()
    await inDialog('Remettre à la banque').click()
    await dialog().waitFor({ state: 'hidden' })
    const { bytes } = await downloaded(page, () =>
      panel().getByRole('button', { name: 'Fichier pour la banque' }).click(),
    )
    const file = Buffer.from(bytes).toString()
    expect(file).toContain('pain.008.001.08')
    expect(file).toContain('<InstdAmt Ccy="EUR">48.00</InstdAmt>')
    await eventually(() => textOf(panel())).toContain('Téléchargez le fichier')
  })

  it('L-16 records on its day what was collected, and opens the invoice again when it comes back', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-09-01' })
    await visit.go(`/${SLUG}/debit-batches`)
    await rows(page).first().click()
    await page.keyboard.press('Enter')
    await panel().getByRole('button', { name: 'Encaisser' }).click()
    await inDialog('Encaisser').click()
    await dialog().waitFor({ state: 'hidden' })
    await eventually(() => textOf(panel())).toContain('Encaissée le')
    await panel().getByRole('link', { name: 'Voir tous les prélèvements' }).click()
    await eventually(() => column(page, 'state')).toEqual(['Encaissé'])
    await rows(page).first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Noter un impayé' }).click()
    await dialog().getByText('la facture redevient due').waitFor()
    await inDialog(/^Noter un impayé/).click()
    await dialog().waitFor({ state: 'hidden' })
    await eventually(() => column(page, 'state')).toEqual(['Impayé'])
    await page.getByRole('link', { name: 'Impayés', exact: true }).click()
    await eventually(() => column(page, 'reason')).toEqual(['Provision insuffisante'])
    await page.getByRole('link', { name: 'À prélever', exact: true }).click()
    await eventually(() => column(page, 'verdict')).toEqual(['Préavis à envoyer'])
    await eventually(async () => (await column(page, 'openCents')).join()).toMatch(/^48,00/)
  })
})
