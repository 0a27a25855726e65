import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { APPEND_ONLY } from '../platform/db/migrate.ts'
import { brokenRules, DATA_RULES, type DataRule } from '../platform/testing/data-rules.ts'
import { SHARED_TABLES } from './testing/shared-tables.ts'

/** References that no foreign key checks, and why. */
const UNCHECKED: Record<string, string[]> = {
  'checked row by row it would slow the undoing of a run': ['returned_mail.shipment_id'],
  'names a sitting, which is no record': ['returned_mail.batch_id', 'reminders.batch_id'],
  'names the record an entry tells of, whose own table has the keys': [
    'journal_entries.record_id',
    'book_entries.record_id',
  ],
  'a rule of a product that is gone serves nothing': ['book_rules.product_id'],
  'found again by the next search; a contact that is gone is not shown': [
    'alike_parties.first_id',
    'alike_parties.second_id',
  ],
  'a record of any table, which may be gone': [
    'audit_entries.record_id',
    'messages.record_id',
    'import_lines.record_id',
    'import_records.record_id',
  ],
  'names a site, ours or that of a partner, which is no record': ['exchange_settings.site_id', 'partners.site_id'],
  'purchases stand below invoices, and the purchase made of the line has the key': ['invoice_lines.renews_id'],
  'checked row by row they double the cost of a run': ['purchase_id', 'run_id', 'issue_id', 'recipient_id'].map(
    column => `shipments.${column}`,
  ),
}

let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('ownerUrl') })
  await client.connect()
})
afterAll(() => client.end())

const ask = (schema: string, choices: { role?: string; shared?: string[] } = {}) =>
  brokenRules(client, {
    schema,
    role: 'facteur_app',
    shared: Object.keys(SHARED_TABLES),
    appendOnly: APPEND_ONLY,
    unchecked: Object.values(UNCHECKED).flat(),
    ...choices,
  })

describe('the tables', () => {
  it('keep every rule of the data', async () => {
    expect(await ask('public')).toEqual({})
  })

  it('are all seen, shared and of the business', async () => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    )
    const names = rows.map(({ name }) => name)
    expect(names.length).toBeGreaterThan(20)
    expect(names).toEqual(expect.arrayContaining([...Object.keys(SHARED_TABLES), ...APPEND_ONLY]))
    expect(names.filter(name => !(name in SHARED_TABLES)).length).toBeGreaterThan(12)
  })
})

/** Two tables of the business, one shared and one append-only table that keep every rule. */
const GOOD = `
  create schema bad; grant usage on schema bad to facteur_app; set local search_path = bad;
  create table users (id text primary key);
  create table things (company_id uuid not null, id uuid not null, made_at timestamptz, due_on date, net_cents bigint, name text,
    folded text generated always as (upper(name)) stored, user_id text references users,
    primary key (company_id, id), check (net_cents >= 0));
  create unique index things_name on things (company_id, lower(name)) where due_on is null;
  create table parts (company_id uuid not null, id uuid not null, thing_id uuid not null, primary key (company_id, id),
    constraint parts_thing foreign key (company_id, thing_id) references things on delete cascade);
  create table audit_entries (company_id uuid not null, id uuid not null, primary key (company_id, id));
  grant select, insert, update, delete on all tables in schema bad to facteur_app;
  revoke update, delete on audit_entries from facteur_app;
  ${['things', 'parts', 'audit_entries'].map(policed).join('')}`

function policed(table: string) {
  return `alter table ${table} enable row level security;
    create policy company on ${table} to facteur_app using (company_id = (select current_setting('app.company_id')::uuid))
      with check (company_id = (select current_setting('app.company_id')::uuid));`
}

const readable = (table: string) => `grant select, insert on ${table} to facteur_app;`

const rekeyed = (action: string) => `alter table parts drop constraint parts_thing,
  add constraint parts_thing foreign key (company_id, thing_id) references things ${action}`

type Bad = { sql: string; named: string; role?: string; since?: number }

/** For each rule, what breaks it and the name it must report. */
const BAD: Record<DataRule, Bad[]> = {
  'a table of the business has company_id uuid not null': [
    { sql: `create table loose (id uuid primary key); ${readable('loose')}`, named: 'loose' },
    {
      sql: `create table loose (company_id text not null, id uuid, primary key (company_id, id)); ${readable('loose')}`,
      named: 'loose',
    },
  ],
  'a table has a primary key': [{ sql: 'alter table parts drop constraint parts_pkey', named: 'parts' }],
  'a key or index of the business begins with company_id': [
    { sql: 'create index parts_thing_id on parts (thing_id, company_id)', named: 'parts_thing_id' },
    { sql: 'alter table parts add constraint parts_id unique (id)', named: 'parts_id' },
    { sql: 'create index things_folded on things (lower(name), company_id)', named: 'things_folded' },
  ],
  'a foreign key stays in its company': [
    {
      sql: 'alter table things add unique (id); alter table parts add constraint parts_stray foreign key (thing_id) references things (id)',
      named: 'parts_stray',
    },
  ],
  'a reference is a foreign key': [{ sql: 'alter table parts add maker_id uuid', named: 'parts.maker_id' }],
  'a shared table refers to no table of the business': [
    {
      sql: 'alter table users add company_id uuid, add thing_id uuid, add constraint users_thing foreign key (company_id, thing_id) references things',
      named: 'users_thing',
    },
  ],
  'a foreign key sets nothing to null and follows no change of key': [
    { sql: `${rekeyed('on delete set null')}`, named: 'parts_thing' },
    { sql: `${rekeyed('on delete set default')}`, named: 'parts_thing' },
    { sql: `${rekeyed('on update cascade')}`, named: 'parts_thing' },
  ],
  'a table of the business has row-level security': [
    { sql: 'alter table parts disable row level security', named: 'parts' },
  ],
  'a table of the business has the policy of its company, and none that lets more in': [
    { sql: 'drop policy company on parts', named: 'parts' },
    { sql: 'alter policy company on parts with check (true)', named: 'parts' },
    { sql: 'alter policy company on parts using (company_id is not null)', named: 'parts' },
    { sql: 'alter policy company on parts to public', named: 'parts' },
    { sql: 'create policy another on parts to facteur_app using (true)', named: 'parts' },
    { sql: 'create policy another on parts for delete to facteur_app using (true)', named: 'parts' },
  ],
  'no number comes from a sequence': [
    { sql: 'alter table parts add number bigint generated always as identity', named: 'parts.number' },
    { sql: 'alter table parts add number serial', named: 'parts.number' },
    { sql: 'create sequence numbers', named: 'numbers' },
  ],
  'no table has a trigger': [
    {
      sql: 'create trigger same before update on parts for each row execute function suppress_redundant_updates_trigger()',
      named: 'same',
    },
  ],
  'a closed list of values is a check, not a type': [{ sql: `create type colour as enum ('red')`, named: 'colour' }],
  'no column is a float, money or a time without zone': [
    'real',
    'float8',
    'money',
    'timestamp',
    'time',
    'float4[]',
  ].map(type => ({
    sql: `alter table parts add odd ${type}`,
    named: 'parts.odd',
  })),
  'amounts, rates and counts are integers': [
    { sql: 'alter table parts add vat_cents numeric', named: 'parts.vat_cents' },
  ],
  'a day is a date': [{ sql: 'alter table parts add sent_on text', named: 'parts.sent_on' }],
  'an instant has a time zone': [{ sql: 'alter table parts add sent_at date', named: 'parts.sent_at' }],
  'a generated column is stored': [
    { sql: 'alter table parts add twice integer generated always as (1 + 1) virtual', named: 'parts.twice', since: 18 },
  ],
  'a check does not depend on when or by whom it is asked': [
    { sql: 'alter table things add constraint things_due check (due_on > current_date)', named: 'things_due' },
    { sql: 'alter table things add constraint things_made check (made_at < now())', named: 'things_made' },
    {
      sql: `alter table things add constraint things_name_now check (to_char(made_at, 'YYYY') = name)`,
      named: 'things_name_now',
    },
  ],
  'no index is sorted by ICU': [
    { sql: 'create index things_icu on things (company_id, name collate "fr-x-icu")', named: 'things_icu' },
  ],
  'the application’s role has no power of its own': [
    { sql: 'grant create on schema bad to facteur_app', named: 'facteur_app' },
    { sql: 'create role bad_group; grant bad_group to facteur_app', named: 'bad_group' },
    { sql: 'create role bad_maker createrole', named: 'bad_maker', role: 'bad_maker' },
    { sql: '', named: 'nobody_at_all', role: 'nobody_at_all' },
  ],
  'the application’s role owns nothing': [
    { sql: 'grant create on schema bad to facteur_app; alter table parts owner to facteur_app', named: 'parts' },
  ],
  'the application’s role reads and writes rows, nothing more': [
    { sql: 'grant truncate on parts to facteur_app', named: 'parts' },
    { sql: 'revoke insert on parts from facteur_app', named: 'parts' },
  ],
  'what was added for good is neither changed nor removed': [
    { sql: 'grant update (id) on audit_entries to facteur_app', named: 'audit_entries' },
    { sql: 'grant delete on audit_entries to facteur_app', named: 'audit_entries' },
    { sql: 'grant delete on audit_entries to public', named: 'audit_entries' },
  ],
}

describe('each rule of the data', () => {
  const inside = async (statements: string, role?: string) => {
    await client.query('begin')
    try {
      await client.query(GOOD)
      if (statements) await client.query(statements)
      return await ask('bad', role ? { role } : {})
    } finally {
      await client.query('rollback')
    }
  }

  it('is kept by a schema made for it', async () => {
    expect(await inside('')).toEqual({})
  })

  it.each(DATA_RULES)('%s', async rule => {
    const { rows } = await client.query<{ major: number }>(
      `select current_setting('server_version_num')::int / 10000 as major`,
    )
    expect(BAD[rule].length).toBeGreaterThan(0)
    for (const { sql, named, role, since = 15 } of BAD[rule])
      if (rows[0]!.major >= since) expect((await inside(sql, role))[rule], sql).toContain(named)
  })
})
