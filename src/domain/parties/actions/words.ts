import { sql } from 'drizzle-orm'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { addressesInUse } from '../queries/party-card.ts'
import { type Searchable, searchEntries } from '../rules/search.ts'
import { parties } from '../tables.ts'

/** Makes the search index say what one party now is: also found by the numbers of those merged into it. */
export async function refreshWords(ctx: Ctx, id: string) {
  const party = await lockedRecord(ctx, parties, id)
  const { rows } = await ctx.db.execute<{ number: number }>(
    sql`select number from parties where company_id = ${ctx.company.id} and merged_into_id = ${id} order by number`,
  )
  const formerNumbers = rows.map(({ number }) => number)
  await rewriteWords(ctx, [{ ...party, formerNumbers, addresses: await addressesInUse(ctx, id) }])
}

/** Makes parties that were just created found; in the order of the index, whose pages are then touched one after the other. */
export async function writeWords({ db, company }: Ctx, created: readonly (Searchable & { id: string })[]) {
  const entries = created.flatMap(party => searchEntries(party).map(word => ({ id: party.id, word })))
  await db.execute(sql`
    insert into party_words (company_id, word, party_id)
    select ${company.id}, word, id from (${givenRows(entries, { id: 'uuid', word: 'text' })}) entry order by word collate "C"`)
}

/** Makes the search index say what the parties now say, in one statement; those `gone` are found no more. */
export async function rewriteWords(
  { db, company }: Ctx,
  batch: readonly (Searchable & { id: string })[],
  gone: readonly string[] = [],
) {
  const entries = batch.flatMap(party => searchEntries(party).map(word => ({ id: party.id, word })))
  const ids = `{${[...batch.map(({ id }) => id), ...gone].join(',')}}`
  await db.execute(sql`
    with now as materialized (
      select id, word from json_to_recordset(${JSON.stringify(entries)}::json) as entry (id uuid, word text)
    ), gone as (
      delete from party_words w where w.company_id = ${company.id} and w.party_id = any(${ids}::uuid[])
        and not exists (select from now where now.id = w.party_id and now.word = w.word)
    )
    insert into party_words (company_id, word, party_id)
    select ${company.id}, word, id from now on conflict do nothing`)
}
