import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { partyName } from '../../parties/queries.ts'
import { laterApplied } from '../actions/partner-catalogues.ts'
import type { partnerCatalogueLineRow, partnerCatalogueRow, sentCatalogueRow } from '../contract/catalogues.ts'
import { conflictText, differenceText } from '../labels/catalogues.ts'
import {
  CATALOGUE_FIELDS,
  CATALOGUE_PARTS,
  type CatalogueField,
  type CataloguePart,
  PART_OF,
  type PartnerCatalogueState,
  type Verdict,
  type VerdictCounts,
} from '../rules/catalogue.ts'

const when = (given: unknown, condition: SQL) => (given === undefined ? [] : [condition])
const instant = (text: string) => new Date(text).toISOString()

type Sent = InferSchemaOutput<typeof sentCatalogueRow>

const sentColumns = {
  id: sql`c.id`,
  edition: sql`c.edition`,
  asOf: sql`c.as_of`,
  families: sql`c.families`,
  productCount: sql`c.product_count`,
  sentTo: sql`coalesce((
    select string_agg(${partyName('party')}, ', ' order by party.sort_name) from sent_catalogue_mails m
    join partners p on p.company_id = c.company_id and p.id = m.partner_id
    join parties party on party.company_id = c.company_id and party.id = p.party_id
    where m.company_id = c.company_id and m.catalogue_id = c.id), '')`,
  createdAt: sql`c.created_at`,
  createdBy: sql`c.created_by`,
}
const sentRow = (found: Sent): Sent => ({ ...found, createdAt: instant(found.createdAt) })

/** Catalogues that were written here, the latest first. */
export const sentCatalogueList = defineList<Sent, Sent, Record<never, never>>({
  from: sql`sent_catalogues c`,
  columns: sentColumns,
  id: sql`c.id`,
  sorts: { edition: sql`c.edition` },
  defaultSort: '-edition',
  where: ({ company }) => [sql`c.company_id = ${company.id}`],
  row: sentRow,
})

/** One of them. */
export async function sentCatalogue({ db, company }: Ctx, id: string): Promise<Sent> {
  const { rows } = await db.execute<Sent>(
    sql`select ${selected(sentColumns)} from sent_catalogues c where c.company_id = ${company.id} and c.id = ${id}`,
  )
  return sentRow(rows[0] ?? refuse('NOT_FOUND', { status: 404 }))
}

/** Families of the products here, with how many are on sale in each. */
export async function familiesHere({ db, company }: Ctx) {
  const { rows } = await db.execute<{ family: string; productCount: number }>(sql`
    select family, count(*)::int as "productCount" from products
    where company_id = ${company.id} and archived_on is null group by family order by family`)
  return rows
}

/** Partners that can verify a catalogue, and where theirs goes. */
export async function recipients({ db, company }: Ctx) {
  const { rows } = await db.execute<{ partnerId: string; name: string; address: string }>(sql`
    select p.id as "partnerId", ${partyName('party')} as name, p.address from partners p
    join parties party on party.company_id = ${company.id} and party.id = p.party_id
    where p.company_id = ${company.id} and p.state = 'paired' and p.address <> '' order by party.sort_name, p.id`)
  return rows
}

type Row = InferSchemaOutput<typeof partnerCatalogueRow>
type FoundRow = Omit<Row, 'newCount' | 'changedCount' | 'conflictCount'> & { counts: VerdictCounts }

const columns = {
  id: sql`c.id`,
  partnerId: sql`c.partner_id`,
  partyId: sql`p.party_id`,
  partner: partyName('party'),
  edition: sql`c.edition`,
  asOf: sql`c.as_of`,
  families: sql`c.families`,
  state: sql`c.state`,
  productCount: sql`c.product_count`,
  counts: sql`c.counts`,
  appliedAt: sql`c.applied_at`,
  createdAt: sql`c.created_at`,
}
const tables = ({ company }: Ctx) => sql`partner_catalogues c
  join partners p on p.company_id = ${company.id} and p.id = c.partner_id
  join parties party on party.company_id = ${company.id} and party.id = p.party_id`

const rowOf = ({ counts, appliedAt, createdAt, ...found }: FoundRow): Row => ({
  ...found,
  ...{ newCount: counts.new ?? 0, changedCount: counts.changed ?? 0, conflictCount: counts.conflict ?? 0 },
  ...{ appliedAt: appliedAt && instant(appliedAt), createdAt: instant(createdAt) },
})

type Filters = { partnerId?: string | undefined; state?: PartnerCatalogueState | undefined }

/** Catalogues of partners, the latest first. */
export const partnerCatalogueList = defineList<Row, FoundRow, Filters>({
  from: tables,
  columns,
  id: sql`c.id`,
  sorts: { createdAt: sql`c.created_at` },
  defaultSort: '-createdAt',
  where: ({ company }, { partnerId, state }) => [
    sql`c.company_id = ${company.id}`,
    ...when(partnerId, sql`c.partner_id = ${partnerId}`),
    ...when(state, sql`c.state = ${state}`),
  ],
  row: rowOf,
})

type FoundCard = FoundRow & { comparedAt: string; appliedParts: CataloguePart[] }

/** One of them, with what differs by field, and whether it may still be applied. */
export async function partnerCatalogue(ctx: Ctx, id: string) {
  const { db, company } = ctx
  const { rows } = await db.execute<FoundCard>(sql`
    select ${selected(columns)}, c.compared_at as "comparedAt", c.applied_parts as "appliedParts"
    from ${tables(ctx)} where c.company_id = ${company.id} and c.id = ${id}`)
  const { comparedAt, appliedParts, ...found } = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  const { rows: together } = await db.execute<{ fields: CatalogueField[]; count: number }>(sql`
    select fields, count(*)::int as count from (
      select array(select change ->> 'field' from jsonb_array_elements(l.changes) change) as fields
      from partner_catalogue_lines l
      where l.company_id = ${company.id} and l.catalogue_id = ${id} and l.verdict = 'changed') line
    group by fields`)
  const { counts } = found
  return {
    ...rowOf(found),
    ...{ sameCount: counts.same ?? 0, onlyHereCount: counts['only-here'] ?? 0 },
    ...{ comparedAt: instant(comparedAt), appliedParts, ...changesOf(together, counts.new ?? 0) },
    later: (await laterApplied(ctx, found.partnerId, found.edition)) ?? null,
  }
}

/** How many products each field and each part concerns, from how many differ in which fields together. */
function changesOf(together: readonly { fields: CatalogueField[]; count: number }[], newCount: number) {
  const concerned = (is: (field: CatalogueField) => boolean) =>
    together.reduce((sum, { fields, count }) => sum + (fields.some(is) ? count : 0), 0)
  const parts = CATALOGUE_PARTS.map(part => ({
    part,
    count: part === 'added' ? newCount : concerned(field => PART_OF[field] === part),
  }))
  const fields = CATALOGUE_FIELDS.map(field => ({ field, count: concerned(one => one === field) }))
  const some = ({ count }: { count: number }) => count > 0
  return { changedFields: fields.filter(some), changedParts: parts.filter(some) }
}

type Line = InferSchemaOutput<typeof partnerCatalogueLineRow>
type FoundLine = Omit<Line, 'why' | 'difference'> & { reason: string; values: Record<string, string> }
type LineFilters = {
  catalogueId?: string | undefined
  verdict?: Verdict | undefined
  field?: CatalogueField | undefined
}

/** The products of a catalogue beside those here, in the order of codes; those that only stand here follow. */
export const partnerCatalogueLineList = defineList<Line, FoundLine, LineFilters>({
  from: sql`partner_catalogue_lines l`,
  columns: {
    id: sql`l.id`,
    code: sql`l.code`,
    label: sql`l.label`,
    productId: sql`l.product_id`,
    verdict: sql`l.verdict`,
    reason: sql`l.reason`,
    values: sql`l.values`,
    changes: sql`l.changes`,
  },
  id: sql`l.id`,
  sorts: { position: sql`l.position` },
  defaultSort: 'position',
  where: ({ company }, { catalogueId, verdict, field }) => [
    sql`l.company_id = ${company.id}`,
    ...when(catalogueId, sql`l.catalogue_id = ${catalogueId}`),
    ...when(verdict, sql`l.verdict = ${verdict}`),
    ...when(field, sql`l.changes @> ${JSON.stringify([{ field }])}::jsonb`),
  ],
  search: (_ctx, typed) => [sql`strpos(upper(l.code || ' ' || l.label), ${typed.trim().toUpperCase()}) > 0`],
  row: ({ reason, values, ...line }, { language }) => ({
    ...line,
    why: reason === '' ? '' : conflictText(reason, values, language),
    difference: differenceText(line.changes, language),
  }),
})
