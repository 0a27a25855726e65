import { type SQL, sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { FRENCH_POST } from '../../../values/country.ts'
import { addressJoins } from '../../parties/queries/address-for.ts'
import type { FileRow } from '../formats/file-row.ts'
import type { Layout } from '../rules/layout.ts'
import { addressee } from './recipients.ts'

export type AddressedAs = 'run' | 'today'
/** Which envelopes of a run a file holds, where they go, and in which order. */
export type FileOf = {
  runId: string
  /** The day its issue bears; null: each line has its own. */
  issueDay: string | null
  addressedAs: AddressedAs
  layout: Pick<Layout, 'sort' | 'split' | 'columns'>
  parcelFrom: number
  /** null: all parts. */
  part: string | null
}

const ROWS_AT_ONCE = 2000

const frozen = Object.fromEntries(
  Object.keys(addressee).map(name => [
    name,
    sql.raw(`s.${name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}`),
  ]),
) as typeof addressee

/** The envelopes of a run as rows: what travels in another envelope has none. */
function envelopes({ company, today }: Ctx, { runId, issueDay, addressedAs, layout }: FileOf): SQL {
  const companyId = sql`${company.id}::uuid`
  const numbered = layout.columns.some(({ source }) => source === 'purchaseNumber')
  const columns: Record<Exclude<keyof FileRow, keyof typeof addressee>, SQL> = {
    number: sql`s.number`,
    purchaseNumber: numbered ? sql`p.number` : sql`0`,
    issueId: sql`s.issue_id`,
    copies: sql`coalesce(s.parcel_copies, s.copies)`,
    issueNumber: sql`s.issue_number`,
    lastIssueNumber: sql`s.last_issue_number`,
    insertCode: sql`s.insert_code`,
  }
  return sql`select ${selected({ ...columns, ...(addressedAs === 'run' ? frozen : addressee) })}
    from shipments s
    ${numbered ? sql`join purchases p on p.company_id = ${companyId} and p.id = s.purchase_id` : sql``}
    ${
      addressedAs === 'today'
        ? sql`join parties recipient on recipient.company_id = ${companyId} and recipient.id = s.recipient_id
          ${addressJoins(companyId, sql`s.recipient_id`, { on: today, issueDay })}`
        : sql``
    }
    where s.company_id = ${companyId} and s.run_id = ${runId} and s.parcel_copies is distinct from 0`
}

export const isFrench = sql.raw(`x.country in (${[...FRENCH_POST].map(code => `'${code}'`).join(', ')})`)

/** What part of the run an envelope `x` belongs to. */
function partOf({ layout, parcelFrom }: Pick<FileOf, 'layout' | 'parcelFrom'>): SQL {
  switch (layout.split) {
    case 'none':
      return sql`''`
    case 'destination':
      return sql`case when ${isFrench} then 'france' else 'abroad' end`
    case 'country':
      return sql`x.country::text`
    case 'last-issue':
      return sql`case when x."lastIssueNumber" <> '' and x."lastIssueNumber" = x."issueNumber" then 'last' else 'more' end`
    case 'parcel':
      return sql`case when x.copies >= ${parcelFrom}::int then 'parcel' else 'single' end`
  }
}

// Byte by byte, so that the order is the same on every machine: what the language of a database says of letters changes.
const nameKey = sql.raw(
  `upper(translate(x."lastName" || ' ' || x."firstName" || ' ' || x."legalName", 'ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜàâäçéèêëîïôöùûü', 'AAACEEEEIIOOUUUaaaceeeeiioouuu') collate "C")`,
)
const ORDERS: Record<Layout['sort'], SQL> = {
  number: sql`x.number`,
  place: sql`${isFrench} desc, x.country collate "C", x.postcode collate "C", ${nameKey}, x.number`,
  name: sql`${nameKey}, x.number`,
}

/** The envelopes of a file in its order, some thousands at a time: never all in memory. */
export async function* fileRows(ctx: Ctx, of: FileOf, most?: number): AsyncGenerator<FileRow[]> {
  const { db } = ctx
  const part = of.part === null ? sql`true` : sql`${partOf(of)} = ${of.part}`
  await db.execute(sql`set local work_mem = '64MB'`)
  await db.execute(sql`declare envelopes no scroll cursor for
    select * from (${envelopes(ctx, of)}) x where ${part} order by ${ORDERS[of.layout.sort]}
    ${most === undefined ? sql`` : sql`limit ${most}`}`)
  for (;;) {
    const { rows } = await db.execute<FileRow>(sql.raw(`fetch ${ROWS_AT_ONCE} from envelopes`))
    if (rows.length > 0) yield rows
    if (rows.length < ROWS_AT_ONCE) break
  }
  await db.execute(sql`close envelopes`)
}

export type PartCount = { part: string; lines: number; copies: number }

/** The parts of a run's file, with what each holds. */
export async function partsOf(ctx: Ctx, of: FileOf): Promise<PartCount[]> {
  const { rows } = await ctx.db.execute<PartCount>(sql`
    select ${partOf(of)} as part, count(*)::int as lines, sum(x.copies)::int as copies
    from (${envelopes(ctx, of)}) x group by 1 order by 1`)
  return rows
}

export type Weighed = {
  country: string
  department: string
  issueId: string
  copiesEach: number
  lines: number
  copies: number
}

/** How many envelopes of so many copies go where: what a manifest counts. */
export async function destinations(ctx: Ctx, of: FileOf): Promise<(Weighed & { part: string })[]> {
  const department = sql`case when ${isFrench} then left(x.postcode, case when x.postcode ~ '^9[78]' then 3 else 2 end) else '' end`
  const { rows } = await ctx.db.execute<Weighed & { part: string }>(sql`
    select ${partOf(of)} as part, x.country, ${department} as department, x."issueId", x.copies as "copiesEach",
      count(*)::int as lines, sum(x.copies)::int as copies
    from (${envelopes(ctx, of)}) x group by 1, 2, 3, 4, 5`)
  return rows
}
