import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { addressOf } from '../../parties/queries/address-for.ts'
import { partyName } from '../../parties/queries.ts'
import type { shopDoubtRow } from '../contract/doubts.ts'
import type { Why } from '../rules/people.ts'

type Row = InferSchemaOutput<typeof shopDoubtRow>
type Filters = { why?: Why | undefined }

/** A doubt keeps the contacts it is about; those that were merged since are told by the one kept. */
const contact = ({ company, today }: Ctx, alias: 'party' | 'candidate') => {
  const [then, now] = [sql.raw(`${alias}_then`), sql.raw(alias)]
  return sql`
    join parties ${then} on ${then}.company_id = ${company.id} and ${then}.id = d.${sql.raw(`${alias}_id`)}
    join parties ${now} on ${now}.company_id = ${company.id} and ${now}.id = coalesce(${then}.merged_into_id, ${then}.id)
    left join lateral (${addressOf(sql`${company.id}::uuid`, sql.raw(`${alias}.id`), { on: today, issueDay: null })})
      ${sql.raw(`${alias}_place`)} on true`
}

const placeOf = (alias: string) =>
  sql.raw(
    `coalesce(nullif(concat_ws(', ', nullif(${alias}.line1, ''), nullif(btrim(${alias}.postcode || ' ' || ${alias}.town), '')), ''), '')`,
  )

/** Asked still: nobody answered, here or among duplicates, and both are known. */
const isOpen = ({ company }: Ctx) => sql`d.answer is null and party.id <> candidate.id
  and party.erased_on is null and candidate.erased_on is null
  and not exists (select from different_parties x where x.company_id = ${company.id}
    and x.first_id = least(party.id, candidate.id) and x.second_id = greatest(party.id, candidate.id))`

/** Customers of shops that may be contacts known before, the newest first. */
export const shopDoubtList = defineList<Row, Row, Filters>({
  from: ctx => sql`shop_doubts d
    join shop_orders o on o.company_id = ${ctx.company.id} and o.id = d.order_id
    join shops s on s.company_id = ${ctx.company.id} and s.id = o.shop_id
    ${contact(ctx, 'party')} ${contact(ctx, 'candidate')}`,
  columns: {
    id: sql`d.id`,
    why: sql`d.why`,
    orderId: sql`d.order_id`,
    orderNumber: sql`coalesce(nullif(o.number, ''), o.external_id)`,
    shop: sql`s.name`,
    orderedAt: sql`o.ordered_at`,
    candidateId: sql`candidate.id`,
    candidateNumber: sql`candidate.number`,
    candidateName: partyName('candidate'),
    candidatePlace: placeOf('candidate_place'),
    partyId: sql`party.id`,
    partyNumber: sql`party.number`,
    partyName: partyName('party'),
    partyPlace: placeOf('party_place'),
  },
  id: sql`d.id`,
  sorts: { newest: sql`d.id` },
  defaultSort: '-newest',
  where: (ctx, { why }) => [sql`d.company_id = ${ctx.company.id}`, isOpen(ctx), ...(why ? [sql`d.why = ${why}`] : [])],
  row: found => found,
})
