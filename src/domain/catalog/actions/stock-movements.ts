import { createRecord, deleteRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { stockMovements } from '../tables.ts'

type Movement = { issueId: string; movedOn?: string | undefined; copies: number; reason: string }

/** Writes that copies of an issue came in or went out, and why. Source: CIR-6. */
export async function moveStock(ctx: Ctx, { movedOn, ...movement }: Movement): Promise<string> {
  if (movement.copies === 0) refuse('catalog.noCopies', { field: 'copies' })
  return createRecord(ctx, stockMovements, { ...movement, movedOn: movedOn ?? ctx.today })
}

export const takeBackMovement = (ctx: Ctx, id: string) => deleteRecord(ctx, stockMovements, id)
