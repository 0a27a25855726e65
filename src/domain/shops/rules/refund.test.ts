import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Credit, type Creditable, creditsOf, leftCents, leftOf } from '../../invoicing/rules/credit.ts'
import type { Amounts } from '../../invoicing/rules/draft.ts'
import { refundingOf } from './refund.ts'

const nothing: Amounts = { netCents: 0, vatCents: 0, grossCents: 0 }
const plus = (one: Amounts, other: Amounts): Amounts => ({
  netCents: one.netCents + other.netCents,
  vatCents: one.vatCents + other.vatCents,
  grossCents: one.grossCents + other.grossCents,
})
const rated = (vatRateBps: number) => ({ vatRateBps, vatCategory: vatRateBps > 0 ? ('S' as const) : ('Z' as const) })
const amounts = (netCents: number, vatCents: number): Amounts => ({
  netCents,
  vatCents,
  grossCents: netCents + vatCents,
})

/** Invoices of orders: lines as the shop counted them, a discount and a rounding on the whole. */
const invoices = fc
  .record({
    lines: fc.array(
      fc.record({
        rate: fc.constantFrom(0, 210, 550, 2000),
        netCents: fc.nat(30_000),
        quantity: fc.integer({ min: 1, max: 5 }),
        drift: fc.integer({ min: -1, max: 1 }),
        services: fc.boolean(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    discount: fc.nat(100),
    rounding: fc.nat(3),
  })
  .map(({ lines, discount, rounding }): Creditable => {
    const charged = lines.map(({ rate, netCents, quantity, drift, services }, at) => ({
      ...{ id: `line ${at}`, label: `Ligne ${at}`, quantity, credited: nothing, ...rated(rate) },
      supply: services ? ('services' as const) : ('goods' as const),
      ...amounts(netCents, Math.max(0, Math.round((netCents * rate) / 10_000) + (rate > 0 ? drift : 0))),
    }))
    const { netCents, vatCents, vatRateBps, vatCategory } = charged[0]!
    const part = (cents: number) => -Math.floor((cents * discount) / 100)
    return {
      lines: charged,
      allowances: [
        { vatRateBps, vatCategory, ...amounts(part(netCents), part(vatCents)) },
        { ...rated(0), ...amounts(rounding, 0) },
      ],
      credited: [],
    }
  })

/** Refunds as shops make them: of the whole, of quantities of lines, of amounts, and of lines that there are not. */
const refunds = fc.array(
  fc.record({
    permille: fc.integer({ min: 1, max: 1300 }),
    lines: fc.array(fc.record({ at: fc.nat(6), quantity: fc.nat(5), permille: fc.integer({ min: 0, max: 1100 }) }), {
      maxLength: 3,
    }),
  }),
  { minLength: 1, maxLength: 8 },
)

const credited = (document: Creditable, credits: readonly Credit[]): Creditable => ({
  ...document,
  lines: document.lines.map(line => ({
    ...line,
    credited: credits.filter(({ lineId }) => lineId === line.id).reduce<Amounts>(plus, line.credited),
  })),
  credited: [...document.credited, ...credits.filter(({ lineId }) => lineId === null)],
})
const linesOf = new Map(Array.from({ length: 6 }, (_, at) => [`item ${at}`, [`line ${at}`]]))

describe('a refund', () => {
  it('E6 takes an amount from the rates that are charged where another one is a discount alone', () => {
    const line = { id: 'box', label: 'Box', quantity: 1, credited: nothing, supply: 'goods' as const, ...rated(2000) }
    const document: Creditable = {
      lines: [{ ...line, ...amounts(14_500, 2900) }],
      allowances: [{ ...rated(210), ...amounts(-300, -6) }],
      credited: [],
    }
    expect(refundingOf(document, { cents: 1500, lines: [] }, new Map())).toMatchObject({
      kind: 'amount',
      asked: { lines: [], amounts: [{ vatRateBps: 2000, cents: 1500 }] },
    })
  })

  it('E6 W-9 W-10 is credited to the cent, whatever it says of lines, and never more than is left of its invoice', () => {
    fc.assert(
      fc.property(invoices, refunds, (issued, asked) => {
        const total = leftCents(issued)
        let document = issued
        let refunded = 0
        let taken: Amounts = nothing
        for (const { permille, lines } of asked) {
          const left = leftCents(document)
          const said = lines.map(({ at, quantity, permille: part }) => {
            const { netCents = 100, vatCents = 0 } = issued.lines[at] ?? {}
            const of = (cents: number) => Math.floor((cents * part) / 1000)
            return { lineId: `item ${at}`, quantity, netCents: of(netCents), taxCents: of(vatCents) }
          })
          const sum = said.reduce((all, line) => all + line.netCents + line.taxCents, 0)
          const cents = lines.length > 0 ? sum : Math.ceil((left * permille) / 1000)
          if (cents === 0) continue
          const refunding = refundingOf(document, { cents, lines: said }, linesOf)
          if (cents > left) {
            expect(refunding).toBeUndefined()
            continue
          }
          const credits = creditsOf(document, refunding!.asked)
          if ('code' in credits) throw new Error(`${credits.code} ${JSON.stringify(refunding)}`)
          expect(credits.reduce((all, { grossCents }) => all + grossCents, 0)).toBe(cents)
          expect(refunding!.kind === 'whole').toBe(cents === left)
          document = credited(document, credits)
          if (refunding!.kind === 'lines')
            for (const ended of refunding!.endedLines) expect(leftOfLine(document, ended)).toBe(0)
          refunded += cents
          taken = plus(taken, credits.reduce<Amounts>(plus, nothing))
        }
        expect(taken.grossCents).toBe(refunded)
        expect(refunded).toBeLessThanOrEqual(total)
        const rest = creditsOf(document, { whole: true }) as Credit[]
        const charged = [...issued.lines, ...issued.allowances].reduce<Amounts>(plus, nothing)
        expect(rest.reduce<Amounts>(plus, taken)).toEqual(charged)
      }),
      { numRuns: 3000 },
    )
  })

  const order: Creditable = {
    lines: [
      { ...line('copy', 210, 5779, 121), quantity: 1 },
      { ...line('carriage', 2000, 250, 50), quantity: 1 },
    ],
    allowances: [],
    credited: [],
  }
  const ids = new Map([
    ['60', ['copy']],
    ['61', ['carriage']],
  ])

  it('W-9 of a line keeps the amounts of the shop, and ends what it was all of', () => {
    const refund = { cents: 5900, lines: [{ lineId: '60', quantity: 1, netCents: 5779, taxCents: 121 }] }
    expect(refundingOf(order, refund, ids)).toEqual({
      kind: 'lines',
      asked: { lines: [{ lineId: 'copy', quantity: 1, cents: 5900, netCents: 5779 }], amounts: [] },
      endedLines: ['copy'],
    })
    const half = { cents: 2950, lines: [{ lineId: '60', quantity: 0, netCents: 2889, taxCents: 61 }] }
    expect(refundingOf(order, half, ids)).toMatchObject({ kind: 'lines', endedLines: [] })
  })

  it('CIR-14 of a bundle is shared among its products to the cent, and ends all of them at once', () => {
    const cents = fc.integer({ min: 0, max: 9000 })
    fc.assert(
      fc.property(
        fc.array(cents, { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 100 }),
        (nets, percent) => {
          const parts = nets.map((net, at) => ({ ...line(`part ${at}`, 2000, net, Math.round(net / 5)), quantity: 1 }))
          const document: Creditable = { ...order, lines: [...parts, order.lines[1]!] }
          const sum = (of: 'netCents' | 'vatCents') => parts.reduce((all, part) => all + part[of], 0)
          const [netCents, taxCents] = (['netCents', 'vatCents'] as const).map(of =>
            Math.floor((sum(of) * percent) / 100),
          )
          const refunded = { lineId: '60', quantity: percent === 100 ? 1 : 0, netCents: netCents!, taxCents: taxCents! }
          if (netCents === 0) return
          const said = { cents: netCents! + taxCents!, lines: [refunded] }
          const { asked, endedLines } = refundingOf(document, said, new Map([['60', parts.map(({ id }) => id)]]))!
          const credits = creditsOf(document, asked) as Credit[]
          expect(credits.reduce((all, { grossCents }) => all + grossCents, 0)).toBe(said.cents)
          if (percent === 100) expect(endedLines).toEqual(parts.map(({ id }) => id))
        },
      ),
    )
  })

  it('W-10 of an amount alone is spread over the rates of its invoice, and what is all of it is the whole', () => {
    expect(refundingOf(order, { cents: 620, lines: [] }, ids)).toEqual({
      kind: 'amount',
      asked: {
        lines: [],
        amounts: [
          { vatCategory: 'S', vatRateBps: 210, cents: 590 },
          { vatCategory: 'S', vatRateBps: 2000, cents: 30 },
        ],
      },
      endedLines: [],
    })
    expect(refundingOf(order, { cents: 6200, lines: [] }, ids)).toMatchObject({ kind: 'whole', asked: { whole: true } })
    expect(refundingOf(order, { cents: 6201, lines: [] }, ids)).toBeUndefined()
  })
})

function line(id: string, vatRateBps: number, netCents: number, vatCents: number) {
  return {
    id,
    label: id,
    supply: 'goods' as const,
    credited: nothing,
    ...rated(vatRateBps),
    ...amounts(netCents, vatCents),
  }
}

const leftOfLine = (document: Creditable, id: string) =>
  leftOf(document)
    .flatMap(({ lines }) => lines)
    .find(line => line.id === id)!.left.grossCents
