import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../../parties/queries.ts'

export type PrintedPurchase = {
  writtenTo: string
  recipientId: string
  number: number
  label: string
  titleName: string
  copies: number
  startsOn: string | null
  expiresOn: string | null
  recipient: string
}

/** Whom the renewal of a purchase `p` is written to. */
export const writtenTo = sql`coalesce(p.renewal_contact_id, p.payer_id)`

/** Purchases `p` as a letter speaks of them, by number; it is written to whom renewals are. */
export async function printedPurchases(
  { db, company }: Ctx,
  condition: SQL,
  { size, part }: { size: number; part: number },
): Promise<PrintedPurchase[]> {
  const { rows } = await db.execute<PrintedPurchase>(sql`
    select ${writtenTo} as "writtenTo", p.recipient_id as "recipientId", p.number, p.label,
      title.name as "titleName", p.copies, p.starts_on as "startsOn", p.expires_on as "expiresOn", ${partyName('recipient')} as recipient
    from purchases p
    join titles title on title.company_id = ${company.id} and title.id = p.title_id
    join parties recipient on recipient.company_id = ${company.id} and recipient.id = p.recipient_id
    where p.company_id = ${company.id} and ${condition} order by p.number limit ${size} offset ${(part - 1) * size}`)
  return rows
}
