import { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { clientOf, newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { PART_NAMES } from '../formats/file-row.ts'
import { type FileMade, writeProfiled } from '../formats/profiled.ts'
import { type Format, writeMailingFile } from '../formats.ts'
import { factsOf, type RunOfFile, runOfFile } from '../queries/file-facts.ts'
import { type AddressedAs, type PartCount, partsOf } from '../queries/file-rows.ts'
import { profileById } from '../queries/profiles.ts'
import type { FileFacts, FrozenLayout } from '../rules/file-facts.ts'
import { fileNameOf, type Layout } from '../rules/layout.ts'

/** One file of a run under a profile, ready to be written. */
export type ProfiledFile = {
  run: RunOfFile
  profileId: string
  revision: number
  part: string
  addressedAs: AddressedAs
  frozen: FrozenLayout
  name: string
}

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const CHARSETS: Record<Layout['encoding'], string> = {
  'utf-8-bom': 'utf-8',
  'utf-8': 'utf-8',
  'windows-1252': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
}

export const mediaTypeOf = ({ format, encoding }: Pick<Layout, 'format' | 'encoding'>) =>
  format === 'xlsx' ? SHEET : `${format === 'csv' ? 'text/csv' : 'text/plain'}; charset=${CHARSETS[encoding]}`

/** Under which name a file leaves. */
export const nameOf = (layout: Layout, facts: FileFacts, part: string) =>
  fileNameOf(layout, {
    title: facts.titleName,
    issue: facts.issueNumber,
    run: String(facts.runNumber),
    day: facts.runOn,
    part: PART_NAMES[part] ?? part,
  })

type Asked = { runId: string; profileId: string; addressedAs: AddressedAs }

/** The files that a profile cuts a run into, as the first of them was made if it was. */
export async function profiledFiles(ctx: Ctx, { runId, profileId, addressedAs }: Asked) {
  const run = await runOfFile(ctx, runId)
  const { layout, revision, name } = await profileById(ctx, profileId)
  const kept = addressedAs === 'run' ? await keptFacts(ctx, runId, profileId, revision) : undefined
  const frozen = kept ?? { layout, facts: await factsOf(ctx, run, layout) }
  const parts: PartCount[] = await partsOf(ctx, {
    runId,
    issueDay: run.issueDay,
    addressedAs,
    layout: frozen.layout,
    parcelFrom: frozen.facts.parcelFrom,
    part: null,
  })
  const files = parts.map(({ part, lines, copies }) => ({
    file: {
      run,
      profileId,
      revision,
      part,
      addressedAs,
      frozen,
      name: nameOf(frozen.layout, frozen.facts, part),
    } satisfies ProfiledFile,
    lines,
    copies,
  }))
  return { run, profile: { id: profileId, name, revision, layout }, files }
}

/** All parts of one state of a profile say the same facts: those the first one froze. */
async function keptFacts({ db, company }: Ctx, runId: string, profileId: string, revision: number) {
  const { rows } = await db.execute<{ layout: FrozenLayout }>(sql`
    select layout from mailing_files where company_id = ${company.id} and run_id = ${runId} and profile_id = ${profileId}
      and profile_revision = ${revision} and addressed_as = 'run' order by made_at, id limit 1`)
  return rows[0]?.layout
}

/** One part of a run under a profile; the only one when there is one. */
export async function profiledFile(ctx: Ctx, asked: Asked & { part: string | undefined }): Promise<ProfiledFile> {
  const { files } = await profiledFiles(ctx, asked)
  const found = asked.part === undefined ? files : files.filter(({ file }) => file.part === asked.part)
  if (found.length > 1) refuse('dispatch.partAsked', { field: 'part', values: partsNamed(files) })
  return found[0]?.file ?? refuse('dispatch.unknownPart', { field: 'part', values: partsNamed(files) })
}

const partsNamed = (files: readonly { file: ProfiledFile }[]) => ({
  parts: files.map(({ file }) => file.part).join(', '),
})

/** Writes a file and keeps its fingerprint; a file with the addresses of the run that differed from the first fails. */
export async function writeKept(ctx: Ctx, file: ProfiledFile, out: Writable): Promise<FileMade & { id: string }> {
  const { run, part, addressedAs, frozen } = file
  const made = await writeProfiled(ctx, frozen, { runId: run.id, issueDay: run.issueDay, addressedAs, part }, out)
  return { ...made, id: await keep(ctx, file, made) }
}

async function keep({ db, company, actor }: Ctx, file: ProfiledFile, made: FileMade): Promise<string> {
  const { run, profileId, revision, part, addressedAs, frozen } = file
  const { rows } = await db.execute<{ id: string; sha256: string }>(sql`
    insert into mailing_files (company_id, id, run_id, profile_id, profile_revision, part, addressed_as, layout, format, sha256,
      byte_count, line_count, copy_count, losses, made_by)
    values (${company.id}, ${newId()}, ${run.id}, ${profileId}, ${revision}, ${part}, ${addressedAs}, ${JSON.stringify(frozen)}::jsonb,
      ${frozen.layout.format}, ${made.sha256}, ${made.byteCount}, ${made.lineCount}, ${made.copyCount}, ${JSON.stringify(made.losses)}::jsonb, ${actor.initials})
    on conflict (company_id, run_id, format, (coalesce(profile_id, '00000000-0000-0000-0000-000000000000')), profile_revision, part)
      where addressed_as = 'run' do update set sha256 = mailing_files.sha256 returning id, sha256`)
  if (rows[0]!.sha256 !== made.sha256) throw new Error(`part ${part} of run ${run.number} is not the one made before`)
  return rows[0]!.id
}

/** Nowhere: to know what a file is before it is sent. */
export const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })

type MadeBefore = {
  id: string
  runId: string
  profileId: string | null
  part: string
  format: string
  sha256: string
  layout: FrozenLayout | Record<string, never>
}

/** Writes a file that was made before, from what was kept with it: the same bytes, whatever changed since. */
export async function writeAgain(ctx: Ctx, before: MadeBefore, out: Writable): Promise<void> {
  if (!('facts' in before.layout))
    return void (await writeMailingFile(ctx, clientOf(ctx.db), before.runId, before.format as Format, out))
  const run = await runOfFile(ctx, before.runId)
  const of = { runId: run.id, issueDay: run.issueDay, addressedAs: 'run' as const, part: before.part }
  const { sha256 } = await writeProfiled(ctx, before.layout as FrozenLayout, of, out)
  if (sha256 !== before.sha256) throw new Error(`the file ${before.id} of run ${run.number} is not the one made before`)
  out.end()
}
