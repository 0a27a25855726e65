import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { selected } from '../../platform/db/selected.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { listByParty } from '../parties/queries/by-party.ts'
import { partyName } from '../parties/queries.ts'
import type { invoiceRow } from './contract.ts'
import { typedInvoiceNumber } from './rules.ts'

type Row = InferSchemaOutput<typeof invoiceRow>
type Filters = {
  number?: string | undefined
  customerId?: string | undefined
  issuedFrom?: string | undefined
  issuedTo?: string | undefined
}

const columns = {
  id: sql`i.id`,
  number: sql`i.number`,
  issuedOn: sql`i.issued_on`,
  customerId: sql`i.customer_id`,
  customer: partyName('customer'),
  netCents: sql`i.net_cents`,
  vatCents: sql`i.vat_cents`,
  grossCents: sql`i.gross_cents`,
  cancelledOn: sql`s.cancelled_on`,
  source: sql`i.source`,
}
const from = sql`invoices i join invoice_states s on s.company_id = i.company_id and s.id = i.id join parties customer on customer.company_id = i.company_id and customer.id = i.customer_id`

const byCustomer = listByParty<Row, Row, Filters>({
  from,
  columns,
  id: sql`i.id`,
  sorts: { issuedOn: sql`i.issued_on`, number: sql`i.number` },
  defaultSort: '-number',
  where: ({ company }, { number, customerId, issuedFrom, issuedTo }) => [
    sql`i.company_id = ${company.id} and i.issued_on is not null`,
    ...(number ? [sql`i.number = ${number}`] : []),
    ...(customerId ? [sql`i.customer_id = ${customerId}`] : []),
    ...(issuedFrom ? [sql`i.issued_on >= ${issuedFrom}`] : []),
    ...(issuedTo ? [sql`i.issued_on <= ${issuedTo}`] : []),
  ],
  party: sql`i.customer_id`,
  row: found => found,
})

/** The invoices by the words of their customer, or the one whose number is typed. */
export const invoiceList: Omit<typeof byCustomer, 'conditions'> = {
  page: (ctx, query) => byCustomer.page(ctx, asked(query)),
  all: (ctx, query) => byCustomer.all(ctx, asked(query)),
  count: (ctx, query) => byCustomer.count(ctx, asked(query)),
}

function asked<Query extends { search?: string | undefined; number?: string | undefined }>(query: Query): Query {
  const number = typedInvoiceNumber(query.search ?? '')
  return number ? { ...query, number, search: undefined } : query
}

export type InvoiceLine = {
  id: string
  position: number
  productId: string | null
  productCode: string | null
  label: string
  quantity: number
  vatRateBps: number
  netCents: number
  vatCents: number
  grossCents: number
  recipientId: string | null
  recipient: string | null
  gift: boolean
  bundleId: string | null
  bundle: string | null
  bundleGroup: number | null
}

/** One issued invoice and its lines in their order, or undefined. */
export async function invoiceWithLines({ db, company }: Ctx, id: string) {
  const { rows } = await db.execute<
    Row & { cancelledReason: string | null; sourceReference: string | null; createdAt: string; createdBy: string }
  >(sql`
    select ${selected(columns)}, s.cancelled_reason as "cancelledReason", i.source_reference as "sourceReference", i.created_at as "createdAt", i.created_by as "createdBy"
    from ${from} where i.company_id = ${company.id} and i.id = ${id} and i.issued_on is not null`)
  const { rows: lines } = await db.execute<InvoiceLine>(sql`
    select l.id, l.position, l.product_id as "productId", product.code as "productCode", l.label, l.quantity, l.vat_rate_bps as "vatRateBps",
      l.net_cents as "netCents", l.vat_cents as "vatCents", l.gross_cents as "grossCents",
      l.recipient_id as "recipientId", case when l.recipient_id is not null then ${partyName('recipient')} end as recipient, l.gift,
      l.bundle_id as "bundleId", bundle.code || ' ' || bundle.label as bundle, l.bundle_group as "bundleGroup"
    from invoice_lines l
    left join products product on product.company_id = l.company_id and product.id = l.product_id
    left join products bundle on bundle.company_id = l.company_id and bundle.id = l.bundle_id
    left join parties recipient on recipient.company_id = l.company_id and recipient.id = l.recipient_id
    where l.company_id = ${company.id} and l.invoice_id = ${id} order by l.position`)
  return rows[0] ? { ...rows[0], lines } : undefined
}
