import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList, type ListQuery } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { partyRow } from '../contract.ts'
import { hasWord, wordConditions } from '../queries.ts'
import type { Kind, Role } from '../rules/name.ts'
import { heads, prefixRange, searchOf } from '../rules/search.ts'

type Row = InferSchemaOutput<typeof partyRow>
type Filters = { role?: Role | undefined; kind?: Kind | undefined }
type Query = ListQuery & Filters

const columns = {
  id: sql`p.id`,
  number: sql`p.number`,
  kind: sql`p.kind`,
  honorific: sql`p.honorific`,
  lastName: sql`p.last_name`,
  firstName: sql`p.first_name`,
  legalName: sql`p.legal_name`,
  email: sql`coalesce(p.emails[1], '')`,
  phone: sql`coalesce(p.phones[1], '')`,
  line1: sql`coalesce(a.line1, '')`,
  postcode: sql`coalesce(a.postcode, '')`,
  town: sql`coalesce(a.town, '')`,
  country: sql`coalesce(a.country, '')`,
  isCustomer: sql`p.is_customer`,
  isSupplier: sql`p.is_supplier`,
  isMailingHouse: sql`p.is_mailing_house`,
}

const sorts = { name: sql`p.sort_name`, number: sql`p.number` }
const billing = sql`left join addresses a on a.company_id = p.company_id and a.party_id = p.id and a.purpose = 'billing' and a.valid_to is null`

const HAS_ROLE: Record<Role, SQL> = {
  customer: sql`p.is_customer`,
  supplier: sql`p.is_supplier`,
  'mailing-house': sql`p.is_mailing_house`,
}

const filterConditions = ({ role, kind }: Filters): SQL[] => [
  ...(role ? [HAS_ROLE[role]] : []),
  ...(kind ? [sql`p.kind = ${kind}`] : []),
]

/** Parties in the order asked; with words, each party is asked whether it has them as it comes. */
const inOrder = (words: readonly string[] = []) =>
  defineList<Row, Row, Filters>({
    from: sql`parties p ${billing}`,
    columns,
    id: sql`p.id`,
    sorts,
    defaultSort: 'name',
    where: ({ company }, filters) => [
      sql`p.company_id = ${company.id}`,
      ...filterConditions(filters),
      ...(words.length > 0 ? [allWords(company.id, words)] : []),
    ],
    row: found => found,
  })

/** Any entry of a party holds all its words. */
const allWords = (companyId: string, words: readonly string[]) =>
  sql`(select ${sql.join(
    words.map(word => hasWord(sql`' ' || w.word`, word)),
    sql` and `,
  )}
    from party_words w where w.company_id = ${companyId} and w.party_id = p.id limit 1)::int <> 0`

/** Parties found by their words, in the order of the words found, then of names: the index gives both. */
const found = (head: string, words: readonly string[]) =>
  defineList<Row, Row, Filters>({
    // `offset 0` holds the planner to this order: first the words, then their parties one by one.
    from: sql`party_words w cross join lateral (
      select p.* from parties p where p.company_id = w.company_id and p.id = w.party_id offset 0) p ${billing}`,
    columns,
    id: sql`w.party_id`,
    sorts: { ...sorts, match: sql`w.word` },
    defaultSort: 'match',
    where: (ctx, filters) => [wordConditions(ctx, head, words), oncePerParty(head), ...filterConditions(filters)],
    row: found => found,
  })

/** Of a party with several words begun like `head`, only the entry of the first; one that stands apart has no place at all. */
const oncePerParty = (head: string) =>
  sql`(strpos(w.word, ${` ${head}`}) = strpos(w.word || ' ', ' ' || split_part(w.word, ' ', 1) || ' '))::int <> 0`

export const partyList = {
  page: async (ctx: Ctx, query: Query) => (await listFor(ctx, query)).page(ctx, query),
  all: async function* (ctx: Ctx, query: Omit<Query, 'after' | 'limit'>) {
    yield* (await listFor(ctx, query)).all(ctx, query)
  },
  count: async (ctx: Ctx, { search, ...filters }: Filters & { search?: string | undefined }) =>
    (await listFor(ctx, { search })).count(ctx, filters),
}

type Asked = Pick<Query, 'search' | 'sort' | 'after'>

/** The list to read: in the order asked when many match, by way of the words when few do or when they give the order. */
async function listFor(ctx: Ctx, { search: typed = '', sort, after }: Asked) {
  const search = searchOf(typed)
  const leads = heads(search)
  const continued = leads.find(head => lastKey(after).startsWith(head))
  const rarest = leads.length > 1 || sort ? await rarestOf(ctx, leads) : { head: leads[0], few: true }
  if (!rarest.head) return inOrder()
  return sort && !rarest.few && !search.alone ? inOrder(search.words) : found(continued ?? rarest.head, search.words)
}

/** Beyond this many, reading the parties in order meets enough of them soon. */
const FEW = 4000

/** The word that begins the fewest entries, counted no further than `FEW`. */
async function rarestOf({ db, company }: Ctx, leads: readonly string[]) {
  const counts = leads.map(head => {
    const { from, before } = prefixRange(head)
    return sql`(select count(*) from (select from party_words
      where company_id = ${company.id} and word >= ${from} and word < ${before} limit ${FEW}) as few)`
  })
  if (counts.length === 0) return { head: undefined, few: true }
  const { rows } = await db.execute<{ counts: number[] }>(sql`select array[${sql.join(counts, sql`, `)}]::int[] as counts`)
  const least = Math.min(...rows[0]!.counts)
  return { head: leads[rows[0]!.counts.indexOf(least)], few: least < FEW }
}

/** The entry a page ended on: the next page goes on with the word that led to it. */
function lastKey(after: string | undefined): string {
  try {
    return String(JSON.parse(Buffer.from(after ?? '', 'base64url').toString())[1])
  } catch {
    return '' // none, or not ours: the list says so
  }
}
