import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { createContract } from '../../domain/contracts/actions/contracts.ts'
import { invoiceTerms } from '../../domain/contracts/actions/invoice.ts'
import { USUAL_SCHEDULE } from '../../domain/contracts/rules/typed.ts'
import { aMandate, collects } from '../../domain/debits/factory.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { inCompany } from '../local.ts'
import { aStory, eventually, noBrowser, type Visit } from './browser.ts'
import { column, counts, downloaded, rowOf, rows, textOf } from './list.ts'
import { SLUG, type Stage, setEnvironment, VALERIE } from './stage.ts'

const line = {
  ...{ productId: null, label: 'Veille de presse', description: '', quantity: 1, unitCents: 4000, discountBps: 0 },
  ...{ vatRateBps: 2000, recipientId: null, gift: false, renewsPurchaseId: null },
}

/** A customer who signed, and a contract to be collected of which two terms are invoiced. */
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
    ...{ title: 'Veille', customerId, payerId: null, startsOn: '2023-07-01', endsOn: null, owner: 'VG' },
    ...{ paymentMethod: 'direct-debit', paymentDays: 0, paymentMonthEnd: 'none', mandateId: null },
    ...{ privateNote: '', note: '', buyerReference: '', purchaseOrder: '', priceBasis: 'net', currency: 'EUR' },
    ...USUAL_SCHEDULE,
    ...{ plansToEnd: false, reviewDays: 0, active: true, generateAll: false, source: 'hand', lines: [line] },
  })
  const { rows: terms } = await db.execute<{ id: string }>(
    sql`select id from contract_terms where company_id = ${company.id} and contract_id = ${contract} order by starts_on limit 2`,
  )
  await invoiceTerms(
    ctx,
    terms.map(({ id }) => id),
    'issued',
  )
}

/** Of a bank: a debit that comes back, and one of somebody else. */
const statement = (
  id: string,
) => `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt><Stmt>${entry(id, '48.00', 'AM04')}${entry('AUTRE-42', '12.00', 'MS03')}</Stmt></BkToCstmrStmt></Document>`
const entry = (id: string, amount: string, code: string) =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2023-09-01</Dt></BookgDt>
<NtryDtls><TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><RtrInf><Rsn><Cd>${code}</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>`

describe.skipIf(noBrowser)('Direct debits, from the invoice of a contract to what comes back', () => {
  let visit: Visit
  let page: Page
  /** The file that was handed over. */
  let sent = ''

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
  const give = (name: string, content: string) =>
    dialog()
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(content) })
  /** The numbers of the debits, as the file for the bank said them. */
  const endToEndIds = () => [...sent.matchAll(/<EndToEndId>(.+?)<\/EndToEndId>/g)].map(([, id]) => id!)
  const inDialog = (name: string | RegExp) => dialog().getByRole('button', { name })

  it('L-15 tells at the start of the day what waits, and tells the customer first', async () => {
    await visit.go(`/${SLUG}`)
    await page.getByRole('link', { name: /préavis de prélèvement à envoyer/ }).click()
    await eventually(() => column(page, 'verdict')).toEqual(Array(2).fill('Préavis à envoyer'))
    await page.keyboard.press('n')
    await dialog().getByText('Prélèvement de 96,00').waitFor()
    await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Annoncer 2\u00a0factures')
    await page.keyboard.press('Enter')
    await dialog().waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: 'Préavis', exact: true }).click()
    await counts(page, '2 préavis')
    await eventually(() => column(page, 'sentTo')).toEqual(Array(2).fill('bruno@example.org'))
  })

  it('L-16 makes a batch of what is ready on a bank day, hands it over and gives its file', async () => {
    await page.getByRole('link', { name: 'Remises', exact: true }).click()
    await page.getByText('Aucune remise.').waitFor()
    await page.keyboard.press('n')
    await panel()
      .getByRole('radio', { name: /01\/09\/2023 · CORE/ })
      .waitFor()
    await panel()
      .getByText(/2\sprélèvements, 96,00/)
      .waitFor()
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('day')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await eventually(() => textOf(panel())).toContain('Remettez cette remise à la banque avant le 31/08/2023')
    await panel().getByRole('button', { name: 'Remettre à la banque' }).click()
    await inDialog('Remettre à la banque').click()
    await dialog().waitFor({ state: 'hidden' })
    const { bytes } = await downloaded(page, () =>
      panel().getByRole('button', { name: 'Fichier pour la banque' }).click(),
    )
    sent = Buffer.from(bytes).toString()
    expect(sent).toContain('pain.008.001.08')
    expect(sent).toContain('<InstdAmt Ccy="EUR">48.00</InstdAmt>')
    await eventually(() => textOf(panel())).toContain('Téléchargez le fichier')
  })

  it('L-16 records on its day what was collected: the invoice is paid', async () => {
    setEnvironment({ FACTEUR_TODAY: '2023-09-01' })
    await visit.go(`/${SLUG}/debit-batches`)
    await rows(page).first().click()
    await page.keyboard.press('Enter')
    await panel().getByRole('button', { name: 'Encaisser' }).click()
    await inDialog('Encaisser').click()
    await dialog().waitFor({ state: 'hidden' })
    await eventually(() => textOf(panel())).toContain('Encaissée le')
    await panel().getByRole('link', { name: 'Voir tous les prélèvements' }).click()
    await eventually(() => column(page, 'state')).toEqual(['Encaissé', 'Encaissé'])
    const [number] = await column(page, 'number')
    await visit.go(`/${SLUG}/invoices?q=${number}`)
    await eventually(() => column(page, 'state')).toEqual(['Payée'])
  })

  it('L-16 notes by hand a debit that came back, so that its invoice is due again', async () => {
    await visit.go(`/${SLUG}/debits`)
    await rowOf(page, endToEndIds()[1]!).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Noter un impayé' }).click()
    await dialog().getByText('la facture redevient due').waitFor()
    await inDialog(/^Noter un impayé/).click()
    await dialog().waitFor({ state: 'hidden' })
    await eventually(async () => (await column(page, 'state')).toSorted()).toEqual(['Encaissé', 'Impayé'])
  })

  it('L-16 reads the file of the bank: refuses another one, shows what comes back, takes it once', async () => {
    await visit.go(`/${SLUG}/debit-return-files`)
    await page.getByText('Aucun fichier lu.').waitFor()
    await page.getByRole('status').getByRole('button', { name: 'Lire un fichier de la banque' }).click()
    await give('facture.pdf', '%PDF-1.4')
    await dialog().getByText('Ce fichier n’est pas un pain.002').waitFor()
    await give('releve.xml', statement(endToEndIds()[0]!))
    await dialog().getByText('camt.053 : 1 impayé, 48,00').waitFor()
    expect(await textOf(dialog())).toContain('Provision insuffisante (AM04)')
    expect(await textOf(dialog())).toContain('2. AUTRE-42 : Aucun prélèvement de Facteur ne porte cette référence')
    await inDialog('Enregistrer les retours (1)').click()
    await dialog().waitFor({ state: 'hidden' })
    await button('Voir le fichier').click()
    await eventually(() => textOf(panel())).toContain('AUTRE-42')
    await panel().getByRole('link', { name: 'Retours de ce fichier' }).click()
    await page.getByText('Impayés du fichier releve.xml').waitFor()
    await eventually(() => column(page, 'reason')).toEqual(['Provision insuffisante'])
    await button(/^Lire un fichier de la banque/).click()
    await give('releve.xml', statement(endToEndIds()[0]!))
    await dialog().getByText('Ce fichier a déjà été lu.').waitFor()
    await inDialog('Annuler').click()
    await page.getByRole('link', { name: 'À prélever', exact: true }).click()
    await eventually(() => column(page, 'verdict')).toEqual(Array(2).fill('Préavis à envoyer'))
    await eventually(async () => (await column(page, 'openCents')).join()).toMatch(/^48,00.*48,00/)
  })
})
