import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../../parties/queries.ts'
import type { Format } from '../formats.ts'
import { fileName } from '../formats.ts'
import type { FrozenLayout, Loss } from '../rules/file-facts.ts'

type Made = {
  id: string
  profileId: string | null
  profile: string
  part: string
  addressedAs: 'run' | 'today'
  format: string
  layout: FrozenLayout | Record<string, never>
  sha256: string
  byteCount: number
  lineCount: number | null
  copyCount: number | null
  losses: Loss[]
  madeAt: string
  madeBy: string
  runNumber: number
  issueNumber: string | null
}

const columns = sql`f.id, f.profile_id as "profileId", coalesce(m.name, '') as profile, f.part, f.addressed_as as "addressedAs",
  f.format, f.layout, f.sha256, f.byte_count as "byteCount", f.line_count as "lineCount", f.copy_count as "copyCount",
  f.losses, f.made_at as "madeAt", f.made_by as "madeBy", f.run_id as "runId", r.number as "runNumber", issue.number as "issueNumber"`
const tables = sql`mailing_files f
  join dispatch_runs r on r.company_id = f.company_id and r.id = f.run_id
  left join issues issue on issue.company_id = f.company_id and issue.id = r.issue_id
  left join mailing_profiles m on m.company_id = f.company_id and m.id = f.profile_id`

/** The files a run gave, the latest first. */
export async function filesMade({ db, company }: Ctx, runId: string): Promise<Made[]> {
  const { rows } = await db.execute<Made>(sql`
    select ${columns} from ${tables} where f.company_id = ${company.id} and f.run_id = ${runId} order by f.made_at desc, f.id desc`)
  return rows
}

/** One file made, to be made again. */
export async function fileMade({ db, company }: Ctx, id: string): Promise<(Made & { runId: string }) | undefined> {
  const { rows } = await db.execute<Made & { runId: string }>(
    sql`select ${columns} from ${tables} where f.company_id = ${company.id} and f.id = ${id}`,
  )
  return rows[0]
}

export const plainName = ({ runNumber, issueNumber, format }: Made) =>
  fileName(runNumber, issueNumber, format as Format)

export type House = { id: string; name: string; email: string }

/** Who prints and posts the copies of a title. */
export async function houseOf({ db, company }: Ctx, id: string | null): Promise<House | null> {
  if (id === null) return null
  const { rows } = await db.execute<House>(sql`
    select house.id, ${partyName('house')} as name, coalesce(house.emails[1], '') as email
    from parties house where house.company_id = ${company.id} and house.id = ${id}`)
  return rows[0] ?? null
}

type Sending = {
  id: string
  messageId: string
  to: string
  fileIds: string[]
  lineCount: number
  copyCount: number
  askedAt: string
  sentBy: string
  state: string
  receivedCount: number | null
  receivedOn: string | null
  receivedBy: string | null
}

/** What was sent to the mailing house, the latest first. */
export async function sendingsOf({ db, company }: Ctx, runId: string): Promise<Sending[]> {
  const { rows } = await db.execute<Sending>(sql`
    select s.id, s.message_id as "messageId", s."to", s.file_ids as "fileIds", s.line_count as "lineCount",
      s.copy_count as "copyCount", s.asked_at as "askedAt", s.sent_by as "sentBy", coalesce(message.state, 'queued') as state,
      s.received_count as "receivedCount", s.received_on as "receivedOn", s.received_by as "receivedBy"
    from mailing_sendings s left join messages message on message.company_id = s.company_id and message.id = s.message_id
    where s.company_id = ${company.id} and s.run_id = ${runId} order by s.asked_at desc, s.id desc`)
  return rows
}
