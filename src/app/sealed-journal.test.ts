import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { asOwner } from '../domain/journal/factory.ts'
import { foundInWords } from '../domain/journal/labels/findings.ts'
import { journalOperations } from '../domain/journal/operations.ts'
import { aCreditor } from '../domain/payments/factory.ts'
import { paymentsOperations as payments } from '../domain/payments/operations.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { sealWith } from '../platform/mail/seal.ts'
import { reactions } from './reactions.ts'
import { journalSources } from './sealed-facts.ts'
import { constraints } from './texts.ts'

const { verify, list, close } = journalOperations(journalSources)

describe('documents and payments changed behind Facteur', () => {
  let database: Database
  beforeAll(() => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 10)
  })
  afterAll(() => database.close())

  /** Two invoices, one paid in part, sealed in March and closed. */
  const company = async () => {
    const of = await aCreditor(database, { reactions, constraints })
    const [first, second] = [await of.owes(5000), await of.owes(3400)]
    await of.call(payments.record, { customerId: of.customerId, cents: 3400, method: 'cheque', reference: 'n° 12' })
    await of.call(close, undefined, { today: '2026-04-01' })
    return { ...of, first, second }
  }
  type Company = Awaited<ReturnType<typeof company>>
  const found = async (of: Company) =>
    (await of.call(verify, undefined, { today: '2026-04-01' })).check!.findings.map(finding =>
      foundInWords(finding, 'fr'),
    )
  const tamper = (of: Company, text: string, id: string) =>
    asOwner(inject('ownerUrl'), `${text} where company_id = $1 and id = $2`, [of.company.id, id])
  const idOf = (of: Company, from: string) =>
    of.within(async ({ db, company }) => {
      const { rows } = await db.execute<{ id: string }>(
        sql`select id from ${sql.raw(from)} where company_id = ${company.id} order by id limit 1`,
      )
      return rows[0]!.id
    })

  test('L-1 seals each invoice, payment and allocation once, and finds nothing while nobody changed one', async () => {
    const of = await company()
    const { rows } = await of.call(list, { limit: 50, sort: 'sequence' })
    expect(rows.map(({ kind, grossCents, label }) => `${kind} ${grossCents} ${label}`.trim())).toEqual([
      `invoice 5000 ${of.first.number}`,
      `invoice 3400 ${of.second.number}`,
      'payment 3400 1',
      `allocation 3400 1 → ${of.second.number}`,
      'key 0',
    ])
    expect(rows[3]!.concerns).toEqual([
      { recordId: rows[2]!.recordId, kind: 'payment', label: '1' },
      { recordId: of.second.id, kind: 'invoice', label: of.second.number },
    ])
    expect(await found(of)).toEqual([])
  })

  test('L-1 names one cent on an invoice', async () => {
    const of = await company()
    await tamper(of, 'update invoices set net_cents = net_cents + 1, gross_cents = gross_cents + 1', of.first.id)
    expect(await found(of)).toEqual([
      `Écriture 1 (Facture ${of.first.number})\u00a0: TTC vaut «\u202f50,01\u202f€\u202f», et il a été scellé «\u202f50,00\u202f€\u202f».`,
      `Écriture 1 (Facture ${of.first.number})\u00a0: HT vaut «\u202f41,68\u202f€\u202f», et il a été scellé «\u202f41,67\u202f€\u202f».`,
    ])
  })

  test('L-1 names what was slipped into a field that was empty', async () => {
    const of = await company()
    await tamper(of, `update invoices set note = 'Payée'`, of.second.id)
    expect(await found(of)).toEqual([
      `Écriture 2 (Facture ${of.second.number})\u00a0: Mention vaut «\u202fPayée\u202f», et il a été scellé «\u202f–\u202f».`,
    ])
  })

  test('L-1 names a line of an invoice, changed, added or gone', async () => {
    const of = await company()
    const line = await idOf(of, 'invoice_lines')
    await tamper(of, `update invoice_lines set label = 'Autre chose'`, line)
    expect(await found(of)).toEqual([
      expect.stringMatching(/Écriture 1 .*Lignes 1, Désignation vaut «\u202fAutre chose\u202f»/),
    ])
    await tamper(of, 'delete from invoice_lines', line)
    expect((await found(of)).join(' ')).toMatch(/Écriture 1 .*Lignes 1 vaut «\u202f–\u202f»/)
  })

  test('L-1 names a payment and an allocation', async () => {
    const of = await company()
    await tamper(of, `update payments set method = 'cash'`, await idOf(of, 'payments'))
    await tamper(of, 'update payment_allocations set cents = 3300', await idOf(of, 'payment_allocations'))
    expect(await found(of)).toEqual([
      'Écriture 3 (Règlement 1)\u00a0: Moyen vaut «\u202fcash\u202f», et il a été scellé «\u202fcheque\u202f».',
      'Écriture 4 (Lettrage)\u00a0: Montant vaut «\u202f33,00\u202f€\u202f», et il a été scellé «\u202f34,00\u202f€\u202f».',
    ])
  })

  test('L-1 names a payment slipped in without an entry', async () => {
    const of = await company()
    await asOwner(
      inject('ownerUrl'),
      `insert into payments select (jsonb_populate_record(p, '{"id":"019a0000-0000-7000-8000-000000000001","number":2,"source_reference":null}')).*
       from payments p where company_id = $1 limit 1`,
      [of.company.id],
    )
    expect(await found(of)).toEqual(['Règlement 2\u00a0: cette pièce n’a pas d’écriture scellée.'])
  })
})
