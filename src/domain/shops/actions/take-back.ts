import type { Ctx } from '../../../platform/http/context.ts'
import { creditInvoices } from '../../invoicing/actions/credit.ts'
import { creditablesOf } from '../../invoicing/queries/creditable.ts'
import { type Creditable, leftCents } from '../../invoicing/rules/credit.ts'
import { takenBackWords } from '../labels/taken-back.ts'
import { invoiceLinesOf, type OrderRow } from '../queries/settling.ts'
import type { Shop } from '../queries/shops.ts'
import { dayIn, latest } from '../rules/days.ts'
import type { ShopRefund } from '../rules/order.ts'
import { type Refunding, refundingOf } from '../rules/refund.ts'
import type { Outcome, Waiting } from './refund-rows.ts'

/** What is to be taken off the invoice of an order, and why. */
type Taking = Refunding & {
  order: OrderRow
  /** Its invoice, or one that charges again what was taken back before. */
  invoiceId: string
  /** Null: the order was cancelled, no refund tells of it. */
  refund: Waiting | null
  /** What it is in the shop, after `R`. */
  externalId: string
  at: string | null
  reason: string
}

export type TakenBack = Omit<Taking, 'asked' | 'at'> & { on: string; creditNote: { id: string; number: string } }
export type TakingBack = { taken: TakenBack[]; outcomes: Outcome[] }

/** Invoices of each order that charge again what was taken back before, by its row. */
export type Again = ReadonlyMap<string, readonly string[]>
type Settling = { orders: readonly OrderRow[]; waiting: ReadonlyMap<string, readonly Waiting[]>; again: Again }
type LinesOf = ReadonlyMap<string, ReadonlyMap<string, string>>

/**
 * Credits the invoices of orders for their refunds, the oldest first: the first of each order together, then the second of
 * each, so that it takes as many rounds as an order has refunds. What is more than is left of an invoice is not credited.
 */
export async function creditRefunds(ctx: Ctx, shop: Shop, { orders, waiting, again }: Settling): Promise<TakingBack> {
  const queues = orders.flatMap(order => {
    const refunds = waiting.get(order.id) ?? []
    return order.invoiceId && refunds.length > 0 ? [{ order, refunds }] : []
  })
  const all: TakingBack = { taken: [], outcomes: [] }
  if (queues.length === 0) return all
  const lines = await invoiceLinesOf(
    ctx,
    queues.map(({ order }) => order.id),
  )
  for (let turn = 0; ; turn++) {
    const round = queues.flatMap(({ order, refunds }) =>
      refunds.slice(turn, turn + 1).map(refund => ({ order, refund })),
    )
    if (round.length === 0) return all
    const { taken, outcomes } = await creditRound(ctx, shop, { round, lines, again })
    all.taken.push(...taken)
    all.outcomes.push(...outcomes)
  }
}

type Round = { round: readonly { order: OrderRow; refund: Waiting }[]; lines: LinesOf; again: Again }

async function creditRound(ctx: Ctx, shop: Shop, { round, lines, again }: Round): Promise<TakingBack> {
  const documents = await creditablesOf(
    ctx,
    round.flatMap(({ order }) => invoicesOf(order, again)),
  )
  const outcomes: Outcome[] = []
  const takings = round.flatMap(({ order, refund }): Taking[] => {
    const invoiceId = meantBy(refund, invoicesOf(order, again), documents)
    const document = documents.get(invoiceId)!
    const said = refund.read ?? withoutLines(refund, document)
    const refunding = said && refundingOf(document, said, lines.get(order.id) ?? new Map())
    if (!refunding) outcomes.push(leftAside(refund, said !== undefined))
    const { externalId, refundedAt: at } = refund
    const reason = refund.reason || takenBackWords[order.language].refund(order.number)
    return refunding ? [{ ...refunding, order, invoiceId, refund, externalId, at, reason }] : []
  })
  return { taken: await credit(ctx, shop, takings), outcomes }
}

const invoicesOf = ({ id, invoiceId }: OrderRow, again: Again) => [invoiceId!, ...(again.get(id) ?? [])]

/** What charges again exactly so much is meant; else the invoice, else the first that so much is left of. */
function meantBy({ cents }: Waiting, [own, ...again]: string[], documents: ReadonlyMap<string, Creditable>): string {
  const leftAt = (id: string) => leftCents(documents.get(id)!)
  const exactly = again.find(id => leftAt(id) === cents)
  return exactly ?? [own!, ...again].find(id => leftAt(id) >= cents) ?? own!
}

/** A refund that only its order told of is understood when it takes back all that is left: its lines say nothing more. */
const withoutLines = ({ cents }: Waiting, document: Creditable): Pick<ShopRefund, 'cents' | 'lines'> | undefined =>
  cents === leftCents(document) ? { cents, lines: [] } : undefined

const leftAside = ({ id }: Waiting, understood: boolean): Outcome => ({
  ...{ id, kind: null, effect: null, creditNoteId: null },
  state: understood ? 'quarantined' : 'waits',
  stateReason: understood ? 'refundBeyondInvoice' : 'refundNotRead',
})

/** Credits what is left of the invoices of orders that are sales no more. Source: ABO-82. */
export async function creditCancelled(
  ctx: Ctx,
  shop: Shop,
  orders: readonly { row: OrderRow; at: string | null }[],
  again: Again,
): Promise<TakenBack[]> {
  if (orders.length === 0) return []
  const documents = await creditablesOf(
    ctx,
    orders.flatMap(({ row }) => invoicesOf(row, again)),
  )
  const takings = orders.flatMap(({ row: order, at }) =>
    invoicesOf(order, again).flatMap((invoiceId, turn): Taking[] => {
      const refunding = allOf(documents.get(invoiceId)!, turn === 0 && order.cancelledOn === null)
      const externalId = turn === 0 ? order.externalId : `${order.externalId}.${turn}`
      const reason = takenBackWords[order.language].cancelled(order.number)
      return refunding ? [{ ...refunding, order, invoiceId, refund: null, externalId, at, reason }] : []
    }),
  )
  return credit(ctx, shop, takings)
}

/** All that is left, also of what cost nothing and was not taken back yet. */
function allOf(document: Creditable, isUntouched: boolean): Refunding | undefined {
  const cents = leftCents(document)
  const costNothing = document.lines.every(({ grossCents }) => grossCents === 0)
  return cents > 0 || (isUntouched && costNothing) ? refundingOf(document, { cents, lines: [] }, new Map()) : undefined
}

/** The credit notes, of the shop's numbers where it issues them itself; what was sold goes on until its effect is known. */
async function credit(ctx: Ctx, shop: Shop, takings: readonly Taking[]): Promise<TakenBack[]> {
  const said = takings.map(taking => ({ ...taking, on: dayOf(ctx, shop, taking) }))
  const credited = await creditInvoices(
    ctx,
    said.map(({ order, invoiceId, asked, on, reason, externalId }) => ({
      ...{ id: invoiceId, asked, on, reason, service: 'keep' },
      elsewhere: {
        number: shop.invoicedBy === 'shop' ? `${shop.numberPrefix}${order.number}-R${externalId}` : undefined,
        source: `shop:${shop.id}`,
        sourceReference: `R${externalId}`,
      },
    })),
  )
  return said.map(({ asked: _, at: _at, ...taking }, index) => ({
    ...taking,
    creditNote: credited[index]!.creditNote!,
  }))
}

/** The shop's documents are of the day of the refund there, never before their invoice; ours of today. */
function dayOf({ today }: Ctx, { invoicedBy, timeZone }: Shop, { order, invoiceId, at }: Taking): string {
  if (invoicedBy === 'facteur' || invoiceId !== order.invoiceId) return today
  return latest(order.issuedOn!, at === null ? today : dayIn(timeZone, at))
}
