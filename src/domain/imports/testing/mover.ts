import { sql } from 'drizzle-orm'
import { reactions } from '../../../app/reactions.ts'
import { constraints, say } from '../../../app/texts.ts'
import type { Database } from '../../../platform/db/database.ts'
import { aPublisher } from '../../dispatch/factory.ts'
import { anImporter } from './importer.ts'

/** A publisher that brings files in, and what it holds. */
export async function aMover(database: Database) {
  const publisher = await aPublisher(database, { constraints, reactions })
  const outer = () => ({ ...publisher.outer(), say })
  const importer = anImporter({ ...publisher, outer } as never)
  const count = (table: string) =>
    publisher.within(async ({ db, company }) => {
      const { rows } = await db.execute<{ count: number }>(
        sql`select count(*)::int as count from ${sql.identifier(table)} where company_id = ${company.id}`,
      )
      return rows[0]!.count
    })
  return { ...publisher, ...importer, count, state: () => stateOf(publisher) }
}

const RECORDS = [
  'parties',
  'addresses',
  'party_words',
  'titles',
  'issues',
  'products',
  'product_components',
  'invoices',
  'invoice_lines',
  'invoice_states',
  'purchases',
  'holds',
  'dispatch_runs',
  'shipments',
]

/** A fingerprint of everything the company holds but its journal, its number series and the imports themselves. */
const stateOf = ({ within }: Awaited<ReturnType<typeof aPublisher>>) =>
  within(async ({ db, company }) => {
    const state: Record<string, string> = {}
    for (const table of RECORDS) {
      const { rows } = await db.execute<{ hash: string }>(sql`
        select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${sql.identifier(table)} t where company_id = ${company.id}`)
      state[table] = rows[0]!.hash
    }
    return state
  })
