import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { changeRecord, createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Bytes } from '../../../platform/files/read-zip.ts'
import { FileFault } from '../../../platform/files/read-zip.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { beginningOf, guessedLayout } from '../formats/table.ts'
import { guessedKind, guessedMapping } from '../rules/headings.ts'
import { DEFAULT_OPTIONS, type Kind, type Layout, type Mapping } from '../rules/kinds.ts'
import { imports } from '../tables.ts'

const MAX_FILE_BYTES = 200 * 1024 * 1024
const MAX_PART_BYTES = 8 * 1024 * 1024

/** A new import without its file yet. */
export const beginImport = (ctx: Ctx, fileName: string, kind: Kind | undefined): Promise<string> =>
  createRecord(ctx, imports, { fileName, kind: kind ?? null, options: DEFAULT_OPTIONS })

/** Adds the next part of the file; the same part again changes nothing, so that a broken upload goes on. */
export async function addPart({ db, company }: Ctx, id: string, position: number, content: Buffer) {
  if (content.length === 0 || content.length > MAX_PART_BYTES) refuse('imports.partSize', { field: 'content' })
  const { rows } = await db.execute<{ bytesBefore: number; count: number; whole: boolean }>(sql`
    select i.byte_count as "bytesBefore", i.sha256 is not null as whole,
      (select count(*) from import_parts p where p.company_id = ${company.id} and p.import_id = ${id}) as count
    from imports i where i.company_id = ${company.id} and i.id = ${id} for update`)
  const { bytesBefore, count, whole } = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  if (whole) refuse('imports.alreadyWhole')
  if (position < count) return
  if (position > count) refuse('imports.partMissing', { field: 'position', values: { expected: count } })
  if (bytesBefore + content.length > MAX_FILE_BYTES) refuse('imports.fileTooLarge')
  await db.execute(sql`
    insert into import_parts (company_id, id, import_id, position, bytes_before, content)
    values (${company.id}, ${newId()}, ${id}, ${position}, ${bytesBefore}, ${content})`)
  await db.execute(sql`
    update imports set byte_count = byte_count + ${content.length} where company_id = ${company.id} and id = ${id}`)
}

type Within = <T>(act: (ctx: Ctx) => Promise<T>) => Promise<T>

/** The file as bytes that can be read anywhere, each read in a transaction of `within`. */
export const storedBytes = (id: string, byteCount: number, within: Within): Bytes => ({
  byteCount,
  read: (from, to) => within(ctx => readBytes(ctx, id, from, to)),
})

async function readBytes({ db, company }: Ctx, id: string, from: number, to: number): Promise<Buffer> {
  const { rows } = await db.execute<{ bytes: Buffer }>(sql`
    select substring(content from greatest(${from}::bigint - bytes_before, 0)::int + 1 for (least(${to}::bigint - bytes_before, length(content)) - greatest(${from}::bigint - bytes_before, 0))::int) as bytes
    from import_parts where company_id = ${company.id} and import_id = ${id}
      and bytes_before < ${to}::bigint and bytes_before + length(content) > ${from}::bigint order by position`)
  return rows.length === 1 ? rows[0]!.bytes : Buffer.concat(rows.map(({ bytes }) => bytes))
}

/** The file is whole: how it is read, its headings, what they seem to mean, or what was answered for the same ones before. */
export async function lookAtFile(ctx: Ctx, id: string) {
  const found = await lockedRecord(ctx, imports, id)
  if (found.byteCount === 0) refuse('imports.emptyFile')
  const bytes = storedBytes(id, found.byteCount, act => act(ctx))
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.byteCount; at += MAX_PART_BYTES)
    hash.update(await bytes.read(at, Math.min(at + MAX_PART_BYTES, bytes.byteCount)))
  await changeRecord(ctx, imports, id, { sha256: hash.digest('hex') })
  await readAgainAs(ctx, id, await orRefused(() => guessedLayout(bytes)), found.kind ?? undefined)
}

/** Reads the headings again with another layout or kind; the mapping is guessed anew. */
export async function readAgainAs(ctx: Ctx, id: string, layout: Layout, kind: Kind | undefined) {
  const { byteCount } = await lockedRecord(ctx, imports, id)
  const bytes = storedBytes(id, byteCount, act => act(ctx))
  const { headings, samples } = await orRefused(() => beginningOf(bytes, layout))
  const before = await answeredBefore(ctx, id, headings, kind)
  const guessed = kind ?? before?.kind ?? guessedKind(headings) ?? null
  const mapping = before?.mapping ?? (guessed ? guessedMapping(guessed, headings) : {})
  await changeRecord(ctx, imports, id, {
    layout,
    headings,
    samples: storable(samples),
    kind: guessed,
    mapping,
    readAt: null,
  })
}

/** PostgreSQL keeps no NUL in a text. */
const storable = (samples: string[][]) => samples.map(cells => cells.map(cell => cell.replaceAll('\0', '\u2400')))

async function answeredBefore({ db, company }: Ctx, id: string, headings: string[], kind: Kind | undefined) {
  const { rows } = await db.execute<{ kind: Kind; mapping: Mapping }>(sql`
    select kind, mapping from imports where company_id = ${company.id} and id <> ${id} and read_at is not null
      and headings = ${sql.param(headings)}::text[] ${kind ? sql`and kind = ${kind}` : sql``} order by created_at desc limit 1`)
  return rows[0]
}

async function orRefused<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof FileFault) refuse(`imports.${error.fault}`, { field: 'content' })
    throw error
  }
}
