import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { mergeParties } from '../parties/actions/merge.ts'
import { aParty } from '../parties/factory.ts'
import { singleIssuesOperations, subscriptionsOperations } from '../subscriptions/operations.ts'
import { issueInvoices } from './actions.ts'
import { invoicingOperations as invoices } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 8)
})
afterAll(() => database.close())

/** A publisher that sold a subscription of 34 € and a single issue of 9 € on one invoice. */
async function sold(more: object = {}) {
  const one = await aPublisher(database, { constraints, reactions, today: '2023-08-31' })
  const { call, within, products } = one
  const customerId = await within(ctx => aParty(ctx, { lastName: 'Morel', firstName: 'Anne' }))
  const lines = ['ABO-A112', 'NUM-4'].map(code => ({ productId: products.get(code)!, quantity: 1 }))
  const { id: draftId } = await call(invoices.draft, { customerId, draftedOn: '2023-04-15', lines, ...more })
  const id = (await call(invoices.issue, { ids: [draftId] }))[0]!.id
  const get = (which = id) => call(invoices.get, { id: which })
  const [subscriptionLine, singleLine] = (await get()).lines
  return { ...one, customerId, id, get, subscriptionLine: subscriptionLine!, singleLine: singleLine! }
}

describe('a credit note', () => {
  it('L-2 ABO-82 of all that is left pays what is open and cancels the invoice, which stays as it was', async () => {
    const { call, id, get } = await sold()
    const before = await get()
    const { creditNote } = await call(invoices.cancel, {
      id,
      reason: 'Erreur de client',
      on: '2023-05-02',
      service: 'stop-now',
    })
    expect(creditNote).toMatchObject({ number: 'AV-2023-000001' })
    expect(await get()).toMatchObject({
      state: 'cancelled',
      cancelledOn: '2023-05-02',
      cancelledReason: 'Erreur de client',
      openCents: 0,
      grossCents: before.grossCents,
      creditNotes: [{ id: creditNote!.id, grossCents: 4300 }],
      left: [{ grossCents: 0 }],
    })
    expect(await get(creditNote!.id)).toMatchObject({
      kind: 'credit-note',
      state: 'paid',
      credits: { id, number: before.number },
      reason: 'Erreur de client',
      netCents: before.netCents,
      vatCents: before.vatCents,
      grossCents: 4300,
      lines: [{ label: before.lines[0]!.label, creditsLineId: before.lines[0]!.id }, {}],
    })
    await expect(call(invoices.cancel, { id, reason: 'Encore', service: 'keep' })).rejects.toMatchObject({
      code: 'invoicing.alreadyCancelled',
    })
    await expect(call(invoices.cancel, { id: creditNote!.id, reason: 'Non', service: 'keep' })).rejects.toMatchObject({
      code: 'invoicing.creditOfCreditNote',
    })
    expect((await call(invoices.list, { kind: 'credit-note' })).rows).toMatchObject([
      { grossCents: -4300, netCents: -before.netCents },
    ])
    expect(await call(invoices.totals, {})).toMatchObject({ count: 2, grossCents: 0, vatCents: 0, openCents: 0 })
  })

  it('X-23 of a line stops what that line sold, and nothing else', async () => {
    const { call, id, get, subscriptionLine } = await sold()
    const { creditNote, cancelledOn } = await call(invoices.credit, {
      id,
      reason: 'Abonnement refusé',
      on: '2023-05-02',
      service: 'stop-now',
      lines: [{ lineId: subscriptionLine.id }],
    })
    expect(cancelledOn).toBeNull()
    expect(await get(creditNote!.id)).toMatchObject({ grossCents: 3400, lines: [{ productCode: 'ABO-A112' }] })
    expect((await call(subscriptionsOperations.list, { invoiceId: id })).rows).toMatchObject([{ status: 'cancelled' }])
    expect((await call(singleIssuesOperations.list, { invoiceId: id })).rows).toMatchObject([{ cancelledOn: null }])
    expect(await get()).toMatchObject({
      state: 'overdue',
      openCents: 900,
      lines: [{ leftCents: 0 }, { leftCents: 900 }],
    })
    expect(await call(invoices.cancel, { id, reason: 'Le reste', service: 'keep' })).toMatchObject({
      cancelledOn: '2023-08-31',
    })
    expect(await get()).toMatchObject({
      state: 'cancelled',
      openCents: 0,
      creditNotes: [{ grossCents: 3400 }, { grossCents: 900 }],
    })
  })

  it('takes back an amount of a line or of a rate, keeps the service, and never more than is left', async () => {
    const { call, id, get, subscriptionLine } = await sold({
      allowances: [{ kind: 'discount', percentBps: 1000, reason: 'Remise' }],
    })
    const credit = (what: object) => call(invoices.credit, { id, reason: 'Geste', ...what })
    await expect(credit({ lines: [{ lineId: subscriptionLine.id, cents: 3061 }] })).rejects.toMatchObject({
      code: 'invoicing.moreThanLeft',
      data: { field: 'lines.0.cents', values: { left: 3060 } },
    })
    await credit({ lines: [{ lineId: subscriptionLine.id, cents: 1000 }] })
    await credit({ amounts: [{ vatCategory: 'S', vatRateBps: 2000, cents: 2000 }] })
    await expect(credit({ amounts: [{ vatCategory: 'S', vatRateBps: 2000, cents: 871 }] })).rejects.toMatchObject({
      code: 'invoicing.moreThanLeft',
    })
    await expect(credit({ amounts: [{ vatCategory: 'S', vatRateBps: 550, cents: 1 }] })).rejects.toMatchObject({
      code: 'invoicing.moreThanLeft',
    })
    await expect(credit({})).rejects.toMatchObject({ code: 'invoicing.nothingLeft' })
    expect(await get()).toMatchObject({ state: 'overdue', openCents: 870, left: [{ grossCents: 870 }] })
    expect((await call(subscriptionsOperations.list, { invoiceId: id })).rows).toMatchObject([{ status: 'running' }])
    await call(invoices.cancel, { id, reason: 'Tout', service: 'stop-now' })
    const document = await get()
    const notes = await Promise.all(document.creditNotes.map(note => get(note.id)))
    const sum = (name: 'netCents' | 'vatCents' | 'grossCents') => notes.reduce((total, note) => total + note[name], 0)
    expect([sum('netCents'), sum('vatCents'), sum('grossCents')]).toEqual([
      document.netCents,
      document.vatCents,
      document.grossCents,
    ])
  })

  it('is written once when two credit the same at once', async () => {
    const { call, id, get } = await sold()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        call(invoices.credit, { id, reason: 'Geste', amounts: [{ vatCategory: 'S', vatRateBps: 2000, cents: 2000 }] }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await get()).toMatchObject({ openCents: 300, left: [{ grossCents: 300 }] })
    expect(await call(invoices.gaps, {})).toMatchObject([
      { kind: 'credit-note', count: 2, missing: [] },
      { kind: 'invoice' },
    ])
  })

  it('of an invoice of before only marks it', async () => {
    const { call, within, customerId, products, get } = await sold()
    const [old] = await within(ctx =>
      issueInvoices(ctx, [
        {
          customerId,
          issuedOn: '2022-01-05',
          number: 'F-12',
          source: 'import:1',
          lines: [{ productId: products.get('NUM-4')!, quantity: 1 }],
        },
      ]),
    )
    expect(await get(old!.id)).toMatchObject({
      state: 'paid',
      number: 'F-12',
      openCents: 0,
      grossCents: 900,
      buyer: null,
    })
    await expect(
      call(invoices.credit, {
        id: old!.id,
        reason: 'Geste',
        amounts: [{ vatCategory: 'S', vatRateBps: 2000, cents: 100 }],
      }),
    ).rejects.toMatchObject({ code: 'invoicing.historyCreditedWhole' })
    expect(await call(invoices.cancel, { id: old!.id, reason: 'Annulée là-bas', service: 'stop-now' })).toMatchObject({
      creditNote: null,
      cancelledOn: '2023-08-31',
    })
    expect(await get(old!.id)).toMatchObject({ state: 'cancelled', creditNotes: [] })
  })
})

describe('the list of documents', () => {
  it('finds them by state, kind, day, amount and number, and says what they come to', async () => {
    const { call, id, get, customerId } = await sold()
    const { number } = await get()
    const text = (unitCents: number) => ({
      productId: null,
      quantity: 1,
      label: 'Conseil',
      unitCents,
      vatRateBps: 2000,
    })
    const { id: draftId } = await call(invoices.draft, { customerId, lines: [text(100_000)] })
    const found = async (query: object) => (await call(invoices.list, query)).rows.map(row => row.id)
    expect(await found({})).toEqual([draftId, id])
    expect(await found({ state: 'draft' })).toEqual([draftId])
    expect(await found({ state: 'open' })).toEqual([id])
    expect(await found({ state: 'overdue' })).toEqual([id]) // due on 15 May, today is 31 August
    expect(await found({ state: 'paid' })).toEqual([])
    expect(await found({ dueFrom: '2023-05-15', dueTo: '2023-05-15' })).toEqual([id])
    expect(await found({ grossFrom: 4300, grossTo: 4300 })).toEqual([id])
    expect(await found({ issuedFrom: '2023-04-16' })).toEqual([])
    for (const search of [number!, number!.toLowerCase(), '2023-1', 'fa-2023-1', 'Morel'])
      expect(await found({ search }), search).toContain(id)
    expect(await found({ search: '2023-2' })).toEqual([])
    expect(await call(invoices.totals, { state: 'open' })).toEqual({
      count: 1,
      netCents: 3583,
      vatCents: 717,
      grossCents: 4300,
      openCents: 4300,
    })
  })

  it('follows a customer who was merged, and the document keeps the one it was issued to', async () => {
    const { call, within, id, customerId, get } = await sold()
    const keptId = await within(ctx => aParty(ctx, { lastName: 'Morel-Petit', firstName: 'Anne' }))
    await within(ctx => mergeParties(ctx, keptId, customerId, []))
    expect((await call(invoices.list, { customerId: keptId })).rows).toMatchObject([
      { id, customer: 'Morel-Petit Anne' },
    ])
    expect(await get()).toMatchObject({ customerId: keptId, buyer: { name: 'Mme Anne Morel' } })
  })
})
