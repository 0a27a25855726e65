import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import type { contractRow } from '../contract/record.ts'
import type { ContractState, Invoicing, Renewal } from '../rules/contract.ts'
import { withNumber } from '../rules/state.ts'
import { contractState, IS_FREE, rowColumns } from './columns.ts'

type Row = InferSchemaOutput<typeof contractRow>
type Filters = {
  customerId?: string | undefined
  state?: ContractState | undefined
  owner?: string | undefined
  paymentMethod?: PaymentMethod | undefined
  invoicing?: Invoicing | undefined
  renewal?: Renewal | undefined
  productId?: string | undefined
  endsTo?: string | undefined
  toInvoice?: boolean | undefined
}

export const CONTRACT_TABLES = sql`contracts c join parties customer on customer.company_id = c.company_id and customer.id = c.customer_id`

const listOf = ({ company, today: now }: Ctx) => {
  const mine = sql`${company.id}::uuid`
  const today = sql`${now}::date`
  return listByParty<Row, Row, Filters>({
    from: CONTRACT_TABLES,
    columns: rowColumns(mine, today),
    id: sql`c.id`,
    sorts: {
      number: sql`c.number`,
      name: [sql`customer.sort_name`, sql`customer.id`],
      startsOn: sql`c.starts_on`,
      endsOn: sql`coalesce(c.terminated_on, c.ends_on, 'infinity'::date)`,
    },
    defaultSort: '-number',
    party: sql`c.customer_id`,
    number: sql`c.number`,
    where: (_ctx, asked) => [
      sql`c.company_id = ${company.id}`,
      ...(asked.customerId ? [sql`(c.customer_id = ${asked.customerId} or c.payer_id = ${asked.customerId})`] : []),
      ...(asked.state ? [sql`${contractState(today)} = ${asked.state}`] : []),
      ...(asked.owner ? [sql`c.owner = ${asked.owner}`] : []),
      ...(asked.paymentMethod ? [sql`c.payment_method = ${asked.paymentMethod}`] : []),
      ...(asked.invoicing ? [sql`c.invoicing = ${asked.invoicing}`] : []),
      ...(asked.renewal ? [sql`c.renewal = ${asked.renewal}`] : []),
      ...(asked.endsTo ? [sql`coalesce(c.terminated_on, c.ends_on) <= ${asked.endsTo}::date`] : []),
      ...(asked.productId
        ? [
            sql`exists (select from contract_lines l where l.company_id = ${company.id} and l.contract_id = c.id
            and l.product_id = ${asked.productId})`,
          ]
        : []),
      ...(asked.toInvoice
        ? [
            sql`c.id in (select t.contract_id from contract_terms t
            where t.company_id = ${company.id} and ${IS_FREE} and t.invoice_on <= ${today})`,
          ]
        : []),
    ],
    isNarrow: ({ customerId }) => customerId !== undefined,
    row: found => found,
  })
}
type Asked = Filters & { search?: string | undefined }

/** Contracts, the latest first, searched by number or by the words of the customer. */
export const contractList = {
  page: (ctx: Ctx, query: Asked & { limit: number; after?: string | undefined; sort?: string | undefined }) =>
    listOf(ctx).page(ctx, withNumber(query)),
  count: (ctx: Ctx, query: Asked) => listOf(ctx).count(ctx, withNumber(query)),
  all: (ctx: Ctx, query: Asked & { sort?: string | undefined }) => listOf(ctx).all(ctx, withNumber(query)),
}
