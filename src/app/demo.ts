import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { call } from '@orpc/server'
import { sql } from 'drizzle-orm'
import type { Database } from '../platform/db/database.ts'
import type { Ctx } from '../platform/http/context.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { sealWith } from '../platform/mail/seal.ts'
import { day } from '../values/day.ts'
import { loadBoxes } from './demo-boxes.ts'
import { loadCapitalSocial } from './demo-company.ts'
import { loadContracts } from './demo-contracts.ts'
import { loadDebits } from './demo-debits.ts'
import { loadMoney } from './demo-money.ts'
import { loadOrders } from './demo-orders.ts'
import { loadRenewals } from './demo-renewals.ts'
import { loadBoxesShop, loadDemoShop, openBoxesShop, openDemoShop } from './demo-shop.ts'
import { openFacteur } from './facteur.ts'
import { companyFile, inCompany, localOuter } from './local.ts'
import { router } from './router.ts'
import { secretIn } from './secret.ts'
import { listen } from './serve.ts'

const SLUG = 'capital-social'
const BOXES = { name: 'Le Panier de Saison', slug: 'le-panier-de-saison' }
const WORKSHOP = { name: 'Atelier du Canal', slug: 'atelier-du-canal' }
const COMPANY = {
  companyName: 'Capital Social',
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
  const shops = [await openDemoShop(), await openBoxesShop()] as const // their addresses are others at each start
  try {
    sealWith(secretIn(facteur.dataDir))
    await ensureCompanies(facteur.database)
    const here = `http://127.0.0.1:${values.port}`
    await inCompany(facteur.database, SLUG, ctx => loadDemoShop(ctx, shops[0], here))
    await inCompany(facteur.database, BOXES.slug, ctx => loadBoxesShop(ctx, shops[1], here))
    writeFileSync(companyFile(facteur.dataDir), SLUG) // of two companies, commands work in that of the documents
    const address = await listen(facteur, values)
    console.log(
      `\n  Facteur, companies ${COMPANY.companyName}, ${BOXES.name} and ${WORKSHOP.name}, on ${values.today}\n`,
    )
    console.log(`  ${address}\n  ${COMPANY.email} / ${COMPANY.password}\n`)
    console.log('  The API is described at /api/docs. Beside it, in another terminal:')
    console.log(`    npx facteur subscriptions expiring --within 30 --on ${THE_DAY}`)
    console.log(`    npx facteur dispatch --issue 5 --on ${THE_DAY} --json\n  Ctrl+C stops everything.\n`)
  } catch (error) {
    for (const shop of shops) await shop.close()
    await facteur.stop()
    throw error
  }
}

async function ensureCompanies(database: Database) {
  const { rows } = await database.pool.query<{ slug: string }>('select slug from companies')
  if (rows.some(({ slug }) => ![SLUG, BOXES.slug, WORKSHOP.slug].includes(slug)))
    throw new Refusal(
      'This data folder holds other companies, and the demonstration fixes the day for all. Give it a folder of its own: FACTEUR_DATA=demo-data npm run demo',
    )
  if (rows.length === 0) await call(router.setup.begin, COMPANY, { context: localOuter(database, null) })
  for (const company of [BOXES, WORKSHOP])
    if (!rows.some(({ slug }) => slug === company.slug)) await found(database, company)
  await load(database, SLUG, async ctx => {
    await loadCapitalSocial(ctx)
    await loadRenewals(ctx)
    await loadMoney(ctx)
    await loadContracts(ctx)
    await loadDebits(ctx)
  })
  await load(database, BOXES.slug, loadBoxes)
  await load(database, WORKSHOP.slug, ctx => loadOrders(ctx, COMPANY.password))
}

/** A company founded by the person of the demonstration: she works in all. */
async function found(database: Database, company: typeof BOXES) {
  const { rows } = await database.pool.query<{ id: string }>('select id from users where email = $1', [COMPANY.email])
  const user = { userId: rows[0]!.id, name: COMPANY.name, email: COMPANY.email, initials: COMPANY.initials }
  await call(router.companies.create, company, { context: localOuter(database, null, user) })
}

/** Loads a company that has nothing yet; what an earlier start loaded is whole, as it is one transaction. */
async function load(database: Database, slug: string, loaded: (ctx: Ctx) => Promise<void>) {
  const user = { userId: 'local', name: COMPANY.name, email: COMPANY.email, initials: COMPANY.initials }
  await inCompany(
    database,
    slug,
    async ctx => {
      const { rows: contacts } = await ctx.db.execute(
        sql`select from parties where company_id = ${ctx.company.id} limit 1`,
      )
      if (contacts.length === 0) await loaded(ctx)
    },
    user,
  )
}
