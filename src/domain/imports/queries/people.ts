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

/** Finds whom each line speaks of, in one statement for all of them. */
export async function whoIsWho(ctx: Ctx, lines: readonly { line: number; data: Data }[], importId?: string) {
  const { db, company } = ctx
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
  const { rows } = await db.execute<Found>(sql`
    with asked as materialized (select * from json_to_recordset(${JSON.stringify(asked)}::json)
      as asked (line int, number int, mail text, head text, name text, postcode text, key text))
    select a.line, coalesce(p.merged_into_id, p.id) as id, p.number, 1 as rank from asked a
      join parties p on p.company_id = ${company.id} and p.number = a.number
    union select a.line, coalesce(p.merged_into_id, p.id), p.number, 2 from asked a
      join import_records r on r.company_id = ${company.id} and r.import_id = ${importId ?? null} and r.key = a.key
      join parties p on p.company_id = ${company.id} and p.id = r.record_id where a.key <> '' and a.number is null
    union select a.line, coalesce(p.merged_into_id, p.id), p.number, 2 from asked a
      join party_words w on w.company_id = ${company.id} and w.word >= a.head and w.word < a.head || '~'
      join parties p on p.company_id = ${company.id} and p.id = w.party_id
      where a.head <> '' and a.number is null and a.mail in (select lower(e) from unnest(p.emails) e)
    union select a.line, coalesce(p.merged_into_id, p.id), p.number,
      case when a.postcode <> '' and exists (select from addresses x where x.company_id = ${company.id} and x.party_id = p.id
        and x.postcode = a.postcode) then 3 else 4 end
      from asked a join parties p on p.company_id = ${company.id} and p.sort_name = a.name
      where a.number is null and a.name <> ''`)
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
