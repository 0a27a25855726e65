import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, isoDay } from '../../../values/day.ts'

const MONTHS = 12

/** Money received in twelve months up to this one, in euros, read from one index. */
export async function receivedByMonth({ db, company, today }: Ctx) {
  const last = day(today).with({ day: 1 })
  const [first, end] = [isoDay(last.subtract({ months: MONTHS - 1 })), isoDay(last.add({ months: 1 }))]
  const { rows } = await db.execute<{ month: string; cents: number }>(sql`
    select date_trunc('month', received_on)::date as month, sum(cents)::bigint as cents from (
      select received_on, cents from payments where company_id = ${company.id} and received_on >= ${first} and received_on < ${end}
      union all -- in another currency, as the bank made it or at its rate
      select received_on, coalesce(euro_cents, 0) - cents from payment_states
      where company_id = ${company.id} and currency <> 'EUR' and received_on >= ${first} and received_on < ${end}) received
    group by 1`)
  return Array.from({ length: MONTHS }, (_, at) => {
    const month = isoDay(last.subtract({ months: MONTHS - 1 - at }))
    return { month, cents: rows.find(row => row.month === month)?.cents ?? 0 }
  })
}
