import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { EURO } from '../../../values/currency.ts'
import { currentAddress, partyName } from '../../parties/queries.ts'
import type { Nature } from '../rules/nature.ts'

/** What both views of the purchases show. Source: ABO-28, ABO-46. */
export const purchaseColumns = {
  id: sql`p.id`,
  number: sql`p.number`,
  honorific: sql`recipient.honorific`,
  lastName: sql`recipient.last_name`,
  firstName: sql`recipient.first_name`,
  legalName: sql`recipient.legal_name`,
  recipientId: sql`p.recipient_id`,
  contactNumber: sql`recipient.number`,
  productCode: sql`product.code`,
  label: sql`p.label`,
  copies: sql`p.copies`,
  isParcel: sql`coalesce(p.copies >= title.parcel_from_copies, false)`,
  titleId: sql`p.title_id`,
  titleName: sql`title.name`,
  payerId: sql`p.payer_id`,
  payer: partyName('payer'),
  nature: sql`p.nature`,
  reviewOn: sql`p.review_on`,
  invoiceId: sql`p.invoice_id`,
  cancelledOn: sql`p.cancelled_on`,
  copiesServed: sql`(select coalesce(sum(s.copies), 0)::int from shipments s
    where s.company_id = p.company_id and s.purchase_id = p.id and s.purpose <> 'replacement' and s.cancelled_on is null)`,
  lastDispatchedOn: sql`(select max(s.sent_on) from shipments s where s.company_id = p.company_id and s.purchase_id = p.id and s.cancelled_on is null)`,
}

export type PurchaseFound = {
  id: string
  number: number
  honorific: string
  lastName: string
  firstName: string
  legalName: string
  recipientId: string
  contactNumber: number
  productCode: string
  label: string
  copies: number
  /** Its title sends so many copies as a parcel. Source: CIR-13. */
  isParcel: boolean
  titleId: string
  titleName: string
  payerId: string
  payer: string
  nature: Nature
  reviewOn: string | null
  invoiceId: string | null
  cancelledOn: string | null
  copiesServed: number
  lastDispatchedOn: string | null
}

export const purchaseTables = sql`purchases p
  join parties recipient on recipient.company_id = p.company_id and recipient.id = p.recipient_id
  join products product on product.company_id = p.company_id and product.id = p.product_id
  left join titles title on title.company_id = p.company_id and title.id = p.title_id
  left join parties payer on payer.company_id = p.company_id and payer.id = p.payer_id`

/** Purchases are searched by their number, or by the words of who receives. */
export const purchaseSearch = { party: sql`p.recipient_id`, number: sql`p.number` }

export const purchaseSorts = { number: sql`p.number`, name: [sql`recipient.sort_name`, sql`recipient.id`] }

export type Whose = {
  recipientId?: string | undefined
  payerId?: string | undefined
  invoiceId?: string | undefined
  titleId?: string | undefined
  productId?: string | undefined
  nature?: Nature | undefined
  reviewTo?: string | undefined
}

export const whoseConditions = ({
  recipientId,
  payerId,
  invoiceId,
  titleId,
  productId,
  nature,
  reviewTo,
}: Whose): SQL[] => [
  ...(recipientId ? [sql`p.recipient_id = ${recipientId}`] : []),
  ...(payerId ? [sql`p.payer_id = ${payerId}`] : []),
  ...(invoiceId ? [sql`p.invoice_id = ${invoiceId}`] : []),
  ...(titleId ? [sql`p.title_id = ${titleId}`] : []),
  ...(productId ? [sql`p.product_id = ${productId}`] : []),
  ...(nature ? [sql`p.nature = ${nature}`] : []),
  ...(reviewTo ? [sql`p.nature <> 'paid' and coalesce(p.review_on, p.expires_on) <= ${reviewTo}`] : []),
]

/** What the amounts of a purchase are in: as on its invoice. */
export const purchaseCurrency = sql`coalesce((select s.currency from invoice_states s
  where s.company_id = p.company_id and s.id = p.invoice_id), ${EURO})`

/** What the card of a purchase shows beside the columns of the list. Source: ABO-41, ABO-42. */
export const cardColumns = {
  productId: sql`p.product_id`,
  renewalContactId: sql`p.renewal_contact_id`,
  renewalContact: sql`case when p.renewal_contact_id is not null then ${partyName('writtenTo')} end`,
  reason: sql`p.reason`,
  source: sql`p.source`,
  boughtOn: sql`p.bought_on`,
  currency: purchaseCurrency,
  netCents: sql`p.net_cents`,
  vatCents: sql`p.vat_cents`,
  grossCents: sql`p.gross_cents`,
  town: sql`coalesce(address.town, '')`,
  postcode: sql`coalesce(address.postcode, '')`,
  invoiceId: sql`p.invoice_id`,
  invoiceNumber: sql`invoice.number`,
  invoiceLine: sql`line.position`,
  invoiceCancelledOn: sql`"invoiceState".cancelled_on`,
  invoicedAt: sql`invoice.created_at`,
  invoicedBy: sql`invoice.created_by`,
  cancelledReason: sql`p.cancelled_reason`,
  lastIssueId: sql`p.last_issue_id`,
  lastIssueNumber: sql`(select x.number from issues x where x.company_id = p.company_id and x.id = p.last_issue_id)`,
  renewsId: sql`p.renews_id`,
  renewsNumber: sql`(select r.number from purchases r where r.company_id = p.company_id and r.id = p.renews_id)`,
  createdAt: sql`p.created_at`,
  createdBy: sql`p.created_by`,
  updatedAt: sql`p.updated_at`,
  updatedBy: sql`p.updated_by`,
  revision: sql`p.revision`,
}

export type CardFound = {
  productId: string
  renewalContactId: string | null
  renewalContact: string | null
  reason: string
  source: string
  boughtOn: string
  currency: string
  netCents: number
  vatCents: number
  grossCents: number
  town: string
  postcode: string
  invoiceNumber: string | null
  invoiceLine: number | null
  invoiceCancelledOn: string | null
  /** When and by whom the invoice was made, beside the stamps of the purchase. Source: X-15. */
  invoicedAt: string | null
  invoicedBy: string | null
  cancelledReason: string | null
  lastIssueId: string | null
  lastIssueNumber: string | null
  renewsId: string | null
  renewsNumber: number | null
  createdAt: string
  createdBy: string
  updatedAt: string
  updatedBy: string
  revision: number
}

const cardTables = ({ company, today }: Ctx) => sql`${purchaseTables}
  left join parties "writtenTo" on "writtenTo".company_id = p.company_id and "writtenTo".id = p.renewal_contact_id
  left join invoices invoice on invoice.company_id = p.company_id and invoice.id = p.invoice_id
  left join invoice_states "invoiceState" on "invoiceState".company_id = p.company_id and "invoiceState".id = p.invoice_id
  left join invoice_lines line on line.company_id = p.company_id and line.id = p.invoice_line_id
  left join lateral (${currentAddress(sql`${company.id}::uuid`, sql`p.recipient_id`, today)}) address on true`

/** One purchase of a kind with all its card shows, or undefined. */
export async function purchaseCard<Extra>(
  ctx: Ctx,
  kind: 'subscription' | 'single-issue',
  id: string,
  extra: Record<string, SQL>,
) {
  const columns = { ...purchaseColumns, ...cardColumns, ...extra }
  const { rows } = await ctx.db.execute(
    sql`select ${selected(columns)} from ${cardTables(ctx)}
      left join issues issue on issue.company_id = p.company_id and issue.id = p.issue_id
      where p.company_id = ${ctx.company.id} and p.id = ${id} and p.kind = ${kind}`,
  )
  return rows[0] as (PurchaseFound & CardFound & Extra) | undefined
}
