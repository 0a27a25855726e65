import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'

/** The rate of a currency on a day: the last one typed on or before it, or null. */
export const rateOn = (company: SQL, currency: SQL, on: SQL) => sql`(
  select r.per_euro_micros from currency_rates r
  where r.company_id = ${company} and r.currency = ${currency} and r.rated_on <= ${on} order by r.rated_on desc limit 1)`

/**
 * An amount of a document or payment in euros, in SQL; null as long as its rate is not known, which no sum counts. `states`
 * is the row that holds the rate: of `invoice_states`.
 */
export const euros = (states: string, cents: SQL) =>
  sql
    .raw(`case when ${states}.currency = 'EUR' then `)
    .append(cents)
    .append(sql.raw(` else round((`))
    .append(cents)
    .append(sql.raw(`) * 1000000.0 / ${states}.per_euro_micros)::bigint end`))

/** The rates of drafts: those of their days, by id; issued documents keep theirs in their state. */
export async function ratesOfDrafts(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  drafts: readonly { id: string; currency: string; on: string; creditsId: string | null }[],
): Promise<Map<string, number>> {
  if (drafts.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; perEuroMicros: number }>(sql`
    with draft as materialized (select * from json_to_recordset(${JSON.stringify(drafts)}::json)
      as draft (id uuid, currency text, "on" date, "creditsId" uuid))
    select draft.id, case when draft."creditsId" is null then ${rateOn(sql`${company.id}::uuid`, sql`draft.currency`, sql`draft.on`)}
      else (select s.per_euro_micros from invoice_states s where s.company_id = ${company.id} and s.id = draft."creditsId") end as "perEuroMicros"
    from draft`)
  return new Map(rows.flatMap(({ id, perEuroMicros }) => (perEuroMicros ? [[id, perEuroMicros] as const] : [])))
}

export type RateRow = {
  id: string
  currency: string
  ratedOn: string
  perEuroMicros: number
  createdBy: string
  revision: number
}

/** Rates as they were typed, the newest first. */
export const rateList = defineList<RateRow, RateRow, { currency?: string | undefined }>({
  from: sql`currency_rates r`,
  columns: {
    id: sql`r.id`,
    currency: sql`r.currency`,
    ratedOn: sql`r.rated_on`,
    perEuroMicros: sql`r.per_euro_micros`,
    createdBy: sql`r.created_by`,
    revision: sql`r.revision`,
  },
  id: sql`r.id`,
  sorts: { ratedOn: sql`r.rated_on`, currency: sql`r.currency` },
  defaultSort: '-ratedOn',
  where: ({ company }, { currency }) => [
    sql`r.company_id = ${company.id}`,
    ...(currency ? [sql`r.currency = ${currency.toUpperCase()}`] : []),
  ],
  search: (_ctx, text) => [sql`r.currency = ${text.trim().toUpperCase()}`],
  row: found => found,
})
