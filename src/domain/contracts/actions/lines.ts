import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { type ContractLine, linesOf } from '../queries/lines.ts'
import type { LineTyped } from '../rules/typed.ts'
import { contractLines } from '../tables.ts'

/** Writes lines that hold from a day on, or since the start. */
export async function writeLines(
  ctx: Ctx,
  contractId: string,
  lines: readonly { line: LineTyped; position: number }[],
  fromOn: string | null,
) {
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  await insertRows(
    ctx,
    contractLines,
    lines.map(({ line, position }) => ({ id: newId(), contractId, position, fromOn, ...typedOnly(line), ...stamps })),
  )
  if (lines.length > 0)
    ctx.record({
      record: 'contracts',
      id: contractId,
      from: {},
      to: { linesFrom: fromOn, lines: lines.map(({ line }) => told(line)) },
    })
}

const typedOnly = (line: LineTyped): LineTyped => ({
  productId: line.productId,
  label: line.label,
  description: line.description,
  quantity: line.quantity,
  unitCents: line.unitCents,
  discountBps: line.discountBps,
  vatRateBps: line.vatRateBps,
  recipientId: line.recipientId,
  gift: line.gift,
  renewsPurchaseId: line.renewsPurchaseId,
})
const told = ({ productId, label, quantity, unitCents, discountBps }: LineTyped) =>
  [label || productId, quantity, unitCents, discountBps].filter(said => said !== null && said !== 0).join(' · ')

const alike = (a: LineTyped, b: LineTyped) => JSON.stringify(typedOnly(a)) === JSON.stringify(typedOnly(b))

/**
 * From a day on the lines are these: a line that changes ends the day before and a new one goes on, so that what was
 * invoiced keeps what it was made of. Without a day they were so from the start. Source: X-64.
 */
export async function changeLines(ctx: Ctx, contractId: string, typed: readonly LineTyped[], fromOn: string | null) {
  const { db, company, actor } = ctx
  const now = await linesOf(ctx, [contractId])
  const stays = (line: ContractLine, at = line.position - 1) =>
    line.untilOn === null && holdsFrom(line, fromOn) && typed[at] !== undefined && alike(line, typed[at])
  const kept = new Set(now.filter(line => stays(line)).map(({ position }) => position))
  const changing = now.filter(line => !stays(line))
  const begun = changing.filter(line => fromOn === null || (line.fromOn !== null && line.fromOn >= fromOn))
  const ending = changing.filter(
    line => !begun.includes(line) && fromOn !== null && (line.untilOn === null || line.untilOn >= fromOn),
  )
  const those = (lines: readonly ContractLine[]) => sql.param(lines.map(({ id }) => id))
  await db.execute(
    sql`delete from contract_lines where company_id = ${company.id} and id = any(${those(begun)}::uuid[])`,
  )
  if (fromOn !== null)
    await db.execute(sql`
      update contract_lines set until_on = ${isoDay(addDays(day(fromOn), -1))}, updated_by = ${actor.initials}, updated_at = now(),
        revision = revision + 1 where company_id = ${company.id} and id = any(${those(ending)}::uuid[])`)
  const added = typed.map((line, at) => ({ line, position: at + 1 })).filter(({ position }) => !kept.has(position))
  await writeLines(ctx, contractId, added, fromOn)
}

const holdsFrom = ({ fromOn: from }: ContractLine, fromOn: string | null) =>
  from === null || (fromOn !== null && from <= fromOn)
