import { newId } from '../../../platform/db/database.ts'
import { createRecord, deleteRecord } from '../../../platform/db/records.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { stockMovements } from '../tables.ts'

type Movement = { issueId: string; movedOn?: string | undefined; copies: number; reason: string }

/** Writes that copies of an issue came in or went out, and why. Source: CIR-6. */
export async function moveStock(ctx: Ctx, { movedOn, ...movement }: Movement): Promise<string> {
  if (movement.copies === 0) refuse('catalog.noCopies', { field: 'copies' })
  return createRecord(ctx, stockMovements, { ...movement, movedOn: movedOn ?? ctx.today })
}

/** Writes many, as those of a delivery. */
export async function moveStocks(ctx: Ctx, movements: readonly (Movement & { movedOn: string })[]): Promise<void> {
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  const rows = movements.map(movement => ({ id: newId(), ...movement }))
  await insertRows(
    ctx,
    stockMovements,
    rows.map(row => ({ ...row, ...stamps })),
  )
  for (const { id, ...to } of rows) ctx.record({ record: 'stock_movements', id, from: null, to: { id, ...to } })
}

export const takeBackMovement = (ctx: Ctx, id: string) => deleteRecord(ctx, stockMovements, id)
