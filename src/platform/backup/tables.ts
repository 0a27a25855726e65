import type pg from 'pg'

export type Table = { name: string; columns: string[] }
export type ForeignKey = { name: string; from: string; to: string }
export type Sequence = { name: string; value: string }

/** Settings under which the same rows are always the same bytes, whatever the server or the account prefers. */
export const SESSION = `set search_path = public; set timezone = 'UTC'; set datestyle = 'ISO, YMD';
  set intervalstyle = 'postgres'; set extra_float_digits = 1; set bytea_output = 'hex'; set client_encoding = 'UTF8';
  set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = 0`

/** Every table of Facteur, parents before children, with the columns that a copy holds (not the generated ones). */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attgenerated = ''
    group by c.relname order by c.relname`)
  const order = loadOrder(
    rows.map(({ name }) => name),
    await foreignKeysOf(client),
  ).order
  return rows.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
}

export async function foreignKeysOf(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select k.conname as name, child.relname as from, parent.relname as to
    from pg_constraint k join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0 order by 2, 1`)
  return rows
}

/** An order in which parents come before children, and the foreign keys of a circle, which no order satisfies. */
export function loadOrder(tables: readonly string[], keys: readonly ForeignKey[]) {
  const order: string[] = []
  const waiting = new Set(tables)
  while (waiting.size > 0) {
    const open = keys.filter(({ from, to }) => from !== to && waiting.has(from) && waiting.has(to))
    const free = [...waiting].filter(table => !open.some(({ from }) => from === table))
    // In a circle, the table most others wait for goes first.
    const next = free.length > 0 ? free : [mostAwaited(open)]
    for (const table of next) waiting.delete(table)
    order.push(...next)
  }
  const late = keys.filter(({ from, to }) => order.indexOf(to) > order.indexOf(from))
  return { order, late }
}

function mostAwaited(open: readonly ForeignKey[]): string {
  const counts = Map.groupBy(open, ({ to }) => to)
  return [...counts].toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))[0]![0]
}

/** The rows of a table in the order of their key, as text, on any server in the same order. */
export async function selectOf(client: pg.ClientBase, { name, columns }: Table): Promise<string> {
  const { rows } = await client.query<{ key: string; text: boolean }>(
    `select a.attname as key, a.attcollation <> 0 as text
     from pg_index i cross join unnest(i.indkey) with ordinality as part(attnum, place)
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = part.attnum
     where i.indrelid = ('public.' || quote_ident($1))::regclass and i.indisprimary order by place`,
    [name],
  )
  const keyed = rows.map(({ key, text }) => `${quoted(key)}${text ? ' collate "C"' : ''}`)
  const order = keyed.length > 0 ? keyed : columns.map(column => `${quoted(column)}::text collate "C"`)
  return `select ${columns.map(quoted).join(', ')} from public.${quoted(name)} order by ${order.join(', ')}`
}

/** Where each counter of the database stands. */
export async function sequencesOf(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select sequencename as name, last_value::text as value from pg_sequences
     where schemaname = 'public' and last_value is not null order by 1`,
  )
  return rows
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
