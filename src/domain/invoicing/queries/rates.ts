import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'

/** The rate of a currency on a day: the last one typed on or before it, or null. */
export const rateOn = (company: SQL, currency: SQL, on: SQL) => sql`(
  select r.per_euro_micros from currency_rates r
  where r.company_id = ${company} and r.currency = ${currency} and r.rated_on <= ${on} order by r.rated_on desc limit 1)`

/**
 * An amount of a document in euros, in SQL, at its rate; null as long as that is not known, and no sum counts it. `state` is
 * its row of `invoice_states`.
 */
export const documentEuros = (state: string, cents: SQL) =>
  sql`case when ${sql.raw(state)}.currency = 'EUR' then ${cents} else round((${cents}) * 1000000.0 / ${sql.raw(state)}.per_euro_micros)::bigint end`

/** The same of a payment, by what it was in euros as a whole; `state` is its row of `payment_states`. */
export const paymentEuros = (state: string, cents: SQL) =>
  sql`case when ${sql.raw(state)}.currency = 'EUR' then ${cents} else round((${cents})::numeric * ${sql.raw(state)}.euro_cents / ${sql.raw(state)}.cents)::bigint end`

/**
 * Documents in another currency with their rate, by an index that holds them alone: to be joined from the left where amounts
 * of lines are added, each by `lineEuros`.
 */
export const otherCurrencies = (company: SQL) => sql`(
  select id, per_euro_micros as per from invoice_states where company_id = ${company} and currency <> 'EUR')`

/** A part of a document in euros; what has no rate yet counts for nothing. `other` is its row of `otherCurrencies`. */
export const lineEuros = (other: string, cents: SQL) =>
  sql`case when ${sql.raw(other)}.id is null then ${cents} else coalesce(round((${cents}) * 1000000.0 / ${sql.raw(other)}.per), 0)::bigint end`

/** Whether a company ever issued in another currency; asked of an index, so that who does not pays nothing for those who do. */
export async function hasOtherCurrency({ db, company }: Pick<Ctx, 'db' | 'company'>): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select from invoice_states where company_id = ${company.id} and currency <> 'EUR' limit 1`,
  )
  return rows.length > 0
}

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
