import { type SQL, sql } from 'drizzle-orm'
import { defineList, type ListQuery } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../queries.ts'
import { DUPLICATE_REASONS, type DuplicateReason, WEIGHTS } from '../rules/duplicates.ts'
import { addressOf } from './address-for.ts'

/** More parties than this that share something share it for another reason: the mail of an agency, a common name in Paris. */
const MANY = 8

/** The name in plain capitals, its words in the order of the alphabet: `DUPONT FLORENCE` and `FLORENCE DUPONT` are one. */
const nameKey = sql`array_to_string(array(select word from unnest(string_to_array(p.sort_name, ' ')) word order by word), ' ')`
const plain = (text: SQL) => sql`upper(regexp_replace(${text}, '[^[:alnum:]]+', ' ', 'g'))`

/**
 * Pairs of parties that may be one, with what they share. Each party gives its keys, equal keys are grouped, and only
 * inside a group are two compared: a million parties are read once, no party is compared with all others. Source: CIR-19.
 */
export function pairs({ company, today }: Ctx): SQL {
  const companyId = sql`${company.id}::uuid`
  const named = (reason: DuplicateReason, key: SQL, condition: SQL) =>
    sql`select n.id, ${reason}, n.name || '|' || ${key} from named n join placed a on a.party_id = n.id where ${condition}`
  const weights = sql.join(
    DUPLICATE_REASONS.map(reason => sql`(${reason}::text, ${WEIGHTS[reason]}::int)`),
    sql`, `,
  )
  return sql`(
    with named as materialized (
      select p.id, ${nameKey} as name from parties p where p.company_id = ${companyId} and p.merged_into_id is null
    ), placed as materialized (
      select a.party_id, a.postcode, ${plain(sql`a.town`)} as town, ${plain(sql`a.line1`)} as street from addresses a
      where a.company_id = ${companyId} and (a.valid_to is null or a.valid_to >= ${today}::date)
    ), keys (id, reason, key) as (
      select p.id, 'mail', lower(mail) from parties p, unnest(p.emails) mail where p.company_id = ${companyId} and p.merged_into_id is null
      union select p.id, 'phone', right(regexp_replace(phone, '\\D', '', 'g'), 9) from parties p, unnest(p.phones) phone
        where p.company_id = ${companyId} and p.merged_into_id is null and length(regexp_replace(phone, '\\D', '', 'g')) >= 9
      union select p.id, 'legal-name', p.sort_name from parties p
        where p.company_id = ${companyId} and p.merged_into_id is null and p.kind = 'organisation'
      union ${named('name-postcode', sql`a.postcode`, sql`a.postcode <> ''`)}
      union ${named('name-town', sql`a.town`, sql`a.town <> ''`)}
      union ${named('name-street', sql`a.street`, sql`a.street <> ''`)}
    ), shared as (
      select reason, array_agg(id order by id) as ids from keys group by reason, key having count(*) between 2 and ${MANY}
    ), found as (
      select a.id as first_id, b.id as second_id, s.reason
      from shared s, unnest(s.ids) with ordinality a (id, place), unnest(s.ids) with ordinality b (id, place) where a.place < b.place
      group by 1, 2, 3
    )
    select f.first_id, f.second_id, least(100, sum(w.weight))::int as score, array_agg(f.reason order by w.weight desc, f.reason) as reasons
    from found f join (values ${weights}) w (reason, weight) on w.reason = f.reason
    where not exists (select from different_parties d
      where d.company_id = ${companyId} and d.first_id = f.first_id and d.second_id = f.second_id)
    group by 1, 2
  ) d`
}

type Found = {
  id: string
  score: number
  reasons: DuplicateReason[]
  firstId: string
  firstNumber: number
  firstName: string
  firstPlace: string
  secondId: string
  secondNumber: number
  secondName: string
  secondPlace: string
}

/** Where copies for a party go today. */
const placeOf = ({ company, today }: Ctx, party: 'first' | 'second') => sql`
  left join lateral (${addressOf(sql`${company.id}::uuid`, sql.raw(`${party}.id`), { on: today, issueDay: null })})
    ${sql.raw(`${party}_place`)} on true`

/** Up to so many parties pairs are looked for at each look; beyond, long work looks for them and they are kept. */
export const LIVE_UP_TO = 20_000

/** Whether the parties of a company are few enough to be compared at each look. */
async function isLive({ db, company }: Pick<Ctx, 'db' | 'company'>, upTo = LIVE_UP_TO): Promise<boolean> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (select from parties where company_id = ${company.id} limit ${upTo + 1}) counted`)
  return rows[0]!.count <= upTo
}

const isDismissed = (companyId: string) => sql`exists (select from different_parties x
  where x.company_id = ${companyId} and x.first_id = d.first_id and x.second_id = d.second_id)`

type Source = { from: (ctx: Ctx) => SQL; id: SQL; where: (ctx: Ctx) => SQL[] }

const LIVE: Source = { from: pairs, id: sql`d.first_id::text || d.second_id::text`, where: () => [sql`true`] }

/** Pairs of the last search, but those merged or told apart since. */
const KEPT: Source = {
  from: () => sql`alike_parties d`,
  id: sql`d.id`,
  where: ({ company }) => [
    sql`d.company_id = ${company.id} and first.merged_into_id is null and second.merged_into_id is null
      and not ${isDismissed(company.id)}`,
  ],
}

const listOf = ({ from, id, where }: Source) =>
  defineList<Found, Found, Record<never, never>>({
    from: ctx => sql`${from(ctx)}
      join parties first on first.company_id = ${ctx.company.id} and first.id = d.first_id
      join parties second on second.company_id = ${ctx.company.id} and second.id = d.second_id
      ${placeOf(ctx, 'first')} ${placeOf(ctx, 'second')}`,
    columns: {
      id: sql`d.first_id`,
      score: sql`d.score`,
      reasons: sql`d.reasons`,
      firstId: sql`d.first_id`,
      firstNumber: sql`first.number`,
      firstName: partyName('first'),
      firstPlace: sql`coalesce(first_place.postcode || ' ' || first_place.town, '')`,
      secondId: sql`d.second_id`,
      secondNumber: sql`second.number`,
      secondName: partyName('second'),
      secondPlace: sql`coalesce(second_place.postcode || ' ' || second_place.town, '')`,
    },
    id,
    sorts: { score: sql`d.score` },
    defaultSort: '-score',
    where,
    row: found => ({ ...found, id: `${found.firstId}${found.secondId}` }),
  })

const [live, kept] = [listOf(LIVE), listOf(KEPT)]
const listFor = async (ctx: Ctx) => ((await isLive(ctx)) ? live : kept)

type Asked = Omit<ListQuery, 'limit'>

/** Parties that may be the same, the most probable first. */
export const partyDuplicateList = {
  page: async (ctx: Ctx, query: ListQuery) => (await listFor(ctx)).page(ctx, query),
  count: async (ctx: Ctx, query: Pick<ListQuery, 'search'>) => (await listFor(ctx)).count(ctx, query),
  async *all(ctx: Ctx, query: Asked) {
    yield* (await listFor(ctx)).all(ctx, query)
  },
}

export type Searched = { live: boolean; searchedAt: string | null; workId: string | null }

/** How the pairs shown were found: at this look, or by long work that ended then; the one that looks for them now. */
export async function searched(ctx: Ctx): Promise<Searched> {
  const { rows } = await ctx.db.execute<Omit<Searched, 'live'>>(sql`
    select max(ended_at) filter (where state = 'done') as "searchedAt", (array_agg(id) filter (where ended_at is null))[1] as "workId"
    from job_runs where company_id = ${ctx.company.id} and kind = ${DUPLICATES_WORK}`)
  return { live: await isLive(ctx), ...rows[0]! }
}

/** The kind of long work that looks for pairs. */
export const DUPLICATES_WORK = 'parties.duplicates'
