import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Creditable, CreditableLine } from '../rules/credit.ts'
import type { Amounts, Vat } from '../rules/draft.ts'
import type { Supply } from '../rules/paper.ts'

type Line = Omit<CreditableLine, 'credited'> & {
  invoiceId: string
  creditedNet: number
  creditedVat: number
  creditedGross: number
}
type OfInvoice = { invoiceId: string }

/** What an issued document charged, and what credit notes took back of it so far. */
export const creditableOf = async (ctx: Ctx, id: string): Promise<Creditable> =>
  (await creditablesOf(ctx, [id])).get(id)!

/** The same of many, by id. */
export async function creditablesOf({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, Creditable>> {
  const mine = sql`${company.id}::uuid`
  const those = sql`any(${sql.param([...ids])}::uuid[])`
  const { rows: lines } = await db.execute<Line>(sql`
    select l.invoice_id as "invoiceId", l.id, l.label, l.quantity, l.supply, l.vat_category as "vatCategory", l.vat_rate_bps as "vatRateBps",
      l.net_cents as "netCents", l.vat_cents as "vatCents", l.gross_cents as "grossCents",
      coalesce(c.net, 0)::bigint as "creditedNet", coalesce(c.vat, 0)::bigint as "creditedVat", coalesce(c.gross, 0)::bigint as "creditedGross"
    from invoice_lines l left join lateral (
      select sum(c.net_cents) as net, sum(c.vat_cents) as vat, sum(c.gross_cents) as gross
      from invoice_lines c where c.company_id = ${mine} and c.credits_line_id = l.id) c on true
    where l.company_id = ${mine} and l.invoice_id = ${those} order by l.position`)
  const { rows: allowances } = await db.execute<OfInvoice & Vat & Amounts>(sql`
    select a.invoice_id as "invoiceId", a.vat_category as "vatCategory", a.vat_rate_bps as "vatRateBps", sign * a.net_cents as "netCents",
      sign * a.vat_cents as "vatCents", sign * a.gross_cents as "grossCents"
    from invoice_allowances a cross join lateral (select case kind when 'charge' then 1 else -1 end as sign) s
    where a.company_id = ${mine} and a.invoice_id = ${those}`)
  const { rows: credited } = await db.execute<OfInvoice & Vat & Amounts & { supply: Supply }>(sql`
    select c.credits_id as "invoiceId", l.supply, l.vat_category as "vatCategory", l.vat_rate_bps as "vatRateBps",
      sum(l.net_cents)::bigint as "netCents", sum(l.vat_cents)::bigint as "vatCents", sum(l.gross_cents)::bigint as "grossCents"
    from invoices c join invoice_lines l on l.company_id = ${mine} and l.invoice_id = c.id and l.credits_line_id is null
    where c.company_id = ${mine} and c.credits_id = ${those} and c.issued_on is not null group by 1, 2, 3, 4`)
  const byInvoice = <One extends OfInvoice>(all: readonly One[]) => Map.groupBy(all, ({ invoiceId }) => invoiceId)
  const [linesOf, allowancesOf, creditedOf] = [byInvoice(lines), byInvoice(allowances), byInvoice(credited)]
  return new Map(
    ids.map(id => [
      id,
      {
        lines: (linesOf.get(id) ?? []).map(({ invoiceId: _, creditedNet, creditedVat, creditedGross, ...line }) => ({
          ...line,
          credited: { netCents: creditedNet, vatCents: creditedVat, grossCents: creditedGross },
        })),
        allowances: (allowancesOf.get(id) ?? []).map(({ invoiceId: _, ...one }) => one),
        credited: (creditedOf.get(id) ?? []).map(({ invoiceId: _, ...one }) => one),
      },
    ]),
  )
}
