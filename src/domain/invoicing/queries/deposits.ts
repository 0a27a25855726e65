import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Amounts, Vat } from '../rules/draft.ts'

/** More deposits of one customer are not proposed at once. */
const MOST_PROPOSED = 100

/** What a deposit invoice still holds, by rate. */
export type Left = { id: string; number: string; customerId: string; rates: (Vat & Amounts)[] }

type Row = Omit<Left, 'rates'> & Vat & Amounts

/** Whose share counts: of all documents but some, drafts too; or of what is issued and of some that are to be. */
type Sharing = { except: readonly string[] } | { issuing: readonly string[] }

/** Deposit invoices of a customer that still hold something, the newest first; what a draft itself takes off counts as held. */
export async function openDeposits(ctx: Ctx, customerId: string, draftId?: string) {
  const { db, company } = ctx
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<{ id: string; issuedOn: string }>(sql`
    select d.id, d.issued_on as "issuedOn"
    from invoice_states s join invoices d on d.company_id = ${mine} and d.id = s.id and d.kind = 'deposit'
    where s.company_id = ${mine} and s.customer_id = ${customerId} and s.issued_on is not null and s.cancelled_on is null
    order by s.issued_on desc, s.id desc limit ${MOST_PROPOSED}`)
  const left = await depositsLeft(
    ctx,
    rows.map(({ id }) => id),
    { except: draftId ? [draftId] : [] },
  )
  return rows.flatMap(({ id, issuedOn }) => {
    const held = left.get(id)
    const leftCents = held?.rates.reduce((sum, { grossCents }) => sum + grossCents, 0) ?? 0
    return held && leftCents > 0 ? [{ id, number: held.number, issuedOn, leftCents }] : []
  })
}

/** What deposit invoices hold less what credit notes took back and what other documents took off. */
export async function depositsLeft(
  { db, company }: Ctx,
  ids: readonly string[],
  sharing: Sharing,
): Promise<Map<string, Left>> {
  if (ids.length === 0) return new Map()
  const mine = sql`${company.id}::uuid`
  const counted =
    'except' in sharing
      ? sql`a.invoice_id <> all(${sql.param([...sharing.except])}::uuid[])`
      : sql`(s.issued_on is not null or a.invoice_id = any(${sql.param([...sharing.issuing])}::uuid[]))`
  const wanted = sql`any(${sql.param([...ids])}::uuid[])`
  const { rows } = await db.execute<Row>(sql`
    with part as (
      select invoice_id as id, vat_category, vat_rate_bps, net_cents, vat_cents, gross_cents
      from invoice_lines where company_id = ${mine} and invoice_id = ${wanted}
      union all
      select invoice_id, vat_category, vat_rate_bps, sign * net_cents, sign * vat_cents, sign * gross_cents
      from invoice_allowances cross join lateral (select case kind when 'charge' then 1 else -1 end as sign) s
      where company_id = ${mine} and invoice_id = ${wanted}
      union all
      select c.credits_id, l.vat_category, l.vat_rate_bps, -l.net_cents, -l.vat_cents, -l.gross_cents
      from invoices c join invoice_lines l on l.company_id = ${mine} and l.invoice_id = c.id
      where c.company_id = ${mine} and c.credits_id = ${wanted} and c.issued_on is not null
      union all
      select a.deposit_id, a.vat_category, a.vat_rate_bps, -a.net_cents, -a.vat_cents, -a.gross_cents
      from invoice_allowances a join invoice_states s on s.company_id = ${mine} and s.id = a.invoice_id
      where a.company_id = ${mine} and a.deposit_id = ${wanted} and s.cancelled_on is null and ${counted})
    select d.id, d.number, s.customer_id as "customerId", part.vat_category as "vatCategory", part.vat_rate_bps as "vatRateBps",
      sum(part.net_cents)::bigint as "netCents", sum(part.vat_cents)::bigint as "vatCents", sum(part.gross_cents)::bigint as "grossCents"
    from part join invoices d on d.company_id = ${mine} and d.id = part.id and d.kind = 'deposit' and d.issued_on is not null
    join invoice_states s on s.company_id = ${mine} and s.id = d.id
    group by d.id, d.number, s.customer_id, part.vat_category, part.vat_rate_bps
    order by part.vat_rate_bps desc`)
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, those]) => {
      const { number, customerId } = those[0]!
      const rates = those.map(({ id: _, number: _number, customerId: _customer, ...rate }) => rate)
      return [id, { id, number, customerId, rates }]
    }),
  )
}
