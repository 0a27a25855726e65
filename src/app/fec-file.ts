import { parseArgs } from 'node:util'
import { fecAsked, fecDownload } from '../domain/books/downloads.ts'
import { Refusal } from '../platform/http/refusal.ts'
import type { GlobalOptions } from './cli.ts'
import { openFacteur } from './facteur.ts'
import { inCompany, onlyCompany } from './local.ts'
import { say } from './texts.ts'

const USAGE = 'usage: facteur books fec --year YEAR [--encoding utf-8|iso-8859-15] > FILE'

/** Writes the FEC of a fiscal year to standard output, and its name beside it. Source: L-17. */
export async function fecFile(args: string[], { company }: GlobalOptions) {
  const { values } = parseArgs({ args, options: { year: { type: 'string' }, encoding: { type: 'string' } } })
  const asked = fecAsked.safeParse(values)
  if (!asked.success) throw new Refusal(USAGE)
  const facteur = await openFacteur('share')
  try {
    const slug = await onlyCompany(facteur, company)
    if (!slug) throw new Refusal('several companies: say which with --company SLUG')
    await inCompany(facteur.database, slug, async (ctx, client) => {
      const { name, write } = await fecDownload.file(ctx, asked.data, client).catch(inWords)
      console.error(name)
      await write(process.stdout)
    })
  } finally {
    await facteur.stop()
  }
}

/** A refusal as its sentence. */
function inWords(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  throw new Refusal(say(process.env.LANG?.startsWith('en') ? 'en' : 'fr', error.code, error.values))
}
