import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { currentAddress, partyName } from '../../parties/queries.ts'
import { lastIssueOwed } from '../../subscriptions/queries/owed.ts'
import type { About } from '../rules/notice.ts'
import type { StepToSend } from './steps.ts'

export type AboutFound = About & { purchaseId: string; contactId: string; email: string; phone: string }

/** `Mme Florence Dupont`, or the name of an organisation. */
const fullName = (alias: string) => {
  const of = sql.identifier(alias)
  return sql`case when ${of}.kind = 'organisation' then ${partyName(alias)}
    else coalesce(nullif(btrim(${of}.honorific || ' ' || btrim(${of}.first_name || ' ' || ${of}.last_name)), ''), ${of}.legal_name) end`
}

/**
 * What a notice says of each row `c` (`purchase_id, contact_id, as_recipient`), those of one person together; `before` may
 * write them first.
 * Prices are those of today's products.
 */
export async function aboutEach(
  { db, company, today }: Ctx,
  { calendar }: StepToSend,
  rows: SQL,
  before: SQL = sql``,
): Promise<AboutFound[]> {
  const { rows: found } = await db.execute<AboutFound>(sql`${before}
    select c.purchase_id as "purchaseId", c.contact_id as "contactId", p.number, ${fullName('contact')} as "contactName",
      coalesce(contact.emails[1], '') as email, coalesce(contact.phones[1], '') as phone,
      coalesce(place.country, 'FR') as country,
      ${partyName('recipient')} as "recipientName", p.nature = 'gift' as "isGift", c.as_recipient as "asRecipient",
      product.label, product.gross_cents::bigint * p.copies as "priceCents", p.expires_on as "expiresOn",
      ${lastIssueOwed(company.id, calendar)} as "lastIssue"
    from (${rows}) c
    join purchases p on p.company_id = ${company.id} and p.id = c.purchase_id
    join parties contact on contact.company_id = ${company.id} and contact.id = c.contact_id
    join parties recipient on recipient.company_id = ${company.id} and recipient.id = p.recipient_id
    join products product on product.company_id = ${company.id} and product.id = p.product_id
    left join lateral (${currentAddress(sql`${company.id}::uuid`, sql`contact.id`, today)}) place on true
    order by c.contact_id, p.expires_on, p.number`)
  return found
}
