import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { heads, prefixRange, searchOf } from '../rules/search.ts'

/** What was searched: the word to read the index by, and all the words. */
export type Words = { head: string; words: readonly string[] }
/** `alone`: a mail or a phone number, which stands in no other entry of its party. */
export type Reading = Words & { alone: boolean }

/**
 * Rows `w` of the index whose word begins with `head` and whose party has all the words. The bounds are subqueries so that
 * the planner, whose histogram misjudges them by 10,000 times, takes every word for a frequent one and reads in order.
 */
export function wordConditions({ company }: Ctx, { head, words }: Words): SQL {
  const { from, before } = prefixRange(head)
  const others = words.filter(word => word !== head).map(word => sql` and ${hasWord(sql`w.word`, word)}`)
  return sql`w.company_id = ${company.id} and w.word >= (select ${from}::text) and w.word < (select ${before}::text)${sql.join(others)}`
}

/** Of a party with several words begun like `head`, only the entry of the first; a mail or a phone stands alone. */
export const onceAParty = ({ head }: Pick<Words, 'head'>): SQL =>
  sql`(strpos(w.word, ${` ${head}`}) = strpos(w.word || ' ', ' ' || rtrim(split_part(w.word, ' ', 1), '-') || ' '))::int <> 0`

/** Whether a party has all the words: any of its entries tells. */
export function hasAllWords({ company }: Ctx, { words }: Pick<Words, 'words'>, partyId: SQL): SQL {
  const tests = words.map(word => hasWord(sql`' ' || w.word`, word))
  return sql`(select ${sql.join(tests, sql` and `)} from party_words w
    where w.company_id = ${company.id} and w.party_id = ${partyId} limit 1)::int <> 0`
}

/** Whether a party is among those found: its rows are reached from the words, whatever their number. */
export const isFound = (ctx: Ctx, reading: Words, partyId: SQL): SQL =>
  sql`${partyId} = any(array(select w.party_id from party_words w where ${wordConditions(ctx, reading)}))`

/** `<> 0`, for which the planner expects most rows to pass: it then stops reading at the end of the page. */
const hasWord = (entry: SQL, word: string): SQL => sql`strpos(${entry}, ${` ${word}`}) <> 0`

/** Reads by the rarest word, a page after another as the first began; nothing when nothing searchable was typed. */
export async function readingOf(ctx: Ctx, typed: string, after?: string | undefined): Promise<Reading | undefined> {
  const search = searchOf(typed)
  const leads = heads(search)
  const [order, key] = lastOf(after)
  const continued = order === 'match' ? leads.find(head => key.startsWith(head)) : undefined
  const head = continued ?? (leads.length > 1 ? await rarestOf(ctx, leads) : leads[0])
  return head === undefined ? undefined : { head, words: search.words, alone: search.alone !== undefined }
}

const FEW_ENTRIES = 2000
const FEW_PARTIES = 5000

/** The word that begins the fewest entries, counted no further than `FEW_ENTRIES`. */
async function rarestOf(ctx: Ctx, leads: readonly string[]): Promise<string> {
  const counts = leads.map(
    head => sql`(select count(*) from (select from party_words w
      where ${wordConditions(ctx, { head, words: [] })} limit ${FEW_ENTRIES}) as entries)`,
  )
  const { rows } = await ctx.db.execute<{ counts: number[] }>(
    sql`select array[${sql.join(counts, sql`, `)}]::int[] as counts`,
  )
  const [{ counts: found }] = rows as [{ counts: number[] }]
  return leads[found.indexOf(Math.min(...found))]!
}

/** Whether so many parties match that any order of them soon meets a page of them. */
export async function areMany(ctx: Ctx, reading: Words): Promise<boolean> {
  const { rows } = await ctx.db.execute<{ many: boolean }>(sql`
    select count(*) = ${FEW_PARTIES} as many from (
      select from party_words w where ${wordConditions(ctx, reading)} limit ${FEW_PARTIES}) as matches`)
  return rows[0]!.many
}

/** The order and the key that a page ended on. */
export function lastOf(after: string | undefined): [order: string, key: string] {
  try {
    const [order, key] = JSON.parse(Buffer.from(after ?? '', 'base64url').toString())
    return [String(order), String(key)]
  } catch {
    return ['', ''] // the first page; the list refuses a position that is not its own
  }
}
