import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { neverNull } from '../../../platform/db/never-null.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { wordConditions } from '../../parties/queries/words.ts'
import { heads, searchOf } from '../../parties/rules/search.ts'
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
  named?: string | undefined
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
      endsOn: neverNull(sql`c.terminated_on`, neverNull(sql`c.ends_on`, sql`'infinity'::date`)),
    },
    defaultSort: '-number',
    party: sql`c.customer_id`,
    number: sql`c.number`,
    where: (ctx, asked) => [
      sql`c.company_id = ${company.id}`,
      ...(asked.named ? [isNamed(ctx, asked.named)] : []),
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

const MARKS = /[\u0300-\u036f]/g

/** Whether its title or its customer is called so, accents ignored. */
function isNamed(ctx: Ctx, text: string): SQL {
  const search = searchOf(text)
  const [head] = heads(search)
  const typed = text.normalize('NFD').replace(MARKS, '').replaceAll('’', "'").trim().split(/\s+/)
  const titled = sql.join(
    typed.map(word => sql`strpos(c.title_key, upper(${word})) > 0`),
    sql` and `,
  )
  if (head === undefined) return titled
  // Hashed once: a list of parties would be gone through for each contract.
  const called = sql`c.customer_id in (select w.party_id from party_words w where ${wordConditions(ctx, { head, words: search.words })})`
  return sql`((${titled}) or ${called})`
}

/** A number is looked for as one; words, in titles and customers. */
function byName(asked: Asked): Asked {
  const { search, ...others } = withNumber(asked)
  return !search?.trim() || /^\s*\d+\s*$/.test(search)
    ? { ...others, search }
    : { ...others, search: undefined, named: search }
}
type Asked = Filters & { search?: string | undefined }

/** Contracts, the latest first, searched by number, or by words of their title or customer. */
export const contractList = {
  page: (ctx: Ctx, query: Asked & { limit: number; after?: string | undefined; sort?: string | undefined }) =>
    listOf(ctx).page(ctx, { ...query, ...byName(query) }),
  count: (ctx: Ctx, query: Asked) => listOf(ctx).count(ctx, byName(query)),
  all: (ctx: Ctx, query: Asked & { sort?: string | undefined }) => listOf(ctx).all(ctx, { ...query, ...byName(query) }),
}
