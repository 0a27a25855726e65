import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { textKey } from '../../../values/text-key.ts'
import { searchOf } from '../../parties/rules/search.ts'
import { type Data, nameOf, personKey } from '../rules/check.ts'

/** Who a line speaks of: one contact for sure, some that may be, or nobody yet. */
export type Who = { id: string } | { perhaps: number[] } | { nobody: true }

type Found = { line: number; id: string; number: number; rank: number }

/** By the number of the contact, else a mail, else name and postcode; a name alone only makes one doubtful. */
const SURE = 3
/** So many that may be meant are enough to say that nobody is for sure. */
const SHOWN = 5

/** Finds whom each line speaks of, in one statement that goes through an index for each line. */
export async function whoIsWho(ctx: Ctx, lines: readonly { line: number; data: Data }[], importId?: string) {
  const asked = lines.map(({ line, data }) => {
    const mail = typeof data.email === 'string' ? data.email : ''
    return {
      line,
      number: (data.contactNumber as number | undefined) ?? null,
      mail: mail.toLowerCase(),
      head: mail ? (searchOf(mail).alone ?? '') : '',
      name: textKey(nameOf(data)),
      postcode: typeof data.postcode === 'string' ? data.postcode : '',
      key: personKey(data) ?? '',
    }
  })
  const company = sql`${ctx.company.id}::uuid`
  const open = sql`a.number is null`
  const id = sql`coalesce(p.merged_into_id, p.id) as id`
  const { rows } = await ctx.db.execute<Found>(sql`
    with asked as materialized (select * from json_to_recordset(${JSON.stringify(asked)}::json)
      as asked (line int, number int, mail text, head text, name text, postcode text, key text))
    select distinct a.line, f.id, f.number, f.rank from asked a cross join lateral (
      (select ${id}, p.number, 1 as rank from parties p where p.company_id = ${company} and p.number = a.number)
      union all
      (select p.id, p.number, 2 from import_records r join parties p on p.company_id = ${company} and p.id = r.record_id
        where r.company_id = ${company} and r.import_id = ${importId ?? null} and r.key = a.key and a.key <> '' and ${open} limit ${SHOWN})
      union all
      (select ${id}, p.number, 2 from party_words w join parties p on p.company_id = ${company} and p.id = w.party_id
        where w.company_id = ${company} and w.word >= a.head and w.word < a.head || '~' and a.head <> '' and ${open}
          and a.mail in (select lower(mail) from unnest(p.emails) mail) limit ${SHOWN})
      union all
      (select n.id, n.number, case when n.near then 3 else 4 end from (
        select ${id}, p.number, a.postcode <> '' and exists (select from addresses x
          where x.company_id = ${company} and x.party_id = p.id and x.postcode = a.postcode) as near
        from parties p where p.company_id = ${company} and p.sort_name = a.name and a.name <> '' and ${open}
        order by near desc, p.number limit ${SHOWN}) n)
    ) f`)
  const found = Map.groupBy(rows, ({ line }) => line)
  return new Map(lines.map(({ line }) => [line, decided(found.get(line) ?? [])]))
}

function decided(found: readonly Found[]): Who {
  if (found.length === 0) return { nobody: true }
  const best = Math.min(...found.map(({ rank }) => rank))
  const those = [...new Map(found.filter(({ rank }) => rank === best).map(one => [one.id, one])).values()]
  if (best <= SURE && those.length === 1) return { id: those[0]!.id }
  return { perhaps: those.map(({ number }) => number).sort((a, b) => a - b) }
}
