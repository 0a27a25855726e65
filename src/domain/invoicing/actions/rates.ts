import { sql } from 'drizzle-orm'
import { createRecord, deleteRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { event } from '../../../platform/http/reaction.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { EURO, isCurrency } from '../../../values/currency.ts'
import { rateOn } from '../queries/rates.ts'
import { currencyRates } from '../tables/rates.ts'

/** A rate became known: what waited for it can be booked. */
export const rateTyped = event<{ currency: string }>('invoicing.rateTyped')

type Rate = { currency: string; ratedOn: string; perEuroMicros: number }

/** Types what one euro is from a day on; documents that waited for it take it at once, those that have a rate keep theirs. */
export async function typeRate(ctx: Ctx, { currency, ratedOn, perEuroMicros }: Rate): Promise<string> {
  if (currency === EURO || !isCurrency(currency))
    refuse('invoicing.unknownCurrency', { field: 'currency', values: { currency } })
  if (ratedOn > ctx.today) refuse('invoicing.rateAhead', { field: 'ratedOn' })
  const id = await createRecord(ctx, currencyRates, { currency, ratedOn, perEuroMicros })
  await rateWaiting(ctx, currency)
  await ctx.happened(rateTyped, { currency })
  return id
}

/** Takes a rate out: what was counted with it keeps it. */
export async function deleteRate(ctx: Ctx, id: string) {
  await lockedRecord(ctx, currencyRates, id)
  await deleteRecord(ctx, currencyRates, id)
}

/** Gives documents just issued the rate of their day; a credit note has that of the invoice it corrects. */
export async function rateDocuments({ db, company }: Ctx, ids: readonly string[]) {
  const mine = sql`${company.id}::uuid`
  // First what stands by itself: a credit note issued with its invoice finds the rate there.
  for (const credits of [sql`i.credits_id is null`, sql`i.credits_id is not null`])
    await db.execute(sql`
      with rated as materialized (
        select i.id, case when i.credits_id is null then ${rateOn(mine, sql`i.currency`, sql`i.issued_on`)}
          else (select c.per_euro_micros from invoice_states c where c.company_id = ${mine} and c.id = i.credits_id) end as rate
        from invoices i where i.company_id = ${mine} and i.id = any(${sql.param([...ids])}::uuid[]) and i.currency <> 'EUR' and ${credits})
      update invoice_states s set per_euro_micros = rated.rate from rated
      where s.company_id = ${mine} and s.id = rated.id and s.per_euro_micros is null and rated.rate is not null`)
}

/** The same for all that waited for a currency. */
async function rateWaiting(ctx: Ctx, currency: string) {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select s.id from invoice_states s where s.company_id = ${ctx.company.id} and s.currency <> 'EUR' and s.currency = ${currency}
      and s.per_euro_micros is null and s.issued_on is not null order by s.id for update`)
  await rateDocuments(
    ctx,
    rows.map(({ id }) => id),
  )
}
