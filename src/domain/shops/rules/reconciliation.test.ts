import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Compared, gapOf, gapsOf } from './reconciliation.ts'

const order: Compared = {
  ...{
    orderId: 'a',
    orderNumber: '12',
    currency: 'EUR',
    totalCents: 5900,
    reason: null,
    invoiceCents: 5900,
    againCents: 0,
  },
  ...{ refunds: [], told: null, creditNotes: [], receivedCents: 5900, openCents: 0 },
}
const refund = { externalId: '13', cents: 350, stateReason: null, credited: true }
const note = (cents: number, by: 'refund' | 'cancellation' | 'hand') => ({ number: `A${cents}`, cents, by })

describe('a shop and its documents', () => {
  it('M-4 agree where each refund has its credit note', () => {
    expect(gapsOf({ ...order, refunds: [refund], told: [refund], creditNotes: [note(350, 'refund')] })).toEqual([])
  })

  it('M-4 name an order that was not understood, though its total is not known', () => {
    const unread = { ...order, totalCents: 0, invoiceCents: null, reason: 'notAnAmount' }
    expect(gapsOf(unread)).toEqual([{ why: 'notInvoiced', said: 'notAnAmount', cents: 0 }])
    expect(gapsOf({ ...unread, reason: null })).toEqual([])
  })

  it('M-4 differ by a lost refund, which is named', () => {
    expect(gapsOf({ ...order, told: [{ externalId: '13', cents: 350 }] })).toEqual([
      { why: 'refundLost', said: '13', cents: -350 },
    ])
    const waits = { ...refund, credited: false, stateReason: 'refundBeyondInvoice' }
    expect(gapsOf({ ...order, refunds: [waits] })).toEqual([
      { why: 'refundWaits', said: 'refundBeyondInvoice', cents: -350 },
    ])
  })

  it('M-4 differ by what was cancelled, credited by hand, changed or never invoiced, to the cent', () => {
    expect(gapsOf({ ...order, creditNotes: [note(5900, 'cancellation')] })).toMatchObject([
      { why: 'cancelled', cents: 5900 },
    ])
    expect(gapsOf({ ...order, againCents: 5900, creditNotes: [note(5900, 'cancellation')] })).toEqual([])
    expect(gapsOf({ ...order, creditNotes: [note(100, 'hand')] })).toMatchObject([
      { why: 'creditedByHand', said: 'A100' },
    ])
    expect(gapsOf({ ...order, totalCents: 6000 })).toMatchObject([{ why: 'totalChanged', cents: 100 }])
    expect(gapsOf({ ...order, invoiceCents: null, reason: 'notAnAmount' })).toMatchObject([
      { why: 'notInvoiced', said: 'notAnAmount', cents: 5900 },
    ])
  })

  it('M-4 always differ by the sum of what explains it', () => {
    const cents = fc.integer({ min: 1, max: 10_000 })
    const any = fc.record({
      totalCents: cents,
      invoiceCents: fc.option(cents),
      againCents: fc.nat(5000),
      refunds: fc.array(fc.record({ externalId: fc.constantFrom('1', '2'), cents, credited: fc.boolean() }), {
        maxLength: 2,
      }),
      told: fc.option(fc.array(fc.record({ externalId: fc.constantFrom('1', '2', '3'), cents }), { maxLength: 2 })),
      notes: fc.array(fc.record({ cents, by: fc.constantFrom('refund', 'cancellation', 'hand') }), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(any, ({ refunds, notes, ...said }) => {
        const one: Compared = {
          ...{ ...order, ...said },
          refunds: refunds.map(each => ({ ...each, stateReason: null })),
          creditNotes: notes.map(each => ({ ...each, number: 'A' })),
        }
        expect(gapsOf(one).reduce((sum, gap) => sum + gap.cents, 0)).toBe(gapOf(one))
      }),
    )
  })
})
