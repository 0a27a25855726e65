import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { type Searchable, searchEntries } from '../rules/search.ts'

/** Makes the search index say what the parties now say, in one statement. */
export async function rewriteWords({ db, company }: Ctx, batch: readonly (Searchable & { id: string })[]) {
  const entries = batch.flatMap(party => searchEntries(party).map(word => ({ id: party.id, word })))
  const ids = `{${batch.map(({ id }) => id).join(',')}}`
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
