import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, newId, openDatabase } from '../platform/db/database.ts'
import { migrateDatabase } from '../platform/db/migrate.ts'
import { anEmptyDatabase } from '../platform/testing/own-database.ts'
import { SHARED_TABLES } from './testing/shared-tables.ts'

/** A value of each type: what it says does not matter, as the checks and foreign keys of this database are dropped. */
const VALUES: Record<string, string> = {
  uuid: `'00000000-0000-7000-8000-000000000001'`,
  text: `'x'`,
  character: `'x'`,
  integer: '1',
  bigint: '1',
  boolean: 'true',
  date: `'2026-11-22'`,
  'timestamp with time zone': `'2026-11-22T10:00:00Z'`,
  jsonb: `'{}'`,
  bytea: `'x'`,
}

const sampleOf = (type: string) => VALUES[type] ?? (type.endsWith('[]') ? `'{}'` : type)

/** What is proof of something sent: a policy lets nobody delete it. */
const KEPT = [
  'contract_notices',
  'contract_terms',
  'debit_notices',
  'debit_returns',
  'mandate_proofs',
  'renewal_notices',
  'seller_versions',
  'stage_moves',
]

/** What documents refer to as it was: a policy lets nobody change it. */
const FIXED = ['mandate_proofs', 'seller_versions', 'stage_moves']

/** What may be deleted at all came with an import, or was not handed over yet. */
const GIVEN: Record<string, string> = {
  source: `'import:x'`,
  state: `'planned'`,
  handed_over_at: 'null',
  done_at: 'null',
}

type Table = { name: string; columns: string[]; values: string[] }

const mine = newId()
const theirs = newId()
let own: Awaited<ReturnType<typeof anEmptyDatabase>>
let owner: pg.Client
let database: Database
let tables: Table[]

beforeAll(async () => {
  own = await anEmptyDatabase(inject('ownerUrl'))
  await migrateDatabase(own.ownerUrl)
  owner = new pg.Client({ connectionString: own.ownerUrl, options: '-c search_path=public' })
  await owner.connect()
  tables = await businessTables()
  await dropChecks()
  for (const table of tables) for (const company of [mine, theirs]) await owner.query(insertion(table, company))
  database = openDatabase(own.ownerUrl, 2)
})
afterAll(async () => {
  await database.close()
  await owner.end()
  await own.drop()
})

async function businessTables(): Promise<Table[]> {
  const { rows } = await owner.query<{ name: string; column: string; type: string }>(
    `select c.relname as name, a.attname as column, format_type(a.atttypid, null) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all($1)
      order by c.relname, a.attnum`,
    [Object.keys(SHARED_TABLES)],
  )
  return [...Map.groupBy(rows, ({ name }) => name)].map(([name, columns]) => ({
    name,
    columns: columns.map(({ column }) => `"${column}"`),
    values: columns.map(({ column, type }) =>
      column === 'company_id' ? '$company' : (GIVEN[column] ?? sampleOf(type)),
    ),
  }))
}

async function dropChecks() {
  const { rows } = await owner.query<{ statement: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('c', 'f')`,
  )
  for (const { statement } of rows) await owner.query(statement)
}

function insertion({ name, columns, values }: Table, company: string) {
  const given = values.map(value => (value === '$company' ? `'${company}'` : value))
  return `insert into ${name} (${columns.join(', ')}) values (${given.join(', ')})`
}

class Undone extends Error {}

type Outcome = { rowCount: number; rows: { company_id?: string }[]; refused?: string }

/** What a statement does in a transaction of `company`, which is then undone. */
async function outcome(statement: string, company: string | null): Promise<Outcome> {
  let told: Outcome = { rowCount: -1, rows: [] }
  const work = async (_db: unknown, client: pg.PoolClient) => {
    const { rowCount, rows } = await client.query(statement)
    told = { rowCount: rowCount ?? 0, rows }
    throw new Undone()
  }
  try {
    await (company ? database.transaction(company, work) : database.shared(work))
  } catch (error) {
    if (!(error instanceof Undone)) return { ...told, refused: String((error as { code?: string }).code) }
  }
  return told
}

/** Runs a statement on every table and tells those whose outcome is not what it must be. */
async function everywhere(
  statement: (table: Table) => string,
  as: string | null,
  expected: (outcome: Outcome, table: Table) => boolean,
) {
  const wrong: string[] = []
  for (const table of tables) {
    const told = await outcome(statement(table), as)
    if (!expected(told, table)) wrong.push(`${table.name}: ${told.refused ?? `${told.rowCount} rows`}`)
  }
  return wrong
}

const FORBIDDEN = '42501' // row-level security, or a right the role lacks
const forbidden = ({ refused }: Outcome) => refused === FORBIDDEN
const touches = (count: number) => (told: Outcome) => told.rowCount === count
const touchesOrMayNot = (count: number) => (told: Outcome) => touches(count)(told) || forbidden(told)

const ownUnlessFixed = (told: Outcome, { name }: Table) => touchesOrMayNot(FIXED.includes(name) ? 0 : 1)(told)

describe('two companies', () => {
  it('each have a row in every table of the business, under the same ids', async () => {
    expect(tables.length).toBeGreaterThan(12)
    for (const { name } of tables) {
      const { rows } = await owner.query(`select company_id from ${name} order by company_id`)
      expect(
        rows.map(row => row.company_id),
        name,
      ).toEqual([mine, theirs].sort())
    }
  })

  it('see their own rows and no other', async () => {
    const seesOwn = ({ rows }: Outcome) => rows.length === 1 && rows[0]?.company_id === mine
    expect(await everywhere(({ name }) => `select company_id from ${name}`, mine, seesOwn)).toEqual([])
    expect(
      await everywhere(({ name }) => `select from ${name} where company_id = '${theirs}'`, mine, touches(0)),
    ).toEqual([])
    expect(await everywhere(({ name }) => `select from ${name} for update`, mine, ownUnlessFixed)).toEqual([])
  })

  it('change no row of the other, and give it none', async () => {
    const change = ({ name }: Table) => `update ${name} set company_id = company_id`
    expect(
      await everywhere(table => `${change(table)} where company_id = '${theirs}'`, mine, touchesOrMayNot(0)),
    ).toEqual([])
    expect(await everywhere(change, mine, ownUnlessFixed)).toEqual([])
    const refusedOrFixed = (told: Outcome, { name }: Table) =>
      FIXED.includes(name) ? touches(0)(told) : forbidden(told)
    expect(await everywhere(({ name }) => `update ${name} set company_id = '${theirs}'`, mine, refusedOrFixed)).toEqual(
      [],
    )
  })

  it('delete no row of the other', async () => {
    const removal = ({ name }: Table) => `delete from ${name}`
    expect(
      await everywhere(table => `${removal(table)} where company_id = '${theirs}'`, mine, touchesOrMayNot(0)),
    ).toEqual([])
    expect(
      await everywhere(removal, mine, (told, { name }) => touchesOrMayNot(KEPT.includes(name) ? 0 : 1)(told)),
    ).toEqual([])
    expect(await everywhere(({ name }) => `truncate ${name}`, mine, forbidden)).toEqual([])
  })

  it('add no row to the other', async () => {
    expect(await everywhere(table => insertion(table, theirs), mine, forbidden)).toEqual([])
    expect(await everywhere(table => `${insertion(table, theirs)} on conflict do nothing`, mine, forbidden)).toEqual([])
    expect(await everywhere(table => `${insertion(table, newId())}`, mine, forbidden)).toEqual([])
  })

  it('may only read and add to the audit trail', async () => {
    for (const statement of ['update audit_entries set initials = initials', 'delete from audit_entries'])
      expect(await outcome(statement, mine)).toMatchObject({ refused: FORBIDDEN })
    expect(await outcome('select company_id from audit_entries', mine)).toMatchObject({ rowCount: 1 })
  })
})

describe('without a company', () => {
  const refused = ({ refused }: Outcome) => refused !== undefined
  const statements: Record<string, (table: Table) => string> = {
    read: ({ name }) => `select from ${name}`,
    counted: ({ name }) => `select count(*) from ${name}`,
    added: table => insertion(table, mine),
    changed: ({ name }) => `update ${name} set company_id = company_id`,
    deleted: ({ name }) => `delete from ${name}`,
  }

  it.each(Object.keys(statements))('no row of the business is %s', async how => {
    const none = (told: Outcome, { name }: Table) =>
      refused(told) || ((how === 'deleted' ? KEPT : how === 'changed' ? FIXED : []).includes(name) && touches(0)(told))
    expect(await everywhere(statements[how]!, null, none)).toEqual([])
  })

  it('a new connection is as strict as one that served a company before', async () => {
    const fresh = openDatabase(own.ownerUrl, 1)
    try {
      for (const { name } of tables)
        await expect(
          fresh.shared((_db, client) => client.query(`select from ${name}`)),
          name,
        ).rejects.toThrow('app.company_id')
      await fresh.transaction(mine, (_db, client) => client.query('select 1'))
      for (const { name } of tables)
        await expect(
          fresh.shared((_db, client) => client.query(`select from ${name}`)),
          name,
        ).rejects.toThrow('uuid')
    } finally {
      await fresh.close()
    }
  })

  it('what is no company’s id opens no transaction', async () => {
    for (const name of ['', 'x', `${mine}'; reset role; --`])
      await expect(async () => database.transaction(name, async () => {})).rejects.toThrow('UUID')
  })
})
