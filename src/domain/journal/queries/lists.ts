import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { EURO } from '../../../values/currency.ts'
import { NO_HASH } from '../rules/canonical.ts'
import type { Period } from '../rules/closing.ts'

const instant = (text: string) => new Date(text).toISOString()

/** Another record that an entry is about. */
type Concerned = { recordId: string; kind: string; label: string }
type EntryRow = {
  id: string
  sequence: number
  kind: string
  label: string
  recordId: string
  concerns: Concerned[]
  on: string
  sealedOn: string
  at: string
  by: string
  late: boolean
  currency: string
  grossCents: number
  hash: string
}
type EntryFilters = {
  kind?: string | undefined
  recordId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  late?: boolean | undefined
}

/** The fields by which an entry without number names the records it is about, what pays first. */
const CONCERNS = sql`array['paymentId', 'creditNoteId', 'invoiceId', 'refundId']`

const concerned = sql`case when e.facts::json->>'number' is null then
  (select coalesce(json_agg(json_build_object('recordId', other.record_id, 'kind', other.kind, 'label', other.facts::json->>'number') order by place), '[]')
  from unnest(${CONCERNS}) with ordinality as named (field, place) cross join lateral (
    select o.record_id, o.kind, o.facts from journal_entries o
    where o.company_id = e.company_id and o.record_id = (e.facts::json->>named.field)::uuid
    order by o.sequence limit 1) other) else '[]' end`

const ENTRY: { [K in keyof EntryRow]: SQL } = {
  id: sql`e.id`,
  sequence: sql`e.sequence`,
  kind: sql`e.kind`,
  label: sql`coalesce(e.facts::json->>'number', '')`,
  recordId: sql`e.record_id`,
  concerns: concerned,
  on: sql`e."on"`,
  sealedOn: sql`e.sealed_on`,
  at: sql`e.at`,
  by: sql`e.by`,
  late: sql`e."on" < e.sealed_on`,
  currency: sql`coalesce(e.facts::json->>'currency', ${EURO})`,
  grossCents: sql`e.gross_cents`,
  hash: sql`e.hash`,
}

export const sealedList = defineList<EntryRow, EntryRow, EntryFilters>({
  from: sql`journal_entries e`,
  columns: ENTRY,
  id: sql`e.sequence`,
  sorts: { sequence: sql`e.sequence`, on: sql`e."on"` },
  defaultSort: '-sequence',
  where: ({ company }, { kind, recordId, from, to, late }) => [
    sql`e.company_id = ${company.id}`,
    ...(kind ? [sql`e.kind = ${kind}`] : []),
    ...(recordId ? [sql`e.record_id = ${recordId}`] : []),
    ...(from ? [sql`e.sealed_on >= ${from}`] : []),
    ...(to ? [sql`e.sealed_on <= ${to}`] : []),
    ...(late ? [sql`e."on" < e.sealed_on`] : []),
  ],
  search: (_ctx, text) => [matching(text.trim())],
  row: named,
})

/** An entry without number is called by what it is about. */
function named<Found extends EntryRow>(found: Found): Found {
  const label = found.label || found.concerns.map(one => one.label).join(' → ')
  return { ...found, label, at: instant(found.at) }
}

/** By its number, or by the beginning of its hash, as it is printed. */
const matching = (text: string): SQL =>
  /^\d{1,15}$/.test(text) ? sql`e.sequence = ${Number(text)}` : sql`starts_with(e.hash, ${text.toLowerCase()})`

/** One entry with what was sealed, and the hash before. */
export async function entryById({ db, company }: Ctx, id: string) {
  const columns = sql.join(
    Object.entries(ENTRY).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
    sql`, `,
  )
  const { rows } = await db.execute<EntryRow & { facts: Record<string, unknown>; previousHash: string }>(sql`
    select ${columns}, e.facts::json as facts, coalesce((select hash from journal_entries before
      where before.company_id = ${company.id} and before.sequence = e.sequence - 1), ${NO_HASH}) as "previousHash"
    from journal_entries e where e.company_id = ${company.id} and e.id = ${id}`)
  return rows[0] ? named(rows[0]) : refuse('NOT_FOUND', { status: 404 })
}

type ClosingRow = {
  id: string
  period: Period
  startsOn: string
  endsOn: string
  entryCount: number
  lastSequence: number
  invoicedCents: number
  paidCents: number
  everInvoicedCents: number
  everPaidCents: number
  keyId: string
  closedAt: string
}
type ClosingFilters = { period?: Period | undefined; from?: string | undefined; to?: string | undefined }

const gross = (totals: 'totals' | 'ever', kinds: string[]) =>
  sql`(select coalesce(sum((total.value->>'grossCents')::bigint), 0)::bigint
    from json_each(c.facts::json->${totals}) as total where total.key in (${sql.join(
      kinds.map(kind => sql`${kind}`),
      sql`, `,
    )}))`
const INVOICED = ['invoice', 'deposit', 'credit-note']
const PAID = ['payment']

const CLOSING: { [K in keyof ClosingRow]: SQL } = {
  id: sql`c.id`,
  period: sql`c.period`,
  startsOn: sql`c.starts_on`,
  endsOn: sql`c.ends_on`,
  entryCount: sql`(c.last_sequence - (c.facts::json->>'firstSequence')::bigint + 1)`,
  lastSequence: sql`c.last_sequence`,
  invoicedCents: gross('totals', INVOICED),
  paidCents: gross('totals', PAID),
  everInvoicedCents: gross('ever', INVOICED),
  everPaidCents: gross('ever', PAID),
  keyId: sql`c.key_id`,
  closedAt: sql`c.closed_at`,
}

export const closingList = defineList<ClosingRow, ClosingRow, ClosingFilters>({
  from: sql`journal_closings c`,
  columns: CLOSING,
  id: sql`c.id`,
  sorts: { endsOn: sql`c.ends_on` },
  defaultSort: '-endsOn',
  where: ({ company }, { period, from, to }) => [
    sql`c.company_id = ${company.id}`,
    ...(period ? [sql`c.period = ${period}`] : []),
    ...(from ? [sql`c.ends_on >= ${from}`] : []),
    ...(to ? [sql`c.starts_on <= ${to}`] : []),
  ],
  row: found => ({ ...found, closedAt: instant(found.closedAt) }),
})

/** One closing as it was signed. */
export async function closingById({ db, company }: Ctx, id: string) {
  const columns = sql.join(
    Object.entries(CLOSING).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
    sql`, `,
  )
  const { rows } = await db.execute<ClosingRow & { facts: Record<string, unknown>; signature: string }>(sql`
    select ${columns}, c.facts::json as facts, c.signature
    from journal_closings c where c.company_id = ${company.id} and c.id = ${id}`)
  return rows[0] ?? refuse('NOT_FOUND', { status: 404 })
}
