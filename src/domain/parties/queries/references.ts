import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

export type Reference = { table: string; column: string }

/** What this slice itself keeps of a party goes its own way in a merge. */
const OWN = ['addresses', 'party_words', 'different_parties', 'party_merges']

/**
 * Every column that refers to a party, read from the foreign keys: a table added later is found by itself. What is written
 * once, such as a payment, stays as it was; what goes on changing about it stands in another table.
 */
export async function partyReferences({ db }: Pick<Ctx, 'db'>): Promise<Reference[]> {
  const { rows } = await db.execute<Reference>(sql`
    select from_table.relname as "table", from_column.attname as "column" from pg_constraint c
    join pg_class from_table on from_table.oid = c.conrelid
    join pg_attribute from_column on from_column.attrelid = c.conrelid and from_column.attnum = c.conkey[2]
    where c.contype = 'f' and c.confrelid = 'parties'::regclass and from_table.relname <> all(${`{${OWN.join(',')}}`}::text[])
      and has_table_privilege('facteur_app', from_table.oid, 'update')
    order by 1, 2`)
  return rows
}
