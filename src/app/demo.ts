import { parseArgs } from 'node:util'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import type { Database } from '../platform/db/database.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { day } from '../values/day.ts'
import { loadCapitalSocial } from './demo-company.ts'
import { openFacteur } from './facteur.ts'
import { inCompany, localOuter } from './local.ts'
import { router } from './router.ts'
import { listen } from './serve.ts'

const SLUG = 'capital-social'
const COMPANY = {
  company: 'Capital Social',
  name: 'Valérie Garnier',
  initials: 'VG',
  email: 'vg@example.org',
  password: 'capital-social',
}

/** The day the documents were photographed: the day their tables agree on. */
const THE_DAY = '2023-08-31'

/** Loads the company of the documents, once, and serves it on their day. */
export async function demo(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: process.env.PORT ?? '4321' },
      host: { type: 'string', default: process.env.HOST ?? '127.0.0.1' },
      today: { type: 'string', default: THE_DAY },
    },
  })
  process.env.FACTEUR_TODAY = String(day(values.today))
  process.env.FACTEUR_LOG ??= 'warn'
  const facteur = await openFacteur('own')
  try {
    await ensureCompany(facteur.database)
    const address = await listen(facteur, values)
    console.log(`\n  Facteur, company ${COMPANY.company}, on ${values.today}\n`)
    console.log(`  ${address}\n  ${COMPANY.email} / ${COMPANY.password}\n`)
    console.log('  The API is described at /api/docs. Beside it, in another terminal:')
    console.log(`    npx facteur subscriptions expiring --within 30 --on ${THE_DAY}`)
    console.log(`    npx facteur dispatch --issue 5 --on ${THE_DAY} --json\n  Ctrl+C stops everything.\n`)
  } catch (error) {
    await facteur.stop()
    throw error
  }
}

async function ensureCompany(database: Database) {
  const { rows } = await database.pool.query<{ slug: string }>('select slug from companies')
  if (rows.some(({ slug }) => slug !== SLUG))
    throw new Refusal(
      'This data folder holds other companies, and the demonstration fixes the day for all. Give it a folder of its own: FACTEUR_DATA=demo-data npm run demo',
    )
  if (rows.length === 0) await call(router.setup.begin, COMPANY, { context: localOuter(database, null) })
  const user = { userId: 'local', name: COMPANY.name, email: COMPANY.email, initials: COMPANY.initials }
  await inCompany(
    database,
    SLUG,
    async ctx => {
      const { rows: titles } = await ctx.db.execute(
        sql`select from titles where company_id = ${ctx.company.id} limit 1`,
      )
      if (titles.length === 0) await loadCapitalSocial(ctx) // else it was loaded by an earlier start, wholly: it is one transaction
    },
    user,
  )
}
