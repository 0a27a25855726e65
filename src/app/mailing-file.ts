import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { profiledFile, writeKept } from '../domain/dispatch/actions/mailing-files.ts'
import { FORMATS, type Format, writeMailingFile } from '../domain/dispatch/formats.ts'
import type { Ctx } from '../platform/http/context.ts'
import { Refusal } from '../platform/http/refusal.ts'
import type { GlobalOptions } from './cli.ts'
import { openFacteur } from './facteur.ts'
import { inCompany, onlyCompany } from './local.ts'

const USAGE = 'usage: facteur file RUN [--format csv|txt] [--profile NAME [--part PART] [--addresses run|today]]'

async function profileNamed({ db, company }: Ctx, name: string): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from mailing_profiles where company_id = ${company.id} and name = ${name}`,
  )
  if (!rows[0]) throw new Refusal(`no file profile is called ${name}`)
  return rows[0].id
}

/** Writes the mailing file of a run, named by its number, to standard output. */
export async function mailingFile(args: string[], { company }: GlobalOptions) {
  const { values, positionals } = parseArgs({
    args,
    options: {
      format: { type: 'string', default: 'csv' },
      profile: { type: 'string' },
      part: { type: 'string' },
      addresses: { type: 'string', default: 'run' },
    },
    allowPositionals: true,
  })
  const number = Number(positionals[0])
  if (!Number.isInteger(number)) throw new Refusal(USAGE)
  if (values.addresses !== 'run' && values.addresses !== 'today') throw new Refusal(USAGE)
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
      const runId = rows[0].id
      if (values.profile === undefined)
        return writeMailingFile(ctx, client, runId, values.format as Format, process.stdout)
      const profileId = await profileNamed(ctx, values.profile)
      const addressedAs = values.addresses as 'run' | 'today'
      await writeKept(
        ctx,
        await profiledFile(ctx, { runId, profileId, part: values.part, addressedAs }),
        process.stdout,
      )
    })
  } finally {
    await facteur.stop()
  }
}
