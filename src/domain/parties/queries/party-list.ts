import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { partyRow } from '../contract.ts'
import type { Kind, Marketing, Role } from '../rules/name.ts'
import { addressOf } from './address-for.ts'
import { listByParty } from './by-party.ts'
import { onceAParty, readingOf, wordConditions } from './words.ts'

type Row = InferSchemaOutput<typeof partyRow>
type Filters = { role?: Role | undefined; kind?: Kind | undefined; marketing?: Marketing | undefined }

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
// Lateral and `limit`: one look-up a row, also before the tables were ever analysed, as after an import.
const billing = ({ today }: Ctx) =>
  sql`left join lateral (${addressOf(
    sql`p.company_id`,
    sql`p.id`,
    { on: today, issueDay: today },
    sql``,
    sql`and a.purpose = 'billing'`,
  )}) a on true`

// Literals, so that the planner recognises the partial indexes.
const OF_ROLE: Record<Role, SQL> = {
  customer: sql`p.is_customer`,
  supplier: sql`p.is_supplier`,
  'mailing-house': sql`p.is_mailing_house`,
  agency: sql`p.is_agency`,
}
const OF_KIND: Record<Kind, SQL> = { person: sql`p.kind = 'person'`, organisation: sql`p.kind = 'organisation'` }

/** Who may be written to about other things than what was bought. Source: L-19. */
const OF_MARKETING: Record<Marketing, SQL> = {
  allowed: sql`p.no_marketing_on is null`,
  objected: sql`p.no_marketing_on is not null`,
}

const filterConditions = ({ role, kind, marketing }: Filters): SQL[] => [
  ...(marketing ? [OF_MARKETING[marketing]] : []),
  ...(role ? [OF_ROLE[role]] : []),
  ...(kind ? [OF_KIND[kind]] : []),
]

const ofCompany = ({ company }: Ctx, filters: Filters): SQL[] => [
  sql`p.company_id = ${company.id} and p.merged_into_id is null`,
  ...filterConditions(filters),
]

const list = listByParty<Row, Row, Filters>({
  party: sql`p.id`,
  from: ctx => sql`parties p ${billing(ctx)}`,
  columns,
  id: sql`p.id`,
  sorts: { name: sql`p.sort_name`, number: sql`p.number` },
  defaultSort: 'name',
  where: ofCompany,
  isNarrow: ({ role, kind }) =>
    role === 'supplier' || role === 'mailing-house' || role === 'agency' || kind === 'organisation',
  row: found => found,
})

/** How many parties, without reading more than the index of words when nothing else is asked. */
async function count(ctx: Ctx, { search = '', ...filters }: Filters & { search?: string | undefined }) {
  const reading = await readingOf(ctx, search)
  const kept = sql.join(ofCompany(ctx, filters), sql` and `)
  const filtered = filters.role || filters.kind || filters.marketing
  const parties = filtered
    ? sql`join parties p on p.company_id = w.company_id and p.id = w.party_id and ${kept}`
    : sql``
  const { rows } = await ctx.db.execute<{ count: number }>(
    reading
      ? sql`select count(*)::int as count from party_words w ${parties} where ${wordConditions(ctx, reading)} and ${onceAParty(reading)}`
      : sql`select count(*)::int as count from parties p where ${kept}`,
  )
  return { count: rows[0]!.count }
}

/** People and organisations: any page costs the same whatever their number, searched or not. */
export const partyList = { ...list, count }
