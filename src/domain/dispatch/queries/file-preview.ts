import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { cellsOf } from '../formats/cells.ts'
import type { FileRow } from '../formats/file-row.ts'
import { Losses } from '../formats/losses.ts'
import { bytesOf } from '../formats/profiled.ts'
import type { FileFacts } from '../rules/file-facts.ts'
import { type Layout, usualWidth } from '../rules/layout.ts'
import { factsOf, runOfFile } from './file-facts.ts'
import { fileRows } from './file-rows.ts'

const LINES = 6

/** The first lines of a file under a layout, of the latest run, or of invented people before there is one. */
export async function previewOf(ctx: Ctx, layout: Layout, runId: string | undefined) {
  const { rows, facts, made } = await sample(ctx, layout, runId)
  const losses = new Losses()
  const parts: Buffer[] = []
  if (layout.format !== 'xlsx') for await (const part of bytesOf({ layout, facts }, [rows], losses)) parts.push(part)
  const read = new TextDecoder(layout.encoding === 'utf-8-bom' ? 'utf-8' : layout.encoding)
  const widths = layout.columns.map(({ source, width }) => width ?? usualWidth(source))
  return {
    cells: rows.map(cellsOf({ layout, facts }, layout.format === 'xlsx' ? losses : new Losses())),
    text: layout.format === 'xlsx' ? null : read.decode(Buffer.concat(parts)),
    lineWidth: layout.format === 'fixed' ? widths.reduce((sum, width) => sum + width, 0) : null,
    made,
    losses: losses.all,
  }
}

async function sample(ctx: Ctx, layout: Layout, asked: string | undefined) {
  const runId = asked ?? (await latestRun(ctx))
  if (runId) {
    const run = await runOfFile(ctx, runId)
    const facts = { ...(await factsOf(ctx, run, { ...layout, columns: [] })), natures: {} }
    const all = fileRows(
      ctx,
      {
        runId,
        issueDay: run.issueDay,
        addressedAs: 'run',
        layout,
        parcelFrom: run.parcelFrom,
        part: null,
      },
      LINES,
    )
    const { value } = await all.next()
    await all.return(undefined)
    if (value) return { rows: value.slice(0, LINES), facts, made: true }
  }
  return { rows: INVENTED, facts: inventedFacts(ctx), made: false }
}

async function latestRun({ db, company }: Ctx): Promise<string | undefined> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from dispatch_runs where company_id = ${company.id} and shipment_count > 0
    order by dispatched_on desc, id desc limit 1`)
  return rows[0]?.id
}

const somebody: FileRow = {
  number: 1,
  purchaseNumber: 101,
  issueId: '',
  contactNumber: 12,
  honorific: 'Mme',
  firstName: 'Claire',
  lastName: 'Martin',
  legalName: '',
  line1: '12, rue de l’Église',
  line2: '',
  line3: '',
  postcode: '42000',
  town: 'Saint-Étienne',
  country: 'FR',
  email: 'claire@example.org',
  copies: 1,
  issueNumber: '5',
  lastIssueNumber: '8',
  insertCode: '',
}
const INVENTED: FileRow[] = [
  somebody,
  {
    ...somebody,
    number: 2,
    contactNumber: 13,
    honorific: 'M.',
    firstName: 'Łukasz',
    lastName: 'Œhl',
    legalName: 'Éditions du Lac',
    line1: '4 avenue des Grands Champs',
    line2: 'Bâtiment C',
    postcode: '69003',
    town: 'Lyon Cedex 3',
    copies: 3,
    lastIssueNumber: '5',
    insertCode: 'R1',
  },
  {
    ...somebody,
    number: 3,
    contactNumber: 14,
    line1: 'Hauptstraße 12/3',
    postcode: '1010',
    town: 'Wien',
    country: 'AT',
  },
]
const inventedFacts = ({ today }: Ctx): FileFacts => ({
  normaliser: 1,
  titleName: '',
  issueNumber: '5',
  runNumber: 1,
  runOn: today,
  countries: {},
  weights: {},
  parcelFrom: 2,
  natures: {},
})
