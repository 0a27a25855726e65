import { sql } from 'drizzle-orm'
import type { LastCheck } from '../../messaging/actions.ts'
import { isRenewed } from '../queries/candidates.ts'

/**
 * Whether a notice still says what is true when its mail is about to leave: not once one of its subscriptions was renewed
 * or cancelled, or the person asked not to be written to. Its notices are then cancelled with it, so that what is left to
 * say is said another day. Source: CIR-21, M-13.
 */
export const noticeStillWanted: LastCheck = async ({ db, company }, { id }) => {
  const ofMail = sql`n.company_id = ${company.id} and (n.message_id = ${id} or n.goes_with_id = (
    select lead.id from renewal_notices lead where lead.company_id = ${company.id} and lead.message_id = ${id}))`
  const { rows } = await db.execute(sql`
    select from renewal_notices n
    join purchases p on p.company_id = ${company.id} and p.id = n.purchase_id
    join parties contact on contact.company_id = ${company.id} and contact.id = n.contact_id
    where ${ofMail} and (p.cancelled_on is not null or p.last_issue_id is not null or contact.no_marketing_on is not null
      or ${isRenewed(company.id)}) limit 1`)
  if (rows.length === 0) return true
  await db.execute(sql`
    update renewal_notices n set cancelled_on = (now() at time zone ${company.timeZone})::date, updated_at = now(), revision = revision + 1
    where ${ofMail}`)
  return false
}
