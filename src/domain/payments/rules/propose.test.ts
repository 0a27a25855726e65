import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNamed, type OpenDocument, propose } from './propose.ts'

const open = (number: string, openCents: number, dueOn: string | null = null): OpenDocument => ({
  id: number,
  number,
  dueOn,
  issuedOn: '2026-01-01',
  openCents,
})
const three = [
  open('FA-2026-000001', 3000, '2026-01-31'),
  open('FA-2026-000002', 5000, '2026-02-28'),
  open('FA-2026-000012', 2500, '2026-03-31'),
]

describe('what money most probably pays', () => {
  it.each([
    ['the document named with it', 2500, 'VIREMENT FA-2026-000012', { 'FA-2026-000012': 2500 }],
    ['all of those named', 8000, 'fa2026-1 et FA 2026 000002', { 'FA-2026-000001': 3000, 'FA-2026-000002': 5000 }],
    ['the one of exactly that amount', 5000, '', { 'FA-2026-000002': 5000 }],
    ['the few that sum to it', 5500, '', { 'FA-2026-000001': 3000, 'FA-2026-000012': 2500 }],
    ['else the oldest first', 4000, '', { 'FA-2026-000001': 3000, 'FA-2026-000002': 1000 }],
    [
      'what is named first, then the oldest',
      6000,
      'FA-2026-12',
      { 'FA-2026-000012': 2500, 'FA-2026-000001': 3000, 'FA-2026-000002': 500 },
    ],
    ['no more than is open', 20_000, '', { 'FA-2026-000001': 3000, 'FA-2026-000002': 5000, 'FA-2026-000012': 2500 }],
  ])('is %s', (_, cents, text, expected) => {
    expect(Object.fromEntries(propose(cents, three, text).map(one => [one.invoiceId, one.cents]))).toEqual(expected)
  })

  it('is credit notes when it is paid back, and never those when it comes in', () => {
    const both = [...three, open('AV-2026-000001', -700)]
    expect(propose(-700, both)).toEqual([{ invoiceId: 'AV-2026-000001', cents: -700 }])
    expect(propose(700, both)).toEqual([{ invoiceId: 'FA-2026-000001', cents: 700 }])
  })

  it('is never more than the money, nor than a document has open, and nothing is left while a document waits', () => {
    const documents = fc
      .array(fc.integer({ min: -50_000, max: 50_000 }), { maxLength: 25 })
      .map(all => all.map((cents, at) => open(`FA-2026-${String(at + 1).padStart(6, '0')}`, cents)))
    const cents = fc.integer({ min: -200_000, max: 200_000 }).filter(amount => amount !== 0)
    fc.assert(
      fc.property(cents, documents, fc.string(), (amount, all, text) => {
        const proposed = propose(amount, all, text)
        const sign = Math.sign(amount)
        const sum = proposed.reduce((total, one) => total + one.cents * sign, 0)
        const payable = all.reduce((total, one) => total + Math.max(0, one.openCents * sign), 0)
        expect(sum).toBe(Math.min(Math.abs(amount), payable))
        expect(new Set(proposed.map(({ invoiceId }) => invoiceId)).size).toBe(proposed.length)
        for (const { invoiceId, cents: paid } of proposed) {
          const { openCents } = all.find(({ id }) => id === invoiceId)!
          expect(paid * sign).toBeGreaterThan(0)
          expect(paid * sign).toBeLessThanOrEqual(openCents * sign)
        }
      }),
    )
  })
})

describe('a number in what was written', () => {
  it.each([
    ['FA-2026-000412', 'VIR FA2026-412 MERCI', true],
    ['FA-2026-000412', 'fa 2026 000412', true],
    ['FA-2026-000412', 'FA-2026-0004123', false],
    ['FA-2026-000412', 'SOFA-2026-412', false],
    ['FA-2026-000412', '2026-412', false],
    ['FA-2026-000412', '', false],
  ])('%s is found in "%s": %s', (number, text, found) => {
    expect(isNamed(number, text)).toBe(found)
  })
})
