import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aParty } from '../parties/factory.ts'
import { aCreditor } from './factory.ts'
import { paymentsOperations as payments } from './operations.ts'
import { allocationFacts, paymentFacts } from './queries/facts.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 20)
})
afterAll(() => database.close())

const creditor = () => aCreditor(database, { reactions, constraints })
type Creditor = Awaited<ReturnType<typeof creditor>>

const openOf = ({ within }: Creditor, id: string) =>
  within(async ({ db, company }) => {
    const { rows } = await db.execute<{ open: number }>(
      sql`select open_cents as open from invoice_states where company_id = ${company.id} and id = ${id}`,
    )
    return rows[0]!.open
  })
const pays = (of: Creditor, cents: number, more: object = {}) =>
  of.call(payments.record, { customerId: of.customerId, cents, method: 'transfer', ...more })

describe('a payment', () => {
  it('pays the invoice whose number it names, whole', async () => {
    const of = await creditor()
    await of.owes(5000)
    const named = await of.owes(3400)
    const paid = await pays(of, 3400, { reference: `virement ${named.number}` })
    expect(paid).toMatchObject({ number: 1, cents: 3400, openCents: 0, state: 'allocated', customerId: of.customerId })
    expect(paid.allocations).toMatchObject([{ documentNumber: named.number, cents: 3400, canUndo: true }])
    expect(await openOf(of, named.id)).toBe(0)
  })

  it('in part leaves the rest of the invoice open, and too much stays open on the payment', async () => {
    const of = await creditor()
    const invoice = await of.owes(10_000)
    await pays(of, 4000)
    expect(await openOf(of, invoice.id)).toBe(6000)
    expect(await pays(of, 7500)).toMatchObject({ openCents: 1500, state: 'partial' })
    expect(await openOf(of, invoice.id)).toBe(0)
    expect(await pays(of, 100)).toMatchObject({ openCents: 100, state: 'open', allocations: [] })
  })

  it('of an agency pays invoices of several customers', async () => {
    const of = await creditor()
    const other = await of.within(ctx => aParty(ctx, { lastName: 'Roux' }))
    const [mine, theirs] = [await of.owes(3000), await of.owes(4000, { of: other })]
    const allocations = [mine, theirs].map(({ id }, at) => ({ invoiceId: id, cents: [3000, 4000][at]! }))
    const paid = await pays(of, 7000, { allocations })
    expect(paid.allocations.map(({ documentNumber }) => documentNumber)).toEqual([mine.number, theirs.number])
    expect(paid.openCents).toBe(0)
  })

  it('never pays more than is open, nor more than it is, nor the other way round', async () => {
    const of = await creditor()
    const invoice = await of.owes(3000)
    const paying = (cents: number, of: number) => ({ allocations: [{ invoiceId: invoice.id, cents: of }], cents })
    await expect(pays(of, 5000, paying(5000, 3001))).rejects.toMatchObject({
      code: 'invoicing.settledTooMuch',
      data: { values: { number: invoice.number, open: 3000 } },
    })
    await expect(pays(of, 1000, paying(1000, 1001))).rejects.toMatchObject({ code: 'payments.moreThanPaid' })
    await expect(pays(of, -1000, paying(-1000, -1000))).rejects.toMatchObject({ code: 'invoicing.settledTooMuch' })
    await pays(of, 1000, paying(1000, 1000))
    await expect(pays(of, -1000, paying(-1000, -1000))).rejects.toMatchObject({ code: 'payments.wrongSide' })
    await expect(pays(of, 0)).rejects.toMatchObject({ code: 'payments.nothing' })
    await expect(pays(of, 10, { receivedOn: '2026-04-01' })).rejects.toMatchObject({ code: 'payments.notYet' })
  })

  it('is allocated later, and taken back from its invoice', async () => {
    const of = await creditor()
    const paid = await pays(of, 5000)
    const invoice = await of.owes(3000)
    const { allocations } = await of.call(payments.allocate, {
      id: paid.id,
      allocations: [{ invoiceId: invoice.id, cents: 3000 }],
    })
    await expect(
      of.call(payments.allocate, { id: paid.id, allocations: [{ invoiceId: invoice.id, cents: 1 }] }),
    ).rejects.toMatchObject({ code: 'invoicing.settledTooMuch' })
    await of.call(payments.undoAllocation, { id: allocations[0]!.id })
    expect(await openOf(of, invoice.id)).toBe(3000)
    expect(await of.call(payments.get, { id: paid.id })).toMatchObject({ openCents: 5000, allocations: [] })
    await expect(of.call(payments.undoAllocation, { id: allocations[0]!.id })).rejects.toMatchObject({
      code: 'payments.notAllocated',
    })
  })

  it('L-1 is undone by its opposite: neither is changed, the invoice is open again', async () => {
    const of = await creditor()
    const invoice = await of.owes(3000)
    const paid = await pays(of, 5000, { method: 'cheque' })
    const undone = await of.call(payments.undo, { id: paid.id, reason: 'Chèque impayé' })
    expect(undone).toMatchObject({ cents: 5000, openCents: 0, state: 'undone', undoneByNumber: 2 })
    const opposite = await of.call(payments.get, { id: undone.undoneById! })
    expect(opposite).toMatchObject({
      cents: -5000,
      openCents: 0,
      state: 'undone',
      reason: 'Chèque impayé',
      undoesNumber: 1,
    })
    expect(opposite.allocations).toMatchObject([{ cents: 5000, canUndo: false }])
    expect(await openOf(of, invoice.id)).toBe(3000)
    const again = (id: string) => of.call(payments.undo, { id, reason: 'encore' })
    await expect(again(paid.id)).rejects.toMatchObject({ code: 'payments.alreadyUndone' })
    await expect(again(opposite.id)).rejects.toMatchObject({ code: 'payments.undoesItself' })
    await expect(of.call(payments.undoAllocation, { id: opposite.allocations[0]!.id })).rejects.toMatchObject({
      code: 'payments.undoneForGood',
    })
  })

  it('too much is paid back, and the paying back can be undone', async () => {
    const of = await creditor()
    await of.owes(3000)
    const paid = await pays(of, 5000)
    const back = await pays(of, -2000, { paysBack: [{ paymentId: paid.id, cents: 2000 }] })
    expect(back).toMatchObject({ openCents: 0, state: 'allocated', allocations: [{ paymentNumber: 1, cents: 2000 }] })
    expect(await of.call(payments.get, { id: paid.id })).toMatchObject({ openCents: 0 })
    await expect(pays(of, -1, { paysBack: [{ paymentId: paid.id, cents: 1 }] })).rejects.toMatchObject({
      code: 'payments.moreThanPaid',
    })
    await of.call(payments.undo, { id: back.id, reason: 'Virement revenu' })
    expect(await of.call(payments.get, { id: paid.id })).toMatchObject({ openCents: 2000, state: 'partial' })
  })

  it('L-1 and what it pays are sealed, and the tables still say the same', async () => {
    const of = await creditor()
    await of.owes(3000)
    const paid = await pays(of, 3000)
    await of.call(payments.undo, { id: paid.id, reason: 'erreur' })
    await of.within(async ctx => {
      const { rows } = await ctx.db.execute<{ kind: string; recordId: string; facts: string; grossCents: number }>(sql`
        select kind, record_id as "recordId", facts, gross_cents as "grossCents" from journal_entries
        where company_id = ${ctx.company.id} and kind in ('payment', 'allocation') order by sequence`)
      expect(rows.map(({ kind, grossCents }) => [kind, grossCents])).toEqual([
        ['payment', 3000],
        ['allocation', 3000],
        ['allocation', -3000],
        ['payment', -3000],
        ['allocation', 3000],
      ])
      const ids = rows.map(({ recordId }) => recordId)
      const facts = new Map<string, object>([...(await paymentFacts(ctx, ids)), ...(await allocationFacts(ctx, ids))])
      for (const { recordId, facts: sealed } of rows) expect(facts.get(recordId)).toEqual(JSON.parse(sealed))
    })
  })

  it('is listed by who paid, by state and by method, with its totals', async () => {
    const of = await creditor()
    await of.owes(3000)
    await pays(of, 3000)
    await pays(of, 500, { method: 'cheque', reference: '1234567', drawer: 'Crédit du Lac' })
    expect(await of.call(payments.list, { state: 'open' })).toMatchObject({ rows: [{ number: 2, method: 'cheque' }] })
    expect(await of.call(payments.count, { customerId: of.customerId })).toEqual({ count: 2 })
    expect(await of.call(payments.totals, {})).toEqual({ cents: 3500, openCents: 500 })
  })
})

describe('many clerks', () => {
  it('who pay the same invoice at once never pay more than it is', async () => {
    const of = await creditor()
    const invoice = await of.owes(10_000)
    const allocations = [{ invoiceId: invoice.id, cents: 1000 }]
    const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => pays(of, 1000, { allocations })))
    const codes = outcomes.map(outcome => (outcome.status === 'rejected' ? outcome.reason.code : 'paid')).toSorted()
    expect(codes).toEqual([...Array(6).fill('invoicing.settledTooMuch'), ...Array(10).fill('paid')])
    expect(await openOf(of, invoice.id)).toBe(0)
  })

  it('who pay two invoices in either order, or whatever is oldest, wait for one another', async () => {
    const of = await creditor()
    const both = [await of.owes(10_000), await of.owes(10_000)]
    const each = both.map(({ id }) => ({ invoiceId: id, cents: 500 }))
    await Promise.all(
      Array.from({ length: 15 }, (_, at) => pays(of, 1000, { allocations: [each, each.toReversed(), 'auto'][at % 3] })),
    )
    expect((await openOf(of, both[0]!.id)) + (await openOf(of, both[1]!.id))).toBe(5000)
  })
})
