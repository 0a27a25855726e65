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
  const before = isoDay(monthAdded(day(first), AHEAD))
  const days = await priceDays(ctx, await productsOfContracts(ctx))
  const terms = sql`${standingTerms(ctx, before)} union all ${await termsToCome(ctx, before)}`
  const sums = await sumsByMonth(ctx, terms, days, before)
  const ending = await endings(ctx)
  const months = Array.from({ length: AHEAD }, (_, at) => {
    const month = isoDay(monthAdded(day(first), at))
    return { month, ...(sums.get(indexOf(month)) ?? NOTHING), endingCount: ending.get(month) ?? 0 }
  })
  const running = await runningCount(ctx)
  return { months, ...running, ...(await monthly(ctx, days)), before: await movement(ctx, first, BACK) }
}

const indexOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1

async function sumsByMonth(ctx: Ctx, terms: ReturnType<typeof sql>, days: readonly string[], before: string) {
  const sums = new Map<number, Sum>()
  const add = (bucket: number, { count = 1, ...some }: Partial<Sum> & { count?: number }) => {
    const sum = sums.get(bucket) ?? NOTHING
    const plus = (of: keyof Sum) => sum[of] + (some[of] ?? 0) * count
    sums.set(bucket, {
      ...{ netCents: plus('netCents'), vatCents: plus('vatCents'), grossCents: plus('grossCents') },
      ...{ termCount: plus('termCount'), unpricedCount: plus('unpricedCount') },
    })
  }
  for (const { bucket, ...drafts } of await draftsOfTerms(ctx, before)) add(bucket, drafts)
  await pricedAlike(ctx, await documentsAlike(ctx, terms, days), ({ buckets, counts, lines }, total) => {
    const some = total
      ? { ...total, termCount: lines.length }
      : { termCount: lines.length, unpricedCount: lines.length }
    for (const [at, bucket] of buckets.entries()) add(bucket, { ...some, count: counts[at]! })
  })
  return sums
}

const MONTHS: Record<Unit, number> = { day: 1 / 30.4375, week: 7 / 30.4375, month: 1, year: 12 }

/** What contracts that go on today bring a month, whatever their interval, each as if it were invoiced alone. */
async function monthly(ctx: Ctx, days: readonly string[]) {
  let monthlyCents = 0
  await pricedAlike(ctx, await documentsAlike(ctx, runningTerms(ctx), days), ({ buckets, counts }, total) => {
    for (const [at, bucket] of buckets.entries()) {
      const { every, unit } = intervalOf(bucket)
      monthlyCents += ((total?.netCents ?? 0) * counts[at]!) / (every * MONTHS[unit])
    }
  })
  return { monthlyCents: Math.round(monthlyCents) }
}

/** Documents priced at once: their lines and totals stand in memory. */
const AT_ONCE = 5000

type Take = (one: Alike, total: Amounts | undefined) => void

/** Prices one of each kind of documents; nothing: it cannot be invoiced. Terms that would share an invoice with one that cannot are together without it. */
async function pricedAlike(ctx: Ctx, alike: readonly Alike[], take: Take) {
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

async function pricedApart(ctx: Ctx, one: Alike, take: Take) {
  const alone = one.lines.map((lines, at) => ({ ...one, lines: [lines], shapes: [one.shapes[at]!] }))
  const left: Alike[] = []
  await pricedAlike(ctx, alone, (term, total) => {
    if (total) left.push(term)
    else take(term, undefined)
  })
  const rest = { ...one, lines: left.flatMap(({ lines }) => lines), shapes: left.flatMap(({ shapes }) => shapes) }
  if (left.length > 0 && left.length < one.lines.length) await pricedAlike(ctx, [rest], take)
  else await pricedAlike(ctx, left, take)
}

function toPrice({ payerId, priceBasis, on, lines, shapes }: Alike, wholes: Map<string, number>): ToPrice {
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
