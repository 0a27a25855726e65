import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList, type ListQuery } from '../../../platform/db/list.ts'
import { forManyRows } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { textKey } from '../../../values/text-key.ts'
import { placeColumn } from '../../parties/queries/address-for.ts'
import type { duplicateRow } from '../contract/watch.ts'
import type { Chosen } from './chosen.ts'
import { addressed, owed, sendingOf } from './recipients.ts'

type Duplicate = InferSchemaOutput<typeof duplicateRow>
type Filters = { chosen: Chosen; answered?: boolean | undefined }

/** A street as one compares it: `12, rue de la Forêt` and `12 RUE DE LA FORET` are the same. */
const streetKey = (line: SQL) => sql`translate(upper(${line}), 'ÀÂÄÉÈÊËÎÏÔÖÙÛÜÇ ,.-''’', 'AAAEEEEIIOOUUUC')`

/** Of a single issue without one of its own, the latest: two of them are the same. Source: X-8. */
const latestFor = (chosen: Chosen) =>
  chosen.kind === 'subscription' ? sql`d.issue_id` : sql`coalesce(d.issue_id, ${chosen.latest?.id ?? null}::uuid)`

/**
 * Those a run would serve, each beside the first of the same name, place and issue. One recipient has one name and one
 * address, so this finds the same recipient twice too; two people without an address are not compared.
 */
const pairs = (ctx: Ctx, chosen: Chosen) => {
  const mine = sql`${ctx.company.id}::uuid`
  const issue = chosen.kind === 'subscription' ? sql`${chosen.issue.id}::uuid` : sql`p.issue_id`
  // What is alike is sorted only among those whose name and postcode are not alone: few among a million.
  return sql`with o as materialized (
      select p.id, p.number, p.recipient_id, p.copies, p.travels_with_id, ${issue} as issue_id, recipient.sort_name, recipient.last_name,
        recipient.first_name, recipient.legal_name, ${placeColumn('line1')} as line1, ${placeColumn('postcode')} as postcode,
        ${placeColumn('town')} as town, hashtextextended(recipient.sort_name || ${placeColumn('postcode')}, 0) as print
      from ${addressed(mine, sendingOf(chosen, ctx.today))} where ${owed(ctx, chosen)})
    select d.*, d.id as pair_id, null as answer from (
      select o.*, first_value(o.id) over w as first_id, first_value(o.number) over w as first_number,
        first_value(o.recipient_id) over w as first_recipient_id, first_value(o.copies) over w as first_copies
      from o where o.print in (select print from o group by print having count(*) > 1)
      window w as (partition by o.sort_name, o.postcode collate "C", ${streetKey(sql`o.line1`)} collate "C", o.issue_id order by o.number)) d
    where d.first_id <> d.id and d.travels_with_id is null and (d.recipient_id = d.first_recipient_id or d.line1 <> '')
      and not exists (select from duplicate_answers x where x.company_id = ${mine}
        and x.first_id = least(d.first_id, d.id) and x.second_id = greatest(d.first_id, d.id))`
}

/** Pairs that somebody answered, each as it was asked: the later purchase beside the earlier one. */
const answered = (ctx: Ctx, chosen: Chosen) => {
  const mine = sql`${ctx.company.id}::uuid`
  return sql`select p.id, p.number, p.recipient_id, p.copies, p.issue_id, recipient.sort_name, recipient.last_name, recipient.first_name,
      recipient.legal_name, ${placeColumn('line1')} as line1, ${placeColumn('postcode')} as postcode, ${placeColumn('town')} as town,
      first.id as first_id, first.number as first_number, first.recipient_id as first_recipient_id, first.copies as first_copies,
      x.id as pair_id, x.answer
    from ${addressed(mine, sendingOf(chosen, ctx.today))}
    join duplicate_answers x on x.company_id = ${mine} and p.id = any(array[x.first_id, x.second_id])
    join purchases first on first.company_id = ${mine} and first.number < p.number
      and first.id = case when x.first_id = p.id then x.second_id else x.first_id end
    where p.company_id = ${mine} and p.title_id = ${chosen.titleId} and p.kind = ${chosen.kind}`
}

const list = defineList<Duplicate, Duplicate, Filters>({
  from: (ctx, { chosen, answered: known }) => sql`(${known ? answered(ctx, chosen) : pairs(ctx, chosen)}) d
    left join issues issue on issue.company_id = ${ctx.company.id}::uuid and issue.id = ${latestFor(chosen)}`,
  columns: {
    id: sql`d.pair_id`,
    answer: sql`d.answer`,
    cause: sql`case when d.recipient_id = d.first_recipient_id then 'recipient' else 'address' end`,
    firstId: sql`d.first_id`,
    firstNumber: sql`d.first_number`,
    firstRecipientId: sql`d.first_recipient_id`,
    firstCopies: sql`d.first_copies`,
    secondId: sql`d.id`,
    secondNumber: sql`d.number`,
    secondRecipientId: sql`d.recipient_id`,
    secondCopies: sql`d.copies`,
    lastName: sql`d.last_name`,
    firstName: sql`d.first_name`,
    legalName: sql`d.legal_name`,
    line1: sql`d.line1`,
    postcode: sql`d.postcode`,
    town: sql`d.town`,
    issueNumber: sql`coalesce(issue.number, '')`,
  },
  id: sql`d.pair_id`,
  sorts: { name: sql`d.sort_name` },
  defaultSort: 'name',
  where: () => [sql`true`],
  search: (_ctx, text) => [sql`strpos(d.sort_name, ${textKey(text)}) > 0`],
  row: found => found,
})

/** Probable duplicates that nobody answered yet, found among all a run would serve, or those answered. Source: X-14. */
export const duplicateList = {
  page: async (ctx: Ctx, query: ListQuery & Filters) => list.page(await among(ctx, query), query),
  count: async (ctx: Ctx, query: { search?: string | undefined } & Filters) =>
    list.count(await among(ctx, query), query),
  all: async function* (ctx: Ctx, query: Omit<ListQuery, 'after' | 'limit'> & Filters) {
    yield* list.all(await among(ctx, query), query)
  },
}

async function among(ctx: Ctx, { answered }: Filters) {
  if (!answered) await forManyRows(ctx)
  return ctx
}
