import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import type { runRow, shipmentRow } from '../contract.ts'
import { runLabelWords, usualLabel } from '../labels/run-label.ts'
import type { RunState } from '../rules/run-state.ts'

type Run = InferSchemaOutput<typeof runRow>
type RunFilters = {
  kind?: string | undefined
  state?: RunState | undefined
  issueId?: string | undefined
  titleId?: string | undefined
}

/** The state of a run `r`; the SQL of `runState`. */
const state = sql`case when r.cancelled_on is not null then 'cancelled' when r.handed_over_at is not null then 'handed-over'
  when r.signed_off_at is null then 'to-sign-off' else 'signed-off' end`

const runColumns = {
  id: sql`r.id`,
  number: sql`r.number`,
  kind: sql`r.kind`,
  state,
  label: sql`r.label`,
  issueId: sql`r.issue_id`,
  issueNumber: sql`issue.number`,
  titleId: sql`r.title_id`,
  titleName: sql`title.name`,
  dispatchedOn: sql`r.dispatched_on`,
  createdBy: sql`r.created_by`,
  shipmentCount: sql`r.shipment_count`,
  copyCount: sql`r.copy_count`,
}
const runTables = sql`dispatch_runs r
  join titles title on title.company_id = r.company_id and title.id = r.title_id
  left join issues issue on issue.company_id = r.company_id and issue.id = r.issue_id`

/** The label of a run, or what it is called in the language of whoever reads. */
const withLabel = <R extends Run>(run: R, { language }: Pick<Ctx, 'language'>): R => ({
  ...run,
  label: run.label || usualLabel(language, run),
})

/** The SQL of `withLabel`. */
function called(language: Ctx['language']) {
  const words = runLabelWords[language]
  return sql`coalesce(nullif(r.label, ''), case r.kind when 'subscription' then ${words.subscription} || issue.number
    when 'single-issue' then ${words['single-issue']} else ${words.replacement} end)`
}

/** Runs made, newest first. Source: ABO-58, ABO-63. */
export const runList = defineList<Run, Run, RunFilters>({
  from: runTables,
  columns: runColumns,
  id: sql`r.id`,
  sorts: { number: sql`r.number`, dispatchedOn: sql`r.dispatched_on` },
  defaultSort: '-number',
  where: ({ company }, { kind, state: wanted, issueId, titleId }) => [
    sql`r.company_id = ${company.id}`,
    ...(kind ? [sql`r.kind = ${kind}`] : []),
    ...(wanted ? [sql`${state} = ${wanted}`] : []),
    ...(issueId ? [sql`r.issue_id = ${issueId}`] : []),
    ...(titleId ? [sql`r.title_id = ${titleId}`] : []),
  ],
  search: ({ language }, text) => [
    sql`strpos(lower(${called(language)} || ' ' || r.number), lower(${text.trim()})) > 0`,
  ],
  row: withLabel,
})

type File = { format: string; sha256: string; byteCount: number; madeAt: string; madeBy: string }

const cardColumns = {
  ...runColumns,
  createdAt: sql`r.created_at`,
  updatedAt: sql`r.updated_at`,
  updatedBy: sql`r.updated_by`,
  revision: sql`r.revision`,
  signedOffAt: sql`r.signed_off_at`,
  signedOffBy: sql`r.signed_off_by`,
  handedOverAt: sql`r.handed_over_at`,
  handedOverBy: sql`r.handed_over_by`,
  cancelledOn: sql`r.cancelled_on`,
  cancelledReason: sql`r.cancelled_reason`,
}
type RunCard = Run & {
  createdAt: string
  updatedAt: string
  updatedBy: string
  revision: number
  signedOffAt: string | null
  signedOffBy: string | null
  handedOverAt: string | null
  handedOverBy: string | null
  cancelledOn: string | null
  cancelledReason: string | null
}

/** One run and the files it gave, or undefined. */
export async function runCard({ db, company, language }: Ctx, id: string) {
  const { rows } = await db.execute<RunCard>(
    sql`select ${selected(cardColumns)} from ${runTables} where r.company_id = ${company.id} and r.id = ${id}`,
  )
  const { rows: files } = await db.execute<File>(sql`
    select format, sha256, byte_count as "byteCount", made_at as "madeAt", made_by as "madeBy" from mailing_files
    where company_id = ${company.id} and run_id = ${id} order by format`)
  return rows[0] ? { ...withLabel(rows[0], { language }), files } : undefined
}

type Shipment = InferSchemaOutput<typeof shipmentRow>
type ShipmentFilters = { runId?: string | undefined; purchaseId?: string | undefined; recipientId?: string | undefined }

/** Envelopes sent, with the names and addresses they bore. Source: ABO-62, ABO-66, ABO-72. */
export const shipmentList = listByParty<Shipment, Shipment, ShipmentFilters>({
  from: sql`shipments s
    join dispatch_runs r on r.company_id = s.company_id and r.id = s.run_id
    join titles title on title.company_id = r.company_id and title.id = r.title_id
    join purchases p on p.company_id = s.company_id and p.id = s.purchase_id`,
  columns: {
    id: sql`s.id`,
    number: sql`s.number`,
    sentOn: sql`s.sent_on`,
    contactNumber: sql`s.contact_number`,
    honorific: sql`s.honorific`,
    lastName: sql`s.last_name`,
    firstName: sql`s.first_name`,
    legalName: sql`s.legal_name`,
    email: sql`s.email`,
    line1: sql`s.line1`,
    line2: sql`s.line2`,
    line3: sql`s.line3`,
    postcode: sql`s.postcode`,
    town: sql`s.town`,
    country: sql`s.country`,
    copies: sql`s.copies`,
    parcelCopies: sql`coalesce(s.parcel_copies, s.copies)`,
    parcel: sql`coalesce(coalesce(s.parcel_copies, s.copies) >= title.parcel_from_copies, false)`,
    cancelledOn: sql`s.cancelled_on`,
    recipientId: sql`s.recipient_id`,
    purchaseId: sql`s.purchase_id`,
    purchaseNumber: sql`p.number`,
    purchaseKind: sql`p.kind`,
    issueId: sql`s.issue_id`,
    issueNumber: sql`s.issue_number`,
    runId: sql`s.run_id`,
    runNumber: sql`r.number`,
  },
  id: sql`s.id`,
  sorts: { number: sql`s.number` },
  defaultSort: 'number',
  where: ({ company }, { runId, purchaseId, recipientId }) => [
    sql`s.company_id = ${company.id}`,
    ...(runId ? [sql`s.run_id = ${runId}`] : []),
    ...(purchaseId ? [sql`s.purchase_id = ${purchaseId}`] : []),
    ...(recipientId ? [sql`s.recipient_id = ${recipientId}`] : []),
  ],
  party: sql`s.recipient_id`,
  number: sql`s.number`,
  isNarrow: ({ runId, purchaseId, recipientId }) => Boolean(runId ?? purchaseId ?? recipientId),
  row: found => found,
})
