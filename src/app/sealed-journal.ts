import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { check } from '../domain/journal/actions/check.ts'
import { writeArchive } from '../domain/journal/formats/archive.ts'
import { foundInWords } from '../domain/journal/labels/findings.ts'
import { journalWords } from '../domain/journal/labels/screens.ts'
import { journalLabels } from '../domain/journal/labels.ts'
import type { Ctx } from '../platform/http/context.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { sealWith } from '../platform/mail/seal.ts'
import type { GlobalOptions } from './cli.ts'
import { runOperation } from './cli-operations.ts'
import { openFacteur } from './facteur.ts'
import { inCompany, onlyCompany } from './local.ts'
import { journalSources } from './sealed-facts.ts'
import { secretIn } from './secret.ts'

const USAGE = 'usage: facteur journal archive --from YYYY-MM-DD --to YYYY-MM-DD [--papers] FILE'
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** `facteur journal verify` and `archive` on this machine; the rest of the sealed journal is operations. */
export async function sealedJournal(args: string[], options: GlobalOptions) {
  const [verb, ...rest] = args
  if (verb === 'archive') return archive(rest, options)
  if (verb === 'verify' && !process.env.FACTEUR_URL && !rest.includes('--help')) return verify(options)
  return runOperation(['journal', ...args], options)
}

async function here<T>({ company }: GlobalOptions, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const facteur = await openFacteur('share')
  try {
    sealWith(secretIn(facteur.dataDir))
    const slug = await onlyCompany(facteur, company)
    if (!slug) throw new Refusal('several companies: say which with --company SLUG')
    return await inCompany(facteur.database, slug, work)
  } finally {
    await facteur.stop()
  }
}

/** Names each entry that was changed and fails when there is one, so that a script can tell. */
async function verify(options: GlobalOptions) {
  const language = process.env.LANG?.startsWith('en') ? 'en' : 'fr'
  const found = await here(options, ctx => check(ctx, journalSources.kinds))
  if (options.json) console.log(JSON.stringify(found, null, 2))
  else {
    const { entryOne, entryMany, closingOne, closingMany } = journalWords[language]
    const many = (count: number, one: string, more: string) => `${count} ${count > 1 ? more : one}`
    for (const finding of found.findings) console.log(foundInWords(finding, language))
    const read = [many(found.entryCount, entryOne, entryMany), many(found.closingCount, closingOne, closingMany)]
    console.log([...read, journalLabels[language].found(found.findingCount)].join(', '))
  }
  if (found.findingCount > 0) process.exitCode = 1
}

async function archive(args: string[], options: GlobalOptions) {
  const { values, positionals } = parseArgs({
    args,
    options: { from: { type: 'string' }, to: { type: 'string' }, papers: { type: 'boolean' } },
    allowPositionals: true,
  })
  const { from, to, papers } = values
  const [file] = positionals
  if (!from || !to || !file || !DAY.test(from) || !DAY.test(to)) throw new Refusal(USAGE)
  await here(options, async ctx => {
    const out = createWriteStream(file, { mode: 0o600 })
    await writeArchive(ctx, { from, to }, out, papers ? journalSources.papers : undefined)
    out.end()
    await finished(out)
  })
  console.log(file)
}
