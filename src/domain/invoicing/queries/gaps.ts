import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { DocumentKind } from '../rules/document.ts'
import { numberFrom, patternOf } from '../rules/settings.ts'
import { settingsOf } from './seller.ts'

type Series = {
  kind: DocumentKind
  year: number
  count: number
  first: number
  firstNumber: string
  last: number
  lastNumber: string
  lastOn: string
  next: number
}
type Range = { kind: DocumentKind; year: number; from: number; to: number }
type Disorder = { kind: DocumentKind; year: number; number: string; issuedOn: string; before: string }

/** Missing places looked for among numbers that came with an import. */
const MOST_LOOKED_FOR = 10_000

/**
 * Each series of numbers: what it holds, what is missing, and what bears an earlier day than the number before. A place
 * whose number came with an import is not missing. Source: L-2.
 */
export async function seriesGaps(ctx: Ctx) {
  const { db, company } = ctx
  const mine = sql`${company.id}::uuid`
  const { rows: series } = await db.execute<Series>(sql`
    select i.series_kind as kind, i.series_year as year, count(*)::int as count, min(i.series_number) as first,
      (array_agg(i.number order by i.series_number))[1] as "firstNumber", max(i.series_number) as last,
      (array_agg(i.number order by i.series_number desc))[1] as "lastNumber", max(i.issued_on) as "lastOn",
      coalesce(max(s.next), max(i.series_number) + 1) as next
    from invoices i
    left join invoice_series s on s.company_id = ${mine} and s.kind = i.series_kind and s.year = i.series_year
    where i.company_id = ${mine} and i.series_number is not null group by 1, 2 order by 2, 1`)
  const { rows: inner } = await db.execute<Range>(sql`
    select kind, year, before + 1 as from, number - 1 as to from (
      select series_kind as kind, series_year as year, series_number as number,
        coalesce(lag(series_number) over (partition by series_kind, series_year order by series_number), 0) as before
      from invoices where company_id = ${mine} and series_number is not null) n
    where number > before + 1 order by 1, 2, 3`)
  const { rows: disorder } = await db.execute<Disorder>(sql`
    select kind, year, number, on_day as "issuedOn", before from (
      select series_kind as kind, series_year as year, number, issued_on as on_day,
        lag(issued_on) over (partition by series_kind, series_year order by series_number) as before
      from invoices where company_id = ${mine} and series_number is not null) n
    where on_day < before order by kind, year, number limit 1000`)
  const ending = series.flatMap(({ kind, year, last, next }) =>
    next > last + 1 ? [{ kind, year, from: last + 1, to: next - 1 }] : [],
  )
  const ranges = [...inner, ...ending]
  const brought = await broughtAt(ctx, ranges)
  const of = <One extends { kind: string; year: number }>(all: readonly One[], { kind, year }: Series) =>
    all.filter(one => one.kind === kind && one.year === year)
  return series.map(({ next: _, ...one }) => {
    const here = of(brought, { ...one, next: 0 })
    const taken = new Set(here.map(({ place }) => place))
    return {
      ...one,
      missing: of(ranges, { ...one, next: 0 }).flatMap(range => without(range, taken)),
      brought: here.map(({ number }) => number),
      outOfOrder: of(disorder, { ...one, next: 0 }).map(({ number, issuedOn, before }) => ({
        number,
        issuedOn,
        before,
      })),
    }
  })
}

/** The numbers of missing places that documents of elsewhere bear. */
async function broughtAt(ctx: Ctx, ranges: readonly Range[]) {
  const settings = await settingsOf(ctx)
  const places = ranges
    .flatMap(({ kind, year, from, to }) =>
      Array.from({ length: Math.min(to - from + 1, MOST_LOOKED_FOR) }, (_, at) => ({ kind, year, place: from + at })),
    )
    .slice(0, MOST_LOOKED_FOR)
    .map(one => ({ ...one, number: numberFrom(patternOf(settings, one.kind), { year: one.year, number: one.place }) }))
  if (places.length === 0) return []
  const { rows } = await ctx.db.execute<{ number: string }>(sql`
    select number from invoices where company_id = ${ctx.company.id} and series_number is null
      and number = any(${sql.param(places.map(({ number }) => number))}::text[])`)
  const known = new Set(rows.map(({ number }) => number))
  return places.filter(({ number }) => known.has(number))
}

/** What is left of a range without some places. */
function without({ from, to }: Range, taken: ReadonlySet<number>): { from: number; to: number }[] {
  if (taken.size === 0) return [{ from, to }]
  const left: { from: number; to: number }[] = []
  let start = from
  for (const place of [...taken].filter(place => place >= from && place <= to).sort((a, b) => a - b)) {
    if (place > start) left.push({ from: start, to: place - 1 })
    start = place + 1
  }
  return start <= to ? [...left, { from: start, to }] : left
}
