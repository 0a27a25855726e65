import { type SQL, sql } from 'drizzle-orm'

/**
 * Rows to be written or joined, as a query: an array a column, of the types given by name, for PostgreSQL reads arrays several
 * times faster than records of JSON. What all rows say alike is said once.
 */
export function givenRows(rows: readonly object[], types: Readonly<Record<string, string>>): SQL {
  let varies = rows.length === 1
  const columns = Object.entries(types).map(([name, type]) => {
    const texts = (rows as Record<string, unknown>[]).map(row => textOf(row[name], type))
    const alike = varies && rows.length > 0 && texts.every(text => text === texts[0])
    if (!alike) varies = true
    return sql`${alike ? one(texts[0]!, type) : each(texts, type)} as ${sql.identifier(name)}`
  })
  return sql`select ${sql.join(columns, sql`, `)}`
}

const one = (text: string | null, type: string) => sql`${wellFormed(text)}::${sql.raw(type)}`

/** These are written as they are in an array; the rest is text that may hold anything. */
const BARE = new Set(['uuid', 'date', 'integer', 'int', 'bigint', 'boolean', 'bool'])

function each(texts: readonly (string | null)[], type: string) {
  if (BARE.has(type)) return sql`unnest(${`{${texts.map(text => text ?? 'NULL').join(',')}}`}::${sql.raw(type)}[])`
  return sql`${unnested(texts)}::${sql.raw(type)}`
}

const [BETWEEN, NOTHING] = ['\u001e', '\u001d']

/** Many texts, long ones too, are cut at a character that they do not hold: quoting them costs more than writing them. */
function unnested(texts: readonly (string | null)[]): SQL {
  const isPlain = texts.length > 1 && !texts.some(text => text?.includes(BETWEEN) || text?.includes(NOTHING))
  if (!isPlain) return sql`unnest(${wellFormed(arrayOf(texts))}::text[])`
  const joined = wellFormed(texts.map(text => text ?? NOTHING).join(BETWEEN))
  return sql`unnest(string_to_array(${joined}::text, ${BETWEEN}::text, ${NOTHING}::text))`
}

function textOf(value: unknown, type: string): string | null {
  if (value === null || value === undefined) return null
  if (type === 'jsonb' || type === 'json') return JSON.stringify(value)
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? arrayOf(value.map(String)) : String(value)
}

const arrayOf = (texts: readonly (string | null)[]) =>
  `{${texts.map(text => (text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`

/** Half a character would become another one on its way; PostgreSQL is not to keep what was not said. */
function wellFormed<Text extends string | null>(text: Text): Text {
  if (text?.isWellFormed() === false) throw Object.assign(new Error('a text holds half a character'), { code: '22021' })
  return text
}
