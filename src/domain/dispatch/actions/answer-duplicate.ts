import { sql } from 'drizzle-orm'
import { changeRecord, createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { holdPurchases } from '../../subscriptions/actions/holds.ts'
import { oneAtATime } from '../../subscriptions/actions/one-at-a-time.ts'
import { stopPurchases } from '../../subscriptions/actions/stop.ts'
import { duplicateAnswers, purchases } from '../../subscriptions/tables.ts'
import type { ANSWERS } from '../contract/watch.ts'

type Answer = (typeof ANSWERS)[number]
type Asked = { firstId: string; secondId: string; issueId?: string | undefined; answer: Answer }
type Purchase = typeof purchases.$inferSelect

export const REASON = (of: number) => `Achat en double de l’achat ${of}`

/** Remembers what two purchases that look like one are, and does what follows for the second. Source: X-14. */
export async function answerDuplicate(ctx: Ctx, { firstId, secondId, issueId, answer }: Asked) {
  if (firstId === secondId) refuse('dispatch.notAlike', { field: 'secondId' })
  const [smaller, larger] = [firstId, secondId].toSorted() as [string, string]
  const one = await lockedRecord(ctx, purchases, smaller)
  const other = await lockedRecord(ctx, purchases, larger)
  const [first, second] = smaller === firstId ? [one, other] : [other, one]
  if (first.titleId !== second.titleId || first.kind !== second.kind || first.issueId !== second.issueId)
    refuse('dispatch.notAlike', { field: 'secondId' })
  await oneAtATime(ctx, first.titleId)
  await createRecord(ctx, duplicateAnswers, { firstId: smaller, secondId: larger, answer })
  return FOLLOWS[answer](ctx, first, second, issueId)
}

const FOLLOWS = {
  separate: async (ctx: Ctx, first: Purchase, second: Purchase) => {
    await alsoSeparate(ctx, first, second)
    return 'kept' as const
  },
  together: async (ctx: Ctx, first: Purchase, second: Purchase) => {
    const lead = first.travelsWithId ?? first.id
    await changeRecord(ctx, purchases, second.id, { travelsWithId: lead })
    await ctx.db.execute(sql`
      update purchases set travels_with_id = ${lead} where company_id = ${ctx.company.id} and travels_with_id = ${second.id}`)
    return 'joined' as const
  },
  duplicate: async (ctx: Ctx, first: Purchase, second: Purchase, issueId: string | undefined) => {
    const reason = REASON(first.number)
    if (second.invoiceId === null) {
      await stopPurchases(ctx, sql`p.id = ${second.id}`, { on: ctx.today, reason })
      return 'cancelled' as const
    }
    // Somebody paid for it: it is not served, and what becomes of the money is for the invoice to say.
    const from = second.issueAtShipment
      ? { fromOn: ctx.today }
      : { fromIssueId: second.issueId ?? issueId ?? refuse('dispatch.issueAsked', { field: 'issueId' }) }
    await holdPurchases(ctx, {
      purchaseIds: [second.id],
      kind: 'other',
      reason,
      countsAsServed: false,
      ...from,
      toIssueId: second.issueId ?? undefined,
    })
    return 'held' as const
  },
}

/** Of three that look like one, two answers settle the third question. */
async function alsoSeparate({ db, company, actor }: Ctx, first: Purchase, second: Purchase) {
  await db.execute(sql`
    insert into duplicate_answers (company_id, id, first_id, second_id, answer, created_by, updated_by)
    select ${company.id}, md5('separate' || least(known.id, ${second.id}::uuid) || greatest(known.id, ${second.id}::uuid))::uuid,
      least(known.id, ${second.id}::uuid), greatest(known.id, ${second.id}::uuid), 'separate',
      ${actor.initials}, ${actor.initials}
    from (select case first_id when ${first.id} then second_id else first_id end as id from duplicate_answers
      where company_id = ${company.id} and ${first.id}::uuid in (first_id, second_id) and answer = 'separate') known
    where known.id <> ${second.id}
    on conflict do nothing`)
}
