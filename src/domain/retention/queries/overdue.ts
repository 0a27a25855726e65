import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { addressOf } from '../../parties/queries/address-for.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import type { retentionRow } from '../contract.ts'
import { inTimeSince } from '../rules.ts'

type Row = InferSchemaOutput<typeof retentionRow>

/** The day a purchase stops binding anybody. */
const endOf = sql`coalesce(x.cancelled_on, x.expires_on, x.bought_on)`
const purchasesAs = (column: string) =>
  sql`purchases x where x.company_id = p.company_id and x.${sql.raw(column)} = p.id`
const ROLES = ['recipient_id', 'payer_id', 'renewal_contact_id']

const ORDERED_AS = ['party_id', 'payer_id']
const ordersAs = (column: string) => sql`orders x where x.company_id = p.company_id and x.${sql.raw(column)} = p.id`
/** Something is left to deliver of the order `x`. */
const isUndone = sql`(x.closed_on is null and x.cancelled_on is null and x.delivered_count < x.due_count)`

/** Nothing binds the party `p` to the company since the day given, and no money is open. */
const unboundSince = (since: SQL): SQL =>
  sql.join(
    [
      sql`p.merged_into_id is null and p.erased_on is null and not (p.is_supplier or p.is_mailing_house or p.is_agency)`,
      ...ROLES.map(role => sql`not exists (select from ${purchasesAs(role)} and ${endOf} >= ${since})`),
      sql`not exists (select from invoice_states x where x.company_id = p.company_id and x.customer_id = p.id
        and (x.issued_on is null or x.issued_on >= ${since} or x.open_cents <> 0))`,
      ...ORDERED_AS.map(
        role => sql`not exists (select from ${ordersAs(role)} and (x.ordered_on >= ${since} or ${isUndone}))`,
      ),
      sql`not exists (select from payment_states x where x.company_id = p.company_id and x.customer_id = p.id
        and (x.received_on >= ${since} or x.open_cents <> 0))`,
    ],
    sql` and `,
  )

const lastDay = sql`greatest((p.created_at at time zone 'UTC')::date,
  ${sql.join(
    ROLES.map(role => sql`(select max(${endOf}) from ${purchasesAs(role)})`),
    sql`, `,
  )},
  ${sql.join(
    ORDERED_AS.map(role => sql`(select max(x.ordered_on) from ${ordersAs(role)})`),
    sql`, `,
  )},
  (select max(x.issued_on) from invoice_states x where x.company_id = p.company_id and x.customer_id = p.id),
  (select max(x.received_on) from payment_states x where x.company_id = p.company_id and x.customer_id = p.id))`

const billing = ({ today }: Ctx) =>
  sql`left join lateral (${addressOf(sql`p.company_id`, sql`p.id`, { on: today, issueDay: today }, sql``)}) a on true`

/** Contacts whose time is over. Source: L-18. */
export const overdueList = listByParty<Row, Row, Record<never, never>>({
  party: sql`p.id`,
  from: ctx => sql`parties p ${billing(ctx)}`,
  columns: {
    id: sql`p.id`,
    number: sql`p.number`,
    lastName: sql`p.last_name`,
    firstName: sql`p.first_name`,
    legalName: sql`p.legal_name`,
    town: sql`coalesce(a.town, '')`,
    since: lastDay,
  },
  id: sql`p.id`,
  sorts: { name: sql`p.sort_name`, number: sql`p.number` },
  defaultSort: 'name',
  where: ({ company, today }) => [
    sql`p.company_id = ${company.id} and p.created_at < ${inTimeSince(today)}::date`,
    unboundSince(sql`${inTimeSince(today)}::date`),
  ],
  row: found => found,
})

/** Of some contacts, those that may be forgotten. */
export async function erasable(
  { db, company, today }: Ctx,
  { partyIds, asked }: { partyIds: readonly string[]; asked: boolean },
): Promise<{ id: string; name: string; free: boolean }[]> {
  const since = asked ? today : inTimeSince(today)
  const { rows } = await db.execute<{ id: string; name: string; free: boolean }>(sql`
    select p.id, btrim(concat_ws(' ', nullif(p.legal_name, ''), nullif(p.last_name, ''), nullif(p.first_name, ''))) as name,
      ${asked ? sql`true` : sql`p.created_at < ${since}::date`} and ${unboundSince(sql`${since}::date`)} as free
    from parties p where p.company_id = ${company.id} and p.id = any(${sql.param([...partyIds])}::uuid[]) for update of p`)
  return rows
}

/** The next contacts whose time is over, in the order of their ids. */
export async function nextOverdue({ db, company, today }: Ctx, limit: number): Promise<string[]> {
  const since = inTimeSince(today)
  const { rows } = await db.execute<{ id: string }>(sql`
    select p.id from parties p where p.company_id = ${company.id} and p.created_at < ${since}::date
      and ${unboundSince(sql`${since}::date`)} order by p.id limit ${limit}`)
  return rows.map(({ id }) => id)
}
