import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

type Unaddressed = { id: string; number: number; recipientId: string; name: string }
const NAMED = 50
const COUNTED = 1000

/** Envelopes of a run that say neither street nor town: nobody could deliver them. What travels in another one has none. */
export async function unaddressedOf({ db, company }: Ctx, runId: string) {
  const { rows } = await db.execute<Unaddressed>(sql`
    select s.id, s.number, s.recipient_id as "recipientId",
      concat_ws(' ', nullif(s.legal_name, ''), nullif(s.first_name, ''), nullif(s.last_name, '')) as name
    from shipments s
    where s.company_id = ${company.id} and s.run_id = ${runId} and s.parcel_copies is distinct from 0
      and btrim(s.town) = '' and btrim(s.line1 || s.line2 || s.line3) = ''
    order by s.number limit ${COUNTED}`)
  return { unaddressedCount: rows.length, unaddressed: rows.slice(0, NAMED) }
}
