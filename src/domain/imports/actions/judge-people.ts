import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { type Who, whoIsWho } from '../queries/people.ts'
import { type Data, nameOf, type Told } from '../rules/check.ts'
import type { ImportOptions, Kind } from '../rules/kinds.ts'
import { between, forManyLines } from './lines.ts'

type Line = { line: number; data: Data }
type Asking = { id: string; kind: Kind; options: ImportOptions }

const PAGE = 5000

/** Says of each good line whether its contact is known, doubtful or to be made; a page of lines at a time, from `after` on. */
export async function judgePeople(ctx: Ctx, asking: Asking, after: number): Promise<number | undefined> {
  const { id, kind } = asking
  const { rows } = await ctx.db.execute<Line>(sql`
    select line, data from import_lines where company_id = ${ctx.company.id} and import_id = ${id} and state = 'good' and line > ${after}
    order by line limit ${PAGE}`)
  if (rows.length === 0) return undefined
  const asked = rows.filter(({ data }) => kind === 'parties' || !data.invoiceNumber)
  const who = await whoIsWho(ctx, asked)
  const told = asked.flatMap(({ line, data }) => {
    const one = kind === 'parties' ? ofParty(data, who.get(line)!) : ofBuyer(data, who.get(line)!, asking.options)
    return one ? [{ line, ...one }] : []
  })
  await forManyLines(ctx)
  await ctx.db.execute(sql`
    update import_lines l set told = l.told || jsonb_build_array(t.told), codes = array_append(l.codes, t.told->>'code'), state = coalesce(t.state, l.state)
    from json_to_recordset(${JSON.stringify(told)}::json) as t (line int, state text, told jsonb)
    where l.company_id = ${ctx.company.id} and l.import_id = ${id} and l.line ${between(rows)} and l.line = t.line`)
  return rows.at(-1)!.line
}

type Verdict = { state: 'refused' | 'known' | null; told: Told } | undefined

/** A contact that is there already is not made twice; one that may be is made, and said. */
function ofParty(data: Data, who: Who): Verdict {
  if ('nobody' in who) return undefined
  if ('id' in who) {
    const sure = data.number === undefined || data.number === null
    return sure
      ? { state: 'known', told: { code: 'known' } }
      : { state: null, told: { code: 'perhapsThere', field: 'email' } }
  }
  return { state: null, told: { code: 'perhapsThere', values: { numbers: who.perhaps.slice(0, 5).join(', ') } } }
}

function ofBuyer(data: Data, who: Who, { createParties }: ImportOptions): Verdict {
  if ('id' in who) return undefined
  const perhaps = 'perhaps' in who ? { numbers: who.perhaps.slice(0, 5).join(', ') } : undefined
  if (!createParties || nameOf(data) === '')
    return perhaps
      ? { state: 'refused', told: { code: 'partyDoubtful', field: 'lastName', values: perhaps, refuses: true } }
      : { state: 'refused', told: { code: 'partyUnknown', field: 'contactNumber', refuses: true } }
  return { state: null, told: perhaps ? { code: 'perhapsThere', values: perhaps } : { code: 'newParty' } }
}
