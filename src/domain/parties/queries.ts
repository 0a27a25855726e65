import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../platform/http/context.ts'
import { addressOf } from './queries/address-for.ts'
import { isFound } from './queries/words.ts'
import { heads, searchOf } from './rules/search.ts'

/** The name of the party `alias`, as people say it; the SQL of `directoryName`. */
export function partyName(alias: string): SQL {
  const of = sql.identifier(alias)
  const person = sql`btrim(${of}.last_name || ' ' || ${of}.first_name)`
  return sql`case when ${of}.kind = 'organisation' then coalesce(nullif(${of}.legal_name, ''), ${person})
    else coalesce(nullif(${person}, ''), ${of}.legal_name) end`
}

/** The address where post for a party goes on a day; a subquery that `condition` on `a` may narrow. */
export const currentAddress = (companyId: SQL, partyId: SQL, today: string, condition: SQL = sql``): SQL =>
  addressOf(companyId, partyId, { on: today, issueDay: today }, condition)

/**
 * Conditions that keep the rows whose party matches what was typed: every word begins one of its names, postcode, town,
 * street, number or mail. None when nothing searchable was typed. All who match are read, so a list that people search
 * uses `listByParty` (queries/by-party.ts), which reads no more than its page.
 */
export function partyMatches(ctx: Ctx, text: string, partyId: SQL): SQL[] {
  const search = searchOf(text)
  const [head] = heads(search)
  if (head === undefined) return []
  return [isFound(ctx, { head, words: search.words }, partyId)]
}
