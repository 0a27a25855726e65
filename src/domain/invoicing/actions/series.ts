import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { settingsOf } from '../queries/seller.ts'
import type { DocumentKind } from '../rules/document.ts'
import { placeOf } from '../rules/numbers.ts'
import { fiscalYearOf, type InvoicingSettings, numberFrom, patternOf } from '../rules/settings.ts'

export type Numbered = {
  id: string
  number: string
  seriesKind: DocumentKind
  seriesYear: number
  seriesNumber: number
}
type Asking = { id: string; kind: DocumentKind; on: string }

/**
 * The next numbers of the series of each kind and fiscal year, in the order of days; who holds a series keeps the others
 * waiting until it commits, so that a rollback leaves no gap. Series are taken in one order, so that two who take several
 * never hold what the other waits for. Source: L-2.
 */
export async function takeSeries(
  ctx: Ctx,
  documents: readonly Asking[],
  settings: InvoicingSettings,
): Promise<Numbered[]> {
  const yearOf = ({ on }: Asking) => fiscalYearOf(on, settings.fiscalYearStart)
  const series = [...Map.groupBy(documents, one => `${one.kind} ${yearOf(one)}`)].sort(([a], [b]) => (a < b ? -1 : 1))
  const numbered: Numbered[] = []
  for (const [, those] of series) {
    const inOrder = those.toSorted((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1))
    const { kind } = inOrder[0]!
    const year = yearOf(inOrder[0]!)
    const first = await takeFrom(ctx, {
      kind,
      year,
      count: inOrder.length,
      from: inOrder[0]!.on,
      to: inOrder.at(-1)!.on,
    })
    const pattern = patternOf(settings, kind)
    for (const [at, { id }] of inOrder.entries())
      numbered.push({
        id,
        number: numberFrom(pattern, { year, number: first + at }),
        seriesKind: kind,
        seriesYear: year,
        seriesNumber: first + at,
      })
  }
  return numbered
}

type Span = { kind: DocumentKind; year: number; count: number; from: string; to: string }

/** The first of so many numbers, for days that do not go back before the last one issued. */
async function takeFrom({ db, company }: Ctx, { kind, year, count, from, to }: Span): Promise<number> {
  const { rows } = await db.execute<{ next: number }>(sql`
    insert into invoice_series (company_id, kind, year, next, last_on) values (${company.id}, ${kind}, ${year}, ${1 + count}, ${to})
    on conflict (company_id, kind, year) do update set next = invoice_series.next + ${count}, last_on = ${to}
      where coalesce(invoice_series.last_on, '-infinity') <= ${from}::date
    returning next`)
  if (rows[0]) return rows[0].next - count
  const { rows: last } = await db.execute<{ lastOn: string }>(sql`
    select last_on as "lastOn" from invoice_series where company_id = ${company.id} and kind = ${kind} and year = ${year}`)
  return refuse('invoicing.beforeLastIssued', { field: 'issuedOn', values: { on: from, last: last[0]!.lastOn } })
}

/** Numbers brought along that look like ours are never given again. */
export async function reserveNumbersOf(ctx: Ctx, brought: readonly { number: string; on: string }[]) {
  const { db, company } = ctx
  const settings = await settingsOf(ctx)
  const pattern = patternOf(settings, 'invoice')
  const highest = new Map<number, number>()
  for (const { number, on } of brought) {
    const year = fiscalYearOf(on, settings.fiscalYearStart)
    const place = placeOf(number, pattern, year)
    if (place) highest.set(year, Math.max(place, highest.get(year) ?? 0))
  }
  for (const [year, place] of [...highest].sort(([a], [b]) => a - b))
    await db.execute(sql`
      insert into invoice_series (company_id, kind, year, next) values (${company.id}, 'invoice', ${year}, ${place + 1})
      on conflict (company_id, kind, year) do update set next = greatest(invoice_series.next, excluded.next)`)
}
