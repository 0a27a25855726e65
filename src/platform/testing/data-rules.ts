import type pg from 'pg'

type Questioned = {
  schema: string
  /** Tables that hold no row of a company's business. */
  shared: readonly string[]
  /** The role every operation runs under. */
  role: string
  /** Tables whose rows that role may only add and read. */
  appendOnly: readonly string[]
  /** Columns `table.column` that refer to another row without a foreign key. */
  unchecked: readonly string[]
}

/** What the rules are asked about: the tables of the schema, their columns, indexes, foreign keys and checks. */
const FACTS = `with given as (select $1::name as schema, $2::name[] as shared, $3::name as role, $4::name[] as append_only, $5::text[] as unchecked),
  tables as (select c.oid, c.relname as name, c.relname = any(shared) as shared, c.relrowsecurity
    from given, pg_class c where c.relnamespace = to_regnamespace(quote_ident(schema)) and c.relkind in ('r', 'p')),
  columns as (select t.oid, t.shared, t.name || '.' || a.attname as name, a.attname, a.attnum, a.attnotnull, a.attidentity, a.attgenerated,
      format_type(a.atttypid, null) as type, a.attcollation, pg_get_expr(d.adbin, d.adrelid) as given
    from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum),
  indexes as (select t.shared, c.relname as name, x.indcollation, x.indexrelid, head.attname as head
    from tables t join pg_index x on x.indrelid = t.oid join pg_class c on c.oid = x.indexrelid
    left join pg_attribute head on head.attrelid = t.oid and head.attnum = x.indkey[0]),
  constraints as (select t.oid, t.shared, k.conname as name, k.contype, k.confdeltype, k.confupdtype, k.conkey,
      target.shared as to_shared, target.oid is null as to_elsewhere, pg_get_constraintdef(k.oid) as says,
      (select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]) as head,
      (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.confkey[1]) as to_head
    from tables t join pg_constraint k on k.conrelid = t.oid left join tables target on target.oid = k.confrelid),
  app as (select r.* from pg_roles r, given where r.rolname = role)`

const MINE = `(company_id = ( SELECT (current_setting('app.company_id'::text))::uuid AS current_setting))`

/** Each rule of the data by its sentence: the query that names what breaks it. */
const RULES = {
  'a table of the business has company_id uuid not null': `select name from tables t where not shared and not exists
    (select from columns c where c.oid = t.oid and c.attname = 'company_id' and c.type = 'uuid' and c.attnotnull)`,
  'a table has a primary key': `select name from tables t where not exists
    (select from constraints k where k.oid = t.oid and k.contype = 'p')`,
  'a key or index of the business begins with company_id': `select name from indexes where not shared and head is distinct from 'company_id'`,
  'a foreign key stays in its company': `select name from constraints where contype = 'f' and not shared
    and (to_elsewhere or not to_shared and (head <> 'company_id' or to_head <> 'company_id'))`,
  'a reference is a foreign key': `select name from columns c, given where not c.shared and attname ~ '_id$' and attname <> 'company_id' and type = 'uuid'
    and name <> all(unchecked) and not exists (select from constraints k where k.oid = c.oid and k.contype = 'f' and c.attnum = any(k.conkey))`,
  'a shared table refers to no table of the business': `select name from constraints where contype = 'f' and shared and (to_elsewhere or not to_shared)`,
  'a foreign key sets nothing to null and follows no change of key': `select name from constraints
    where contype = 'f' and (confdeltype in ('n', 'd') or confupdtype in ('c', 'n', 'd'))`,
  'a table of the business has row-level security': `select name from tables where not shared and not relrowsecurity`,
  'a table of the business has the policy of its company, and none that lets more in': `select t.name from tables t, app where not t.shared and not coalesce(
    (select count(*) = 1 and bool_and(p.polname = 'company' and p.polpermissive and p.polcmd = '*' and p.polroles = array[app.oid]
      and pg_get_expr(p.polqual, t.oid) = $mine$${MINE}$mine$ and pg_get_expr(p.polwithcheck, t.oid) = $mine$${MINE}$mine$)
    from pg_policy p where p.polrelid = t.oid and (p.polpermissive or p.polcmd not in ('d', 'w'))), false)`,
  'no number comes from a sequence': `select name from columns where attidentity <> '' or given ~ 'nextval'
    union all select relname from pg_class, given where relkind = 'S' and relnamespace = to_regnamespace(quote_ident(schema))`,
  'no table has a trigger': `select g.tgname from pg_trigger g join tables t on t.oid = g.tgrelid where not g.tgisinternal`,
  'a closed list of values is a check, not a type': `select y.typname from pg_type y, given where y.typtype in ('e', 'd') and y.typnamespace = to_regnamespace(quote_ident(schema))`,
  'no column is a float, money or a time without zone': `select name from columns
    where regexp_replace(type, '\\[]$', '') in ('real', 'double precision', 'money', 'timestamp without time zone', 'time without time zone', 'time with time zone')`,
  'amounts, rates and counts are integers': `select name from columns where attname ~ '_(cents|bps|count)$' and type not in ('integer', 'bigint')`,
  'a day is a date': `select name from columns where attname ~ '_on$' and type <> 'date'`,
  'an instant has a time zone': `select name from columns where attname ~ '_at$' and type <> 'timestamp with time zone'`,
  'a generated column is stored': `select name from columns where attgenerated not in ('', 's')`,
  'a check does not depend on when or by whom it is asked': `select name from constraints where contype = 'c' and (
    says ~* '\\m(current_(date|time|timestamp|user|role)|localtime|localtimestamp|session_user)\\M'
    or exists (select from regexp_matches(says, '(\\w+)\\(', 'g') found join pg_proc p on p.proname = found[1] where p.provolatile <> 'i'))`,
  'no index is sorted by ICU': `select i.name from indexes i where exists
    (select from pg_collation c where c.oid = any(i.indcollation::oid[]) and c.collprovider = 'i')`,
  'the application’s role has no power of its own': `select role from given left join app on true where app.oid is null or rolsuper or rolbypassrls
    or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin or has_schema_privilege(app.oid, quote_ident(schema), 'create')
    union all select group_role.rolname from app join pg_auth_members m on m.member = app.oid join pg_roles group_role on group_role.oid = m.roleid`,
  'the application’s role owns nothing': `select coalesce(c.relname, d.classid::regclass::text) from app join pg_shdepend d on d.refobjid = app.oid and d.deptype = 'o'
    left join pg_class c on c.oid = d.objid and d.classid = 'pg_class'::regclass`,
  'the application’s role reads and writes rows, nothing more': `select t.name from tables t, app
    where has_table_privilege(app.oid, t.oid, 'truncate, references, trigger')
      or not (has_table_privilege(app.oid, t.oid, 'select') and has_table_privilege(app.oid, t.oid, 'insert'))`,
  'what was added for good is neither changed nor removed': `select t.name from tables t, app, given where t.name = any(append_only)
    and (has_any_column_privilege(app.oid, t.oid, 'update') or has_table_privilege(app.oid, t.oid, 'update, delete, truncate'))`,
} satisfies Record<string, string>

export type DataRule = keyof typeof RULES
export const DATA_RULES = Object.keys(RULES) as DataRule[]

/** The tables, columns, keys or roles that break each rule; rules that hold are absent. */
export async function brokenRules(client: pg.ClientBase, { schema, shared, role, appendOnly, unchecked }: Questioned) {
  const broken: Partial<Record<DataRule, string[]>> = {}
  for (const rule of DATA_RULES) {
    const { rows } = await client.query({
      text: `${FACTS} ${RULES[rule]}`,
      values: [schema, shared, role, appendOnly, unchecked],
      rowMode: 'array',
    })
    if (rows.length > 0) broken[rule] = rows.map(([name]) => String(name)).sort()
  }
  return broken
}

/** Every constraint and unique index that can refuse a statement, by table. */
export async function refusingConstraints(client: pg.ClientBase, schema: string) {
  const { rows } = await client.query<{ table: string; name: string; type: 'check' | 'reference' | 'unique' | 'key' }>(
    `select c.relname as table, k.conname as name, case k.contype when 'c' then 'check' when 'f' then 'reference' else 'unique' end as type
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where c.relnamespace = to_regnamespace($1) and k.contype in ('c', 'f', 'x')
    union all select t.relname, i.relname, case when x.indisprimary then 'key' else 'unique' end
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      where t.relnamespace = to_regnamespace($1) and x.indisunique order by 1, 2`,
    [schema],
  )
  return rows
}
