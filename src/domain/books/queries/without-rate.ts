import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../../parties/queries.ts'
import type { withoutRateRow } from '../contract/without-rate.ts'

type Row = InferSchemaOutput<typeof withoutRateRow>

const waiting = ({ company }: Ctx) => sql`(
  select s.id, i.kind, i.number, s.issued_on as "on", s.customer_id, s.currency, s.gross_cents as cents
  from invoice_states s join invoices i on i.company_id = ${company.id} and i.id = s.id
  where s.company_id = ${company.id} and s.currency <> 'EUR' and s.per_euro_micros is null and s.issued_on is not null
    and i.source not like 'import:%'
  union all
  select s.id, 'payment', p.number::text, s.received_on, s.customer_id, s.currency, s.cents
  from payment_states s join payments p on p.company_id = ${company.id} and p.id = s.id
  where s.company_id = ${company.id} and s.currency <> 'EUR' and s.euro_cents is null and p.source not like 'import:%')`

/** What is in no books yet, as nobody typed the rate of its currency; the oldest first. */
export const withoutRateList = defineList<Row, Row, { currency?: string | undefined }>({
  from: ctx =>
    sql`${waiting(ctx)} w join parties customer on customer.company_id = ${ctx.company.id} and customer.id = w.customer_id`,
  columns: {
    id: sql`w.id`,
    kind: sql`w.kind`,
    number: sql`w.number`,
    on: sql`w.on`,
    customerId: sql`w.customer_id`,
    customer: partyName('customer'),
    currency: sql`w.currency`,
    cents: sql`w.cents`,
  },
  id: sql`w.id`,
  sorts: { on: sql`w.on` },
  defaultSort: 'on',
  where: (_ctx, { currency }) => (currency ? [sql`w.currency = ${currency}`] : [sql`true`]),
  search: (_ctx, text) => [sql`upper(w.number) = upper(${text.trim()})`],
  row: found => found,
})
