import { sql } from 'drizzle-orm'
import { forManyRows } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { day, daysBetween, isoDay, monthAdded } from '../../../values/day.ts'
import { priceDays } from '../../invoicing/queries/price-days.ts'
import type { Amounts, DocumentSaid } from '../../invoicing/rules/draft.ts'
import {
  draftsOfTerms,
  endings,
  intervalOf,
  movement,
  productsOfContracts,
  runningCount,
  runningTerms,
  standingTerms,
  termsToCome,
} from '../queries/forecast.ts'
import { type Alike, documentsAlike, type LineAlike, type ShapeAlike } from '../queries/forecast-documents.ts'
import type { DayRule, Unit } from '../rules/contract.ts'
import { wholeDaysAt } from '../rules/schedule.ts'
import { type Part, priceTerms, type ToPrice } from './priced.ts'

const AHEAD = 24
const BACK = 12

type Sum = Amounts & { termCount: number; unpricedCount: number }
const NOTHING: Sum = { netCents: 0, vatCents: 0, grossCents: 0, termCount: 0, unpricedCount: 0 }

/**
 * What contracts will be invoiced in 24 months, what they bring a month, and who began and left. Invoices that come to the
 * same are priced once, by what prices invoices. Source: REC-3; docs/adr/0022.
 */
export async function contractForecast(ctx: Ctx) {
  await forManyRows(ctx)
  const first = `${ctx.today.slice(0, 7)}-01`
  const months = Array.from({ length: AHEAD }, (_, at) => isoDay(monthAdded(day(first), at)))
  const { sums, monthlyCents } = await summed(ctx, months)
  const ending = await endings(ctx)
  return {
    months: months.map(month => ({ month, ...(sums.get(month) ?? NOTHING), endingCount: ending.get(month) ?? 0 })),
    ...{ ...(await runningCount(ctx)), monthlyCents, before: await movement(ctx, first, BACK) },
  }
}

/** What is invoiced in each month, what was late in the first; and a month of what goes on today. */
async function summed(ctx: Ctx, months: readonly string[]) {
  const stretches = await stretchesOf(ctx, months)
  const sums = new Map<string, Sum>()
  const add = (bucket: number, count: number, some: Partial<Sum>) => {
    const month = `${stretches.beginning(bucket).slice(0, 7)}-01`
    sums.set(month, added(sums.get(month) ?? NOTHING, some, count))
  }
  for (const { bucket, ...drafts } of await draftsOfTerms(ctx, stretches)) add(bucket, 1, drafts)
  const terms = [standingTerms(ctx, stretches), await termsToCome(ctx, stretches), runningTerms(ctx)]
  const alike = await documentsAlike(ctx, sql.join(terms, sql` union all `))
  let monthlyCents = 0
  await pricedAlike(ctx, alike.flatMap(stretches.dated), ({ buckets, counts, lines }, total) => {
    const termCount = lines.length
    const some = total ? { ...total, termCount } : { termCount, unpricedCount: termCount }
    for (const [at, bucket] of buckets.entries())
      if (bucket >= 0) add(bucket, counts[at]!, some)
      else monthlyCents += ((total?.netCents ?? 0) * counts[at]!) / monthsOf(bucket)
  })
  return { sums, monthlyCents: Math.round(monthlyCents) }
}

const added = (sum: Sum, some: Partial<Sum>, count: number): Sum => {
  const plus = (of: keyof Sum) => sum[of] + (some[of] ?? 0) * count
  return {
    ...{ netCents: plus('netCents'), vatCents: plus('vatCents'), grossCents: plus('grossCents') },
    ...{ termCount: plus('termCount'), unpricedCount: plus('unpricedCount') },
  }
}

const MONTHS: Record<Unit, number> = { day: 1 / 30.4375, week: 7 / 30.4375, month: 1, year: 12 }
const monthsOf = (bucket: number) => {
  const { every, unit } = intervalOf(bucket)
  return every * MONTHS[unit]
}

/** Documents of one kind at the prices of a day. */
type Dated = Alike & { on: string }

/** The months, cut at the days that prices change on. */
async function stretchesOf(ctx: Ctx, months: readonly string[]) {
  const before = isoDay(monthAdded(day(months.at(-1)!), 1))
  const prices = (await priceDays(ctx, await productsOfContracts(ctx))).filter(on => on > ctx.today && on < before)
  const days = [...new Set([...months.slice(1), ...prices])].toSorted()
  const beginning = (bucket: number) => days[bucket - 1] ?? ctx.today
  const pricesAt = (bucket: number) => prices.findLastIndex(on => on <= beginning(bucket))
  const dated = (one: Alike): Dated[] =>
    [...Map.groupBy(one.buckets.entries(), ([, bucket]) => pricesAt(bucket)).values()].map(entries => ({
      ...one,
      on: beginning(entries[0]![1]),
      buckets: entries.map(([, bucket]) => bucket),
      counts: entries.map(([at]) => one.counts[at]!),
    }))
  return { before, days, beginning, dated }
}

/** Documents priced at once: their lines and totals stand in memory. */
const AT_ONCE = 5000

type Take = (one: Dated, total: Amounts | undefined) => void

/** Prices one of each kind of documents; nothing: it cannot be invoiced. Terms that would share an invoice with one that cannot are together without it. */
async function pricedAlike(ctx: Ctx, alike: readonly Dated[], take: Take) {
  const wholes = new Map<string, number>()
  for (let from = 0; from < alike.length; from += AT_ONCE) {
    const some = alike.slice(from, from + AT_ONCE)
    const priced = await priceTerms(
      ctx,
      some.map(one => toPrice(one, wholes)),
    )
    for (const [at, one] of some.entries()) {
      const found = priced[at]!
      if (!(found instanceof Refusal)) take(one, found.total)
      else if (one.lines.length === 1) take(one, undefined)
      else await pricedApart(ctx, one, take)
    }
  }
}

async function pricedApart(ctx: Ctx, one: Dated, take: Take) {
  const alone = one.lines.map((lines, at) => ({ ...one, lines: [lines], shapes: [one.shapes[at]!] }))
  const left: Dated[] = []
  await pricedAlike(ctx, alone, (term, total) => {
    if (total) left.push(term)
    else take(term, undefined)
  })
  const rest = { ...one, lines: left.flatMap(({ lines }) => lines), shapes: left.flatMap(({ shapes }) => shapes) }
  if (left.length > 0 && left.length < one.lines.length) await pricedAlike(ctx, [rest], take)
  else await pricedAlike(ctx, left, take)
}

function toPrice({ payerId, priceBasis, on, lines, shapes }: Dated, wholes: Map<string, number>): ToPrice {
  const said: DocumentSaid = {
    ...{ kind: 'invoice', customerId: payerId, draftedOn: on, priceBasis },
    lines: lines.flatMap(those => those.map(lineOf)),
  }
  const parts = lines.flatMap((those, at) => {
    const part = partOf(shapes[at] ?? null, wholes)
    return those.map(() => part)
  })
  return { said, parts }
}

const lineOf = ([productId, quantity, unitCents, discountBps, vatRateBps, toOneself]: LineAlike) => ({
  productId,
  quantity,
  ...(unitCents === null ? {} : { unitCents }),
  ...(discountBps === 0 ? {} : { discountBps }),
  ...(productId === null ? { label: 'x', vatRateBps: vatRateBps ?? 0 } : {}),
  ...(toOneself ? { gift: true } : {}),
})

/** The part that the days of a term are of a whole one, counted once for those alike. */
function partOf(shape: ShapeAlike | null, wholes: Map<string, number>): Part | null {
  if (!shape) return null
  const [startsOn, endsOn, from, every, unit, dayRule, fixedDay] = shape
  const key = [endsOn, from, every, unit, dayRule, fixedDay].join(' ')
  const schedule = { startsOn: from, every, unit: unit as Unit, dayRule: dayRule as DayRule, fixedDay }
  const wholeDays = wholes.get(key) ?? wholeDaysAt({ ...schedule, invoiceOn: 'start', invoiceDays: 0 }, endsOn)
  wholes.set(key, wholeDays)
  const days = daysBetween(day(startsOn), day(endsOn)) + 1
  return days < wholeDays ? { days, wholeDays } : null
}
