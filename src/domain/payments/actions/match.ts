import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { type NewPayment, recordPayments } from '../actions.ts'
import type { Proposal } from '../rules/proposals.ts'
import { proposeAgain } from './propose.ts'
import { undoPayment } from './undo.ts'

type Waiting = {
  id: string
  bankAccountId: string
  bookedOn: string
  cents: number
  otherName: string
  text: string
  bankReference: string
  reversal: boolean
  revision: number
  proposal: Proposal | null
}
type Paid = { customerId: string; allocations: readonly { invoiceId: string; cents: number }[] }
type Match = { movement: Waiting; paymentId: string }

/** Movements taken in one transaction. */
const MATCHED_AT_ONCE = 5_000

/** Locks movements that wait, in their order; all sure ones when none are named. */
async function waiting({ db, company }: Ctx, ids?: readonly string[]): Promise<Waiting[]> {
  const { rows } = await db.execute<Waiting>(sql`
    select id, bank_account_id as "bankAccountId", booked_on as "bookedOn", cents, other_name as "otherName", text,
      bank_reference as "bankReference", reversal, revision, proposal
    from bank_movements where company_id = ${company.id} and state = 'open'
      and ${ids ? sql`id = any(${sql.param([...ids])}::uuid[])` : sql`proposal ->> 'confidence' = 'sure'`}
    order by booked_on, line, id limit ${MATCHED_AT_ONCE} for update`)
  return rows
}

/**
 * Makes payments of what movements were proposed to pay: of those named, or of all that are sure. What is proposed is
 * looked for again first; a movement for which it is no longer what was shown is left for a person to look at.
 */
export async function acceptProposals(
  ctx: Ctx,
  ids?: readonly string[],
): Promise<{ accepted: number; changed: number }> {
  const shown = await waiting(ctx, ids)
  if (ids && shown.length < ids.length) refuse('payments.movementNotOpen')
  if (shown.length === 0) return { accepted: 0, changed: 0 }
  await proposeAgain(ctx, ids ? { ids } : {})
  const now = new Map(
    (
      await waiting(
        ctx,
        shown.map(({ id }) => id),
      )
    ).map(one => [one.id, one.proposal]),
  )
  const same = shown.filter(({ id, proposal }) => proposal && meansTheSame(proposal, now.get(id)))
  const left = shown.length - same.length
  if (ids?.length === 1 && left > 0)
    refuse(shown[0]!.proposal ? 'payments.proposalChanged' : 'payments.nothingProposed')
  await matched(ctx, [
    ...(await undone(ctx, same)),
    ...same.flatMap(movement => {
      const { paymentId } = movement.proposal!
      return paymentId ? [{ movement, paymentId }] : []
    }),
    ...(await paid(
      ctx,
      same
        .filter(({ proposal }) => !proposal!.undoesId && !proposal!.paymentId)
        .map(movement => ({ movement, paid: movement.proposal! })),
    )),
  ])
  return { accepted: same.length, changed: left }
}

const meansTheSame = (shown: Proposal, now: Proposal | null | undefined) =>
  now?.customerId === shown.customerId &&
  now.undoesId === shown.undoesId &&
  now.paymentId === shown.paymentId &&
  JSON.stringify(now.allocations.map(({ invoiceId, cents }) => [invoiceId, cents])) ===
    JSON.stringify(shown.allocations.map(({ invoiceId, cents }) => [invoiceId, cents]))

/** Makes a payment of a movement as a person says. */
export async function matchByHand(ctx: Ctx, id: string, said: Paid) {
  const [movement] = await waiting(ctx, [id])
  if (!movement) refuse('payments.movementNotOpen')
  await matched(ctx, await paid(ctx, [{ movement, paid: said }]))
}

async function paid(ctx: Ctx, all: readonly { movement: Waiting; paid: Paid }[]): Promise<Match[]> {
  if (all.length === 0) return []
  const made = await recordPayments(
    ctx,
    all.map(({ movement, paid }) => paymentOf(movement, paid)),
  )
  return all.map(({ movement }, at) => ({ movement, paymentId: made[at]!.id }))
}

const paymentOf = (movement: Waiting, { customerId, allocations }: Paid): NewPayment => ({
  customerId,
  method: methodOf(movement),
  receivedOn: movement.bookedOn,
  cents: movement.cents,
  reference: [movement.otherName, movement.text].filter(Boolean).join(' ').slice(0, 200),
  bankAccountId: movement.bankAccountId,
  allocations: allocations.map(({ invoiceId, cents }) => ({ invoiceId, cents })),
  source: 'statement',
  sourceReference: `${movement.id}/${movement.revision}`,
})

/** How the money came, as the words of the bank tell. */
function methodOf({ text }: Waiting): PaymentMethod {
  if (/\b(?:PRLV|PRELEVEMENT|PRÉLÈVEMENT|SDD|DIRECT DEBIT)\b/i.test(text)) return 'direct-debit'
  if (/\b(?:CB|CARTE|CARD)\b/i.test(text)) return 'card'
  return /\b(?:CHQ|CHEQUES?|CHÈQUES?)\b/i.test(text) ? 'cheque' : 'transfer'
}

/** What a movement takes back is undone by its opposite, on the day of the movement. */
async function undone(ctx: Ctx, movements: readonly Waiting[]): Promise<Match[]> {
  const matches: Match[] = []
  for (const movement of movements) {
    const { undoesId } = movement.proposal!
    if (!undoesId) continue
    const reason = (movement.text || movement.otherName || movement.bankReference).slice(0, 200)
    matches.push({ movement, paymentId: (await undoPayment(ctx, undoesId, reason, movement.bookedOn)).id })
  }
  return matches
}

async function matched({ db, company, actor, record }: Ctx, matches: readonly Match[]) {
  const rows = matches.map(({ movement, paymentId }) => ({ id: movement.id, paymentId }))
  await db.execute(sql`
    update bank_movements m set state = 'matched', payment_id = p."paymentId", note = '', updated_at = now(),
      updated_by = ${actor.initials}, revision = revision + 1
    from json_to_recordset(${JSON.stringify(rows)}::json) as p (id uuid, "paymentId" uuid)
    where m.company_id = ${company.id} and m.id = p.id`)
  for (const { id, paymentId } of rows)
    record({ record: 'bank_movements', id, from: { state: 'open' }, to: { state: 'matched', paymentId } })
}

/** Sets a movement aside: it concerns no customer. */
export async function setAside(ctx: Ctx, ids: readonly string[], note: string) {
  const movements = await waiting(ctx, ids)
  if (movements.length < ids.length) refuse('payments.movementNotOpen')
  await changeState(ctx, ids, { from: 'open', to: 'set-aside', note })
}

/** Takes back what was set aside, or was matched to a payment that was undone since. */
export async function reopen(ctx: Ctx, id: string) {
  const { db, company } = ctx
  const { rows } = await db.execute<{ state: string; undone: boolean }>(sql`
    select m.state, exists (select from payments u where u.company_id = ${company.id} and u.undoes_id = m.payment_id) as undone
    from bank_movements m where m.company_id = ${company.id} and m.id = ${id} for update`)
  const movement = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  if (movement.state === 'open') return
  if (movement.state === 'matched' && !movement.undone) refuse('payments.movementPaid')
  await changeState(ctx, [id], { from: movement.state, to: 'open', note: '' })
  await proposeAgain(ctx, { ids: [id] })
}

async function changeState(
  { db, company, actor, record }: Ctx,
  ids: readonly string[],
  { from, to, note }: { from: string; to: 'open' | 'set-aside'; note: string },
) {
  await db.execute(sql`
    update bank_movements set state = ${to}, payment_id = null, note = ${note}, updated_at = now(),
      updated_by = ${actor.initials}, revision = revision + 1
    where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])`)
  for (const id of ids) record({ record: 'bank_movements', id, from: { state: from }, to: { state: to, note } })
}
