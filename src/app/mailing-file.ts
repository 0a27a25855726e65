import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { FORMATS, type Format, writeMailingFile } from '../domain/dispatch/formats.ts'
import { Refusal } from '../platform/http/refusal.ts'
import type { GlobalOptions } from './cli.ts'
import { openFacteur } from './facteur.ts'
import { inCompany, onlyCompany } from './local.ts'

/** Writes the mailing file of a run, named by its number, to standard output. */
export async function mailingFile(args: string[], { company }: GlobalOptions) {
  const { values, positionals } = parseArgs({
    args,
    options: { format: { type: 'string', default: 'csv' } },
    allowPositionals: true,
  })
  const number = Number(positionals[0])
  if (!Number.isInteger(number)) throw new Refusal('usage: facteur file RUN [--format csv|txt]')
  if (!(values.format in FORMATS)) throw new Refusal(`--format ${values.format}: csv or txt`)
  const facteur = await openFacteur('share')
  try {
    const slug = await onlyCompany(facteur, company)
    if (!slug) throw new Refusal('several companies: say which with --company SLUG')
    await inCompany(facteur.database, slug, async (ctx, client) => {
      const { rows } = await ctx.db.execute<{ id: string }>(
        sql`select id from dispatch_runs where company_id = ${ctx.company.id} and number = ${number}`,
      )
      if (!rows[0]) throw new Refusal(`no dispatch run has the number ${number}`)
      await writeMailingFile(ctx, client, rows[0].id, values.format as Format, process.stdout)
    })
  } finally {
    await facteur.stop()
  }
}
