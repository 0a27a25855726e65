import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { type Movement, meantBy } from '../queries/meant.ts'
import { proposalFor } from '../rules/proposals.ts'

/** Movements looked at together: one reading of what is open serves them all. */
const AT_ONCE = 20_000

/**
 * Finds anew what movements that wait seem to pay, all of the company or those named, and keeps it to show. A document is
 * proposed to one movement only: the first by day.
 */
export async function proposeAgain(ctx: Ctx, { ids }: { ids?: readonly string[] } = {}) {
  const { db, company } = ctx
  const { rows: movements } = await db.execute<Movement>(sql`
    select id, cents, other_name as "otherName", other_iban as "otherIban", text, reference, booked_on as "bookedOn" from bank_movements
    where company_id = ${company.id} and state = 'open' ${ids ? sql`and id = any(${sql.param([...ids])}::uuid[])` : sql``}
    order by booked_on, line, id limit ${AT_ONCE}`)
  if (movements.length === 0) return 0
  const found = await meantBy(ctx, movements)
  const left = new Map<string, number>()
  const linked = new Set<string>()
  const proposals = movements.map(movement => {
    const unpaid = <D extends { invoiceId: string; openCents: number }>(documents: readonly D[]) =>
      documents.map(one => ({ ...one, openCents: left.get(one.invoiceId) ?? one.openCents }))
    const meant = found(movement)
    const [lone] = meant.lone ? unpaid([meant.lone]) : []
    const proposal = proposalFor(movement.cents, {
      named: unpaid(meant.named),
      ofAccount: unpaid(meant.ofAccount),
      alike: unpaid(meant.alike).filter(({ openCents }) => openCents === movement.cents),
      ofName: unpaid(meant.ofName),
      lone: lone?.openCents === movement.cents ? lone : undefined,
      undoes: meant.undoes,
      told: meant.told && !linked.has(meant.told.paymentId) ? meant.told : undefined,
      recorded: meant.recorded.filter(({ paymentId }) => !linked.has(paymentId)),
    })
    if (proposal?.paymentId) linked.add(proposal.paymentId)
    if (proposal && proposal.confidence !== 'weak')
      for (const { invoiceId, cents } of proposal.allocations)
        left.set(invoiceId, (left.get(invoiceId) ?? openOf(meant, invoiceId)) - cents)
    return { id: movement.id, proposal: proposal ?? null }
  })
  await db.execute(sql`
    update bank_movements m set proposal = p.proposal
    from json_to_recordset(${JSON.stringify(proposals)}::json) as p (id uuid, proposal jsonb)
    where m.company_id = ${company.id} and m.id = p.id and m.state = 'open' and m.proposal is distinct from p.proposal`)
  return movements.length
}

type Meant = ReturnType<Awaited<ReturnType<typeof meantBy>>>
const openOf = ({ named, ofAccount, alike, ofName, lone }: Meant, id: string): number =>
  [...named, ...ofAccount, ...alike, ...ofName, ...(lone ? [lone] : [])].find(({ invoiceId }) => invoiceId === id)!
    .openCents
