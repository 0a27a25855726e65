import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { TAR_END, tarHeader, tarPadding } from '../../../platform/backup/tar.ts'
import { newId } from '../../../platform/db/database.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { signerOf } from '../actions/keys.ts'
import { sealNow } from '../actions.ts'
import { archiveWords } from '../labels/archive.ts'
import { type Closing, closingsBetween, entriesBetween, publicKeys } from '../queries/entries.ts'
import { canonical, NO_HASH } from '../rules/canonical.ts'
import type { Chained } from '../rules/chain.ts'

/** The kind of the entries that seal that an archive was made. */
const ARCHIVE_KIND = 'archive'

export type ArchiveAsked = { from: string; to: string }
/** How the papers of records are made again, of the kinds that have one. */
export type Papers = {
  kinds: readonly string[]
  make(ctx: Ctx, ids: readonly string[]): Promise<readonly { name: string; pdf: Uint8Array }[]>
}
/** Papers in memory at once. */
const PAPERS_AT_ONCE = 50
type Range = { firstSequence: number; lastSequence: number; previousHash: string; lastHash: string }

export const archiveName = ({ slug }: { slug: string }, { from, to }: ArchiveAsked) =>
  `journal-${slug}-${from}-${to}.tar`

/** The entries sealed from one day to another, or a refusal when there are none. */
export async function archiveRange({ db, company }: Ctx, { from, to }: ArchiveAsked): Promise<Range> {
  const { rows } = await db.execute<Range>(sql`
    with sealed as (select min(sequence) as first, max(sequence) as last from journal_entries
      where company_id = ${company.id} and sealed_on between ${from} and ${to})
    select first as "firstSequence", last as "lastSequence",
      coalesce((select hash from journal_entries where company_id = ${company.id} and sequence = first - 1), ${NO_HASH})
        as "previousHash",
      (select hash from journal_entries where company_id = ${company.id} and sequence = last) as "lastHash"
    from sealed where first is not null`)
  return rows[0] ?? refuse('journal.nothingToArchive', { field: 'from' })
}

/**
 * Writes the journal of some days as a tar archive that is read and checked without Facteur: entries by parts, closings
 * as they were signed, public keys, what to do with them, a checker, and a signed list of all files with their sums.
 * Memory holds one part. With `papers`, the documents stand in it as PDF. That it was made is sealed in its turn.
 */
export async function writeArchive(ctx: Ctx, { from, to }: ArchiveAsked, out: Writable, papers?: Papers) {
  const asked = { from, to }
  const range = await archiveRange(ctx, asked)
  const tar = new TarWriter(out)
  await tar.add('LISEZMOI.txt', Buffer.from(archiveWords.fr.readme(ctx.company.name, asked.from, asked.to)))
  await tar.add('README.txt', Buffer.from(archiveWords.en.readme(ctx.company.name, asked.from, asked.to)))
  await tar.add('check.mjs', readFileSync(new URL('check.mjs', import.meta.url)))
  let part = 0
  for await (const batch of entriesBetween(ctx, range.firstSequence, range.lastSequence)) {
    const lines = batch.map(entry => `${JSON.stringify(entry)}\n`).join('')
    await tar.add(`entries/${String(++part).padStart(6, '0')}.jsonl`, Buffer.from(lines))
    if (papers) await addPapers(ctx, tar, papers, batch)
  }
  for (const closing of await closingsBetween(ctx, asked.from, asked.to)) await addClosing(tar, closing)
  const signer = await signerOf(ctx)
  for (const { keyId, publicKey } of await publicKeys(ctx)) await tar.add(`keys/${keyId}.pem`, pem(publicKey))
  const { id, name } = ctx.company
  const said = { format: 'facteur-archive-1', company: { id, name }, ...asked, ...range, keyId: signer.keyId }
  const manifest = canonical({ ...said, files: Object.fromEntries(tar.sums) })
  await tar.add('manifest.json', Buffer.from(manifest))
  await tar.add('manifest.sig', Buffer.from(signer.sign(manifest), 'base64url'))
  await tar.end()
  const sha256 = createHash('sha256').update(manifest).digest('hex')
  const facts = { ...asked, ...range, manifestSha256: sha256 }
  await sealNow(ctx, [{ kind: ARCHIVE_KIND, recordId: newId(), on: ctx.today, grossCents: 0, facts }])
}

async function addPapers(ctx: Ctx, tar: TarWriter, { kinds, make }: Papers, entries: readonly Chained[]) {
  const ids = entries.flatMap(({ kind, recordId }) => (kinds.includes(kind) ? recordId : []))
  for (let at = 0; at < ids.length; at += PAPERS_AT_ONCE)
    for (const { name, pdf } of await make(ctx, ids.slice(at, at + PAPERS_AT_ONCE)))
      await tar.add(`papers/${name}`, Buffer.from(pdf))
}

async function addClosing(tar: TarWriter, { period, startsOn, facts, signature }: Closing) {
  await tar.add(`closings/${period}-${startsOn}.json`, Buffer.from(facts))
  await tar.add(`closings/${period}-${startsOn}.sig`, Buffer.from(signature, 'base64url'))
}

const pem = (publicKey: string) =>
  Buffer.from(`-----BEGIN PUBLIC KEY-----\n${publicKey.replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`)

class TarWriter {
  readonly sums = new Map<string, string>()
  readonly #out: Writable
  readonly #writtenAt = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
  constructor(out: Writable) {
    this.#out = out
  }

  async add(name: string, body: Buffer) {
    this.sums.set(name, createHash('sha256').update(body).digest('hex'))
    await this.#write(Buffer.concat([tarHeader(name, body.length, this.#writtenAt), body, tarPadding(body.length)]))
  }

  async end() {
    await this.#write(TAR_END)
  }

  /** Waits for what takes the bytes: a slow reader slows the reading, and fills no memory. */
  #write(bytes: Buffer): Promise<void> {
    return new Promise((written, failed) => this.#out.write(bytes, error => (error ? failed(error) : written())))
  }
}
