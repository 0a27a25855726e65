import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { localGate } from '../domain/accounts/gate.ts'
import type { Database } from '../platform/db/database.ts'
import type { Actor, Ctx } from '../platform/http/context.ts'
import { admitted, companyCtx } from '../platform/http/guard.ts'
import { type Facteur, outerOf } from './facteur.ts'

const log = { error: (details: object, message: string) => console.error(message, details) }

/** What a command on this machine gives an operation; it acts as administrator, in the name of `user` if given. */
export const localOuter = (database: Database, company: string | null, user?: Omit<Actor, 'via'>) =>
  outerOf(database, {
    gate: localGate(database, company, 'administrator', user),
    headers: new Headers(),
    requestId: 'local',
    log,
  })

/** Where a data folder names the company that commands work in. */
export const companyFile = (dataDir: string) => join(dataDir, 'company')

/** The company named, else the one that the data folder names, else the only one there is. */
export async function onlyCompany({ database, dataDir }: Facteur, named?: string): Promise<string | null> {
  if (named) return named
  const file = companyFile(dataDir)
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const { rows } = await database.pool.query<{ slug: string }>('select slug from companies limit 2')
  return rows.length === 1 ? rows[0]!.slug : null
}

/** Runs `work` in a company as an operation would: one transaction, audit entries at its end. */
export async function inCompany<T>(
  database: Database,
  slug: string,
  work: (ctx: Ctx, client: pg.PoolClient) => Promise<T>,
  user?: Omit<Actor, 'via'>,
) {
  const outer = localOuter(database, slug, user)
  const entrance = await admitted(outer, 'catalog.write')
  return database.transaction(entrance.company.id, async (db, client) => {
    const ctx = companyCtx(outer, { ...entrance, db })
    const result = await work(ctx, client)
    await ctx.end(changes => outer.gate.audit(ctx, 'local', changes))
    return result
  })
}
