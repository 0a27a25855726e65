import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

export const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url))

/** Tables whose rows are written once and stay: the trails, and the money (CGI art. 286 I 3° bis). */
export const APPEND_ONLY = [
  'audit_entries',
  'journal_entries',
  'journal_closings',
  'journal_keys',
  'journal_checks',
  'payments',
  'payment_allocations',
  'book_entries',
]

const LOCK = 0x66616374 // "fact"

/** Brings the schema up to date, one process at a time; safe to call at every start. */
export async function migrateDatabase(ownerUrl: string, folder = MIGRATIONS) {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'facteur migrations',
    options: '-c search_path=public',
  })
  await client.connect()
  try {
    const { rows } = await client.query('select current_setting($1)::int as version', ['server_version_num'])
    if (rows[0].version < 150000) throw new Error(`PostgreSQL 15 or newer is needed, this server is ${rows[0].version}`)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await createAppRole(client)
    await migrate(drizzle(client), { migrationsFolder: folder, migrationsSchema: 'migrations' })
    await grantToAppRole(client)
    await countOnNewCompanies(client)
  } finally {
    await client.end()
  }
}

async function createAppRole(client: pg.Client) {
  await client.query(`do $$ begin
    create role facteur_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  exception when duplicate_object or unique_violation then null; end $$`)
  await client.query('grant facteur_app to current_user')
}

async function grantToAppRole(client: pg.Client) {
  await client.query('grant usage on schema public to facteur_app')
  await client.query('grant select, insert, update, delete on all tables in schema public to facteur_app')
  // Whatever the code says; other tables have their policies `deleted_only` and `changed_only`.
  await client.query(`revoke update, delete on ${APPEND_ONLY.join(', ')} from facteur_app`)
}

/**
 * Lets the planner expect rows of a company that came after its statistics. Told each company of a table, it takes one it does
 * not know for empty, joins by comparing each row with each, and stays so until the table has grown by a tenth: told the
 * largest alone, it expects an average of the rest. It is also told anew after less. Source: docs/adr/0010.
 */
async function countOnNewCompanies(client: pg.Client) {
  await client.query(`do $$ declare t regclass; begin
    for t in select a.attrelid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'company_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attstattarget is distinct from 1
    loop
      execute format('alter table %s alter column company_id set statistics 1', t);
      execute format('alter table %s set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 500)', t);
    end loop; end $$`)
}
