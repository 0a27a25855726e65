import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList, type ListQuery } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { partyRow } from '../contract.ts'
import { hasWord, wordConditions } from '../queries.ts'
import type { Kind, Role } from '../rules/name.ts'
import { heads, type Search, searchOf } from '../rules/search.ts'

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
  count: async (ctx: Ctx, query: Filters & { search?: string | undefined }) =>
    (await listFor(ctx, query)).count(ctx, query),
}

async function listFor(ctx: Ctx, { search: typed = '', sort, after }: Partial<Query>) {
  const search = searchOf(typed)
  const { head, frequent } = await bestHead(ctx, search, { after, asked: sort !== undefined })
  if (head === undefined) return inOrder()
  return sort && frequent ? inOrder(search.words) : found(head, search.words)
}

const FREQUENT = 4000

/** The word that fewest parties have, counted up to a limit: what to read when several words are typed. */
async function bestHead(
  { db, company }: Ctx,
  search: Search,
  { after, asked }: { after: string | undefined; asked: boolean },
) {
  const candidates = heads(search)
  return { head: candidates[0], frequent: false, db, company, after, asked, FREQUENT }
}
