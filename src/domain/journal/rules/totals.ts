import type { Sealed } from './canonical.ts'

/** What was sealed of one kind: VAT by category and rate (`S 2000`), payments by method. What adds up to nothing is left out. */
export type KindTotals = {
  count: number
  late: number // of them, those that bear a day before the one they were sealed on
  grossCents: number
  vat: Record<string, { netCents: number; vatCents: number }>
  methods: Record<string, number>
}
export type Totals = Record<string, KindTotals>

const none = (): KindTotals => ({ count: 0, late: 0, grossCents: 0, vat: {}, methods: {} })

type VatFact = { category?: unknown; rateBps?: unknown; netCents?: unknown; vatCents?: unknown }
type Adding = { vat?: unknown; method?: unknown; currency?: unknown }

/** What is in another currency has totals of its own: `invoice USD`. */
const kindOf = (kind: string, currency: unknown) =>
  typeof currency === 'string' && currency !== 'EUR' ? `${kind} ${currency}` : kind

/** Adds one entry; `facts` are those of the entry, read. */
export function addEntry(
  totals: Totals,
  entry: Pick<Sealed, 'kind' | 'grossCents' | 'on' | 'sealedOn'>,
  facts: Adding,
) {
  const { grossCents } = entry
  const kind = kindOf(entry.kind, facts.currency)
  totals[kind] ??= none()
  const sums = totals[kind]
  sums.count++
  if (entry.on < entry.sealedOn) sums.late++
  sums.grossCents += grossCents
  if (Array.isArray(facts.vat))
    for (const { category, rateBps, netCents, vatCents } of facts.vat as VatFact[]) {
      const name = `${category ?? ''} ${rateBps ?? ''}`.trim()
      const { netCents: net, vatCents: vat } = sums.vat[name] ?? { netCents: 0, vatCents: 0 }
      sums.vat[name] = { netCents: net + whole(netCents), vatCents: vat + whole(vatCents) }
    }
  if (typeof facts.method === 'string') sums.methods[facts.method] = (sums.methods[facts.method] ?? 0) + grossCents
}

const whole = (cents: unknown): number => (Number.isSafeInteger(cents) ? (cents as number) : 0)

export const plus = (a: Totals, b: Totals): Totals => combined(a, b, 1)
export const minus = (a: Totals, b: Totals): Totals => combined(a, b, -1)

function combined(a: Totals, b: Totals, sign: 1 | -1): Totals {
  const kinds = Object.keys({ ...a, ...b })
  const sums = kinds.map(kind => [kind, kindCombined(a[kind] ?? none(), b[kind] ?? none(), sign)] as const)
  return Object.fromEntries(sums.filter(([, { count }]) => count !== 0))
}

function kindCombined(a: KindTotals, b: KindTotals, sign: 1 | -1): KindTotals {
  const rates = Object.keys({ ...a.vat, ...b.vat }).map(rate => {
    const [x, y] = [a.vat[rate], b.vat[rate]].map(one => one ?? { netCents: 0, vatCents: 0 })
    return [rate, { netCents: x!.netCents + sign * y!.netCents, vatCents: x!.vatCents + sign * y!.vatCents }] as const
  })
  const methods = Object.keys({ ...a.methods, ...b.methods }).map(
    method => [method, (a.methods[method] ?? 0) + sign * (b.methods[method] ?? 0)] as const,
  )
  return {
    count: a.count + sign * b.count,
    late: a.late + sign * b.late,
    grossCents: a.grossCents + sign * b.grossCents,
    vat: Object.fromEntries(rates.filter(([, { netCents, vatCents }]) => netCents !== 0 || vatCents !== 0)),
    methods: Object.fromEntries(methods.filter(([, cents]) => cents !== 0)),
  }
}
