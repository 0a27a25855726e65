import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../platform/http/context.ts'
import { heads, prefixRange, searchOf } from './rules/search.ts'

/** The name of the party `alias`, as people say it; the SQL of `directoryName`. */
export function partyName(alias: string): SQL {
  const of = sql.identifier(alias)
  const person = sql`btrim(${of}.last_name || ' ' || ${of}.first_name)`
  return sql`case when ${of}.kind = 'organisation' then coalesce(nullif(${of}.legal_name, ''), ${person})
    else coalesce(nullif(${person}, ''), ${of}.legal_name) end`
}

/** The address where copies go now: shipping, else billing; a subquery that `a` conditions may narrow. */
export const currentAddress = (companyId: SQL, partyId: SQL, condition: SQL = sql``): SQL => sql`
  select a.* from addresses a
  where a.company_id = ${companyId} and a.party_id = ${partyId} and a.valid_to is null ${condition}
  order by a.purpose = 'shipping' desc limit 1`

/**
 * Conditions that keep the rows whose party matches what was typed: every word begins one of its names, postcode, town,
 * street, number or mail. None when nothing searchable was typed.
 */
export function partyMatches(ctx: Ctx, text: string, partyId: SQL): SQL[] {
  const search = searchOf(text)
  const [head] = heads(search)
  if (head === undefined) return []
  return [sql`${partyId} in (select w.party_id from party_words w where ${wordConditions(ctx, head, search.words)})`]
}

/** Rows `w` of the index whose word begins with `head` and whose party has all the other words. */
export function wordConditions({ company }: Ctx, head: string, words: readonly string[]): SQL {
  const { from, before } = prefixRange(head)
  const others = words.filter(word => word !== head).map(word => sql` and ${hasWord(sql`w.word`, word)}`)
  return sql`w.company_id = ${company.id} and w.word >= ${from} and w.word < ${before}${sql.join(others)}`
}

/** `<> 0`, for which the planner expects most rows to pass: it then reads in order and stops at the end of the page. */
export const hasWord = (entry: SQL, word: string): SQL => sql`strpos(${entry}, ${` ${word}`}) <> 0`
