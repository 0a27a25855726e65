import { sql } from 'drizzle-orm'
import { changeRecord } from '../../../platform/db/records.ts'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { dispatchRuns } from '../../subscriptions/tables.ts'
import { runOfFile } from '../queries/file-facts.ts'
import { addressed, addressee } from '../queries/recipients.ts'
import { packTogether } from './pack-together.ts'
import { lockedFor } from './run-life.ts'

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
const names = Object.keys(addressee) as (keyof typeof addressee)[]
const columns = sql.raw(names.map(name => `${snake(name)} = now_at."${name}"`).join(', '))
const PRINTED = [
  'honorific',
  'lastName',
  'firstName',
  'legalName',
  'line1',
  'line2',
  'line3',
  'postcode',
  'town',
  'country',
] as const
const printed = (row: string) =>
  sql.raw(`concat_ws(', ', ${PRINTED.map(name => `nullif(${row}.${snake(name)}, '')`).join(', ')})`)

/**
 * Lines of a run that nobody outside has yet take the name and address their recipient has now: the files made before
 * held the old ones, so their fingerprints go, and the run is to be signed off again. Source: M-11.
 */
export async function readdress(ctx: Ctx, id: string, shipmentIds: readonly string[]): Promise<number> {
  const run = await lockedFor(ctx, id, 'removeLines')
  const { issueDay } = await runOfFile(ctx, id)
  const on = [run.dispatchedOn, ctx.today].toSorted().at(-1)!
  const { db, company } = ctx
  const mine = sql`${company.id}::uuid`
  const wanted = sql`s.company_id = ${mine} and s.run_id = ${id} and s.id = any(${`{${shipmentIds.join(',')}}`}::uuid[])`
  const { rows } = await db.execute<{ id: string; before: string; after: string }>(sql`
    with before as (select s.id, s.purchase_id, ${printed('s')} as text from shipments s where ${wanted} for update),
    now_at as (select before.id as shipment_id, before.text, ${selected(addressee)}
      from before, ${addressed(mine, { on, issueDay })}
      where p.company_id = ${mine} and p.id = before.purchase_id)
    update shipments s set ${columns} from now_at where s.company_id = ${mine} and s.id = now_at.shipment_id
    returning s.id, now_at.text as before, ${printed('s')} as after`)
  if (rows.length < new Set(shipmentIds).size) refuse('dispatch.unknownShipment', { values: { run: run.number } })
  const changed = rows.filter(({ before, after }) => before !== after)
  if (changed.length === 0) return 0
  for (const { id: shipment, before, after } of changed)
    ctx.record({ record: 'shipments', id: shipment, from: { address: before }, to: { address: after } })
  await db.execute(sql`delete from mailing_files where company_id = ${company.id} and run_id = ${id}`)
  await packTogether(ctx, id)
  await changeRecord(ctx, dispatchRuns, id, { signedOffAt: null, signedOffBy: null })
  return changed.length
}
