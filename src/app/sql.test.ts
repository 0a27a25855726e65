import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const files = globSync(['src/**/*.ts', 'migrations/*.sql'])
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => !file.endsWith('.test.ts'))
const sources = new Map(files.map(file => [file, readFileSync(file, 'utf8')]))

/** What PostgreSQL 15 does not know, by the version that brought it. Source: the release notes of 16, 17 and 18. */
const NEWER: Record<string, RegExp> = {
  'uuidv7(), uuidv4(), uuid_extract_…() (17, 18)': /\buuid(v[47]|_extract_\w+)\s*\(/i,
  'MERGE … RETURNING, merge_action() (17)': /\bmerge\s+into\b[^;`]*\breturning\b|\bmerge_action\s*\(/i,
  'JSON_TABLE, JSON_QUERY, JSON_VALUE, JSON_EXISTS, JSON_SCALAR, JSON_SERIALIZE (17)':
    /\bjson_(table|query|value|exists|scalar|serialize)\s*\(/i,
  'JSON_ARRAY, JSON_OBJECT, …AGG of the standard, IS JSON (16)':
    /\bjson_(array|object|arrayagg|objectagg)\s*\(|\bis\s+(not\s+)?json\b/i,
  'RETURNING OLD, NEW (18)': /\breturning\b[^;`]*(\b(old|new)\.\w|\bwith\s*\(\s*(old|new)\s+as)/i,
  'virtual generated columns (18)': /\bgenerated\s+always\s+as\s*\([^;`]*\)\s*virtual\b/i,
  'WITHOUT OVERLAPS, PERIOD, NOT ENFORCED (18)':
    /\bwithout\s+overlaps\b|\bnot\s+enforced\b|\(\s*\w+\s*,\s*period\s+\w+\s*\)/i,
  'COPY … ON_ERROR, REJECT_LIMIT (17, 18)': /\bon_error\b|\breject_limit\b/i,
  'any_value(), array_sample(), array_sort(), … (16, 18)':
    /\b(any_value|array_(sample|shuffle|sort|reverse)|random_normal|casefold|crc32c?|to_bin|to_oct|date_add|date_subtract)\s*\(/i,
}

const VOLATILE =
  /\b(gen_random_uuid|uuid_generate_v\d\w*|clock_timestamp|timeofday|nextval)\s*\(|(?<![.\w])random\s*\(\s*\)/i

/** What Citus cannot send to where the rows are. Source: the rules of the data. */
const AWAY_FROM_THE_ROWS: Record<string, RegExp> = {
  'set_config() does not reach the workers: set local, with a checked literal': /set_config\s*\(\s*'app\./i,
  'a volatile function in a statement moves its rows through the network': VOLATILE,
  'now() in ON CONFLICT DO UPDATE: use excluded':
    /on\s+conflict[^;`]*do\s+update\s+set((?!\breturning\b)[^;`])*\b(now\s*\(\s*\)|current_timestamp|statement_timestamp)/i,
  'the same by Drizzle: use excluded': /onConflictDoUpdate\(\{(?:(?!\n\s*\}\)).)*now\(\)/s,
  'a trigger or a rule': /\bcreate\s+(or\s+replace\s+)?(constraint\s+)?(trigger|rule)\b/i,
}

const found = (patterns: Record<string, RegExp>, texts: Iterable<[string, string]>) =>
  [...texts].flatMap(([file, text]) =>
    Object.entries(patterns).flatMap(([rule, pattern]) => {
      const words = pattern.exec(text)?.[0]
      return words ? [`${file}: ${words.slice(0, 80)}: ${rule}`] : []
    }),
  )

describe('SQL', () => {
  it('is searched in every source and migration', () => {
    expect(files.length).toBeGreaterThan(150)
    expect(files.filter(file => file.startsWith('migrations/')).length).toBeGreaterThan(0)
    expect([...sources.values()].filter(text => /\bsql`/.test(text)).length).toBeGreaterThan(20)
  })

  it('needs nothing newer than PostgreSQL 15', () => {
    expect(found(NEWER, sources)).toEqual([])
  })

  it('stays where the rows are', () => {
    expect(found(AWAY_FROM_THE_ROWS, sources)).toEqual([])
  })

  it.each([
    ['select uuidv7()', 'uuidv7'],
    ['merge into a using b on a.id = b.id when matched then delete returning a.id', 'MERGE'],
    [`select * from json_table('[]', '$[*]' columns (a int path '$.a'))`, 'JSON_TABLE'],
    ['update a set b = 1 returning old.b, new.b', 'RETURNING'],
    ['update a set b = 1 returning with (old as before) before.b', 'RETURNING'],
    ['add twice int generated always as (a * 2) virtual', 'virtual'],
    [`select '{}' is json`, 'IS JSON'],
    ['select any_value(name) from a', 'any_value'],
    [`select set_config('app.company_id', $1, true)`, 'set_config'],
    ['update a set token = gen_random_uuid()', 'volatile'],
    ['update a set weight = random()', 'volatile'],
    ['insert into a values (1) on conflict (id) do update set at = now()', 'ON CONFLICT'],
    ['insert().onConflictDoUpdate({\n  target: a.id,\n  set: { at: sql`now()` },\n})', 'Drizzle'],
    ['create constraint trigger t after insert on a execute function f()', 'trigger'],
  ])('%s is found', (text, rule) => {
    expect(found({ ...NEWER, ...AWAY_FROM_THE_ROWS }, [['x', text]])).toEqual([expect.stringContaining(rule)])
  })

  it('that is older, or no SQL, is left alone', () => {
    const fine = [
      'randomUUID() + Math.random()',
      'update a set at = now() returning id, at',
      'insert into a values (1, now()) on conflict (id) do update set at = excluded.at returning id',
      'json_to_recordset($1::json) as x (a int)',
      'const { rows } = await db.execute(sql`update a set b = 1 returning id`); const next = new.value',
    ]
    expect(
      found(
        { ...NEWER, ...AWAY_FROM_THE_ROWS },
        fine.map(text => ['x', text]),
      ),
    ).toEqual([])
  })
})
