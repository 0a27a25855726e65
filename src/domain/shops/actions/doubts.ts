import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { mergeParties } from '../../parties/actions/merge.ts'
import type { Taken } from '../../parties/rules/duplicates.ts'
import { shopDoubts } from '../tables.ts'

/** The two are one: the new contact goes into the known one, unless the other is to be kept; it can be undone. */
export async function sayTheSame(
  ctx: Ctx,
  id: string,
  { keptId: asked, take }: { keptId?: string | undefined; take: readonly Taken[] },
) {
  const { partyId, candidateId } = await openDoubt(ctx, id)
  const keptId = asked?.toLowerCase() ?? candidateId
  if (keptId !== partyId && keptId !== candidateId) refuse('NOT_FOUND', { status: 404 })
  const goneId = keptId === partyId ? candidateId : partyId
  const mergeId = await mergeParties(ctx, keptId, goneId, take)
  await changeRecord(ctx, shopDoubts, id, { answer: 'same' })
  return { mergeId, keptId, goneId }
}

/** The two are not one: neither this nor the search for duplicates asks it again. */
export async function sayDifferent(ctx: Ctx, id: string) {
  const { company, actor } = ctx
  const { partyId, candidateId } = await openDoubt(ctx, id)
  await ctx.db.execute(sql`
    insert into different_parties (company_id, id, first_id, second_id, created_by, updated_by)
    select ${company.id}, ${newId()}, least(a, b), greatest(a, b), ${actor.initials}, ${actor.initials}
    from (values (${partyId}::uuid, ${candidateId}::uuid)) as pair (a, b)
    on conflict (company_id, first_id, second_id) do nothing`)
  await changeRecord(ctx, shopDoubts, id, { answer: 'different' })
}

/** A question that is still asked, about the contacts that its own became. */
async function openDoubt(ctx: Ctx, id: string): Promise<{ partyId: string; candidateId: string }> {
  const doubt = await lockedRecord(ctx, shopDoubts, id)
  const { rows } = await ctx.db.execute<{ id: string; now: string }>(sql`
    select id, coalesce(merged_into_id, id) as now from parties
    where company_id = ${ctx.company.id} and id in (${doubt.partyId}, ${doubt.candidateId})`)
  const now = new Map(rows.map(row => [row.id, row.now]))
  const [partyId, candidateId] = [now.get(doubt.partyId)!, now.get(doubt.candidateId)!]
  if (doubt.answer !== null || partyId === candidateId) refuse('shops.doubtAnswered')
  return { partyId, candidateId }
}

/** Doubts stay about the contacts they were about, so that a merge that is undone leaves them as they were. */
export const doubtsStay = async (_ctx: Ctx, { leave }: { leave(table: string): void }) => leave('shop_doubts')
