import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { EURO } from '../../../values/currency.ts'
import type { DocumentKind } from '../../invoicing/rules/document.ts'
import { partyName } from '../../parties/queries.ts'
import { type OpenDocument, propose } from '../rules/propose.ts'

export type OpenOfCustomer = OpenDocument & {
  kind: DocumentKind
  customerId: string
  customer: string
  currency: string
  grossCents: number
}

const OPEN = sql`select s.id, i.number, i.kind, s.due_on as "dueOn", i.issued_on as "issuedOn", s.open_cents as "openCents",
  s.customer_id as "customerId", ${partyName('customer')} as customer, s.currency, s.gross_cents as "grossCents"`

/** What is open of customers, the oldest first. */
export const openDocuments = (ctx: Pick<Ctx, 'db' | 'company'>, customerIds: readonly string[]) =>
  openWhere(ctx, sql`s.customer_id = any(${sql.param([...customerIds])}::uuid[])`)

/** What is open of everybody in euros, the oldest first: what a statement of a bank may pay. */
export const openOfAll = (ctx: Pick<Ctx, 'db' | 'company'>) => openWhere(ctx, sql`s.currency = 'EUR'`)

async function openWhere({ db, company }: Pick<Ctx, 'db' | 'company'>, which: SQL): Promise<OpenOfCustomer[]> {
  const { rows } = await db.execute<OpenOfCustomer>(sql`
    ${OPEN} from invoice_states s join invoices i on i.company_id = ${company.id} and i.id = s.id
    join parties customer on customer.company_id = ${company.id} and customer.id = s.customer_id
    where s.company_id = ${company.id} and s.open_cents <> 0 and ${which}
    order by coalesce(s.due_on, i.issued_on), i.number`)
  return rows
}

/** Locks documents, and those open of customers, in the order of ids: after payments, before numbers are taken. */
export async function lockDocuments(
  { db, company }: Pick<Ctx, 'db' | 'company'>,
  { ids = [], openOf = [] }: { ids?: readonly string[]; openOf?: readonly string[] },
) {
  const which = [
    ...(ids.length > 0 ? [sql`id = any(${sql.param([...ids])}::uuid[])`] : []),
    ...(openOf.length > 0 ? [sql`open_cents <> 0 and customer_id = any(${sql.param([...openOf])}::uuid[])`] : []),
  ]
  if (which.length === 0) return
  await db.execute(sql`
    select from invoice_states where company_id = ${company.id} and (${sql.join(which, sql` or `)}) order by id for update`)
}

/** What is open of a customer, with what an amount most probably pays of each. */
export async function proposalFor(ctx: Ctx, customerId: string, cents: number, text: string, currency = EURO) {
  const open = (await openDocuments(ctx, [customerId])).filter(document => document.currency === currency)
  const proposed = new Map(propose(cents, open, text).map(one => [one.invoiceId, one.cents]))
  return open.map(document => ({ ...document, proposedCents: proposed.get(document.id) ?? 0 }))
}
