import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { rateOn } from '../../invoicing/queries/rates.ts'

/** Says what payments that waited for a rate are in euros. */
export async function ratePayments({ db, company }: Ctx, { currency }: { currency: string }) {
  const rate = rateOn(sql`${company.id}::uuid`, sql`s.currency`, sql`s.received_on`)
  await db.execute(sql`
    update payment_states s set euro_cents = round(s.cents * 1000000.0 / ${rate})::bigint
    where s.company_id = ${company.id} and s.currency <> 'EUR' and s.currency = ${currency} and s.euro_cents is null and ${rate} is not null`)
}
