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
  /** Null: the order was cancelled, no refund tells of it. */
  refund: Waiting | null
  /** What it is in the shop, after `R`. */
  externalId: string
  at: string | null
  reason: string
}

export type TakenBack = Omit<Taking, 'asked' | 'at'> & { on: string; creditNote: { id: string; number: string } }
export type TakingBack = { taken: TakenBack[]; outcomes: Outcome[] }

type Settling = { orders: readonly OrderRow[]; waiting: ReadonlyMap<string, readonly Waiting[]> }
type LinesOf = ReadonlyMap<string, ReadonlyMap<string, string>>

/**
 * Credits the invoices of orders for their refunds, the oldest first: the first of each order together, then the second of
 * each, so that it takes as many rounds as an order has refunds. What is more than is left of an invoice is not credited.
 */
export async function creditRefunds(ctx: Ctx, shop: Shop, { orders, waiting }: Settling): Promise<TakingBack> {
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
    const { taken, outcomes } = await creditRound(ctx, shop, round, lines)
    all.taken.push(...taken)
    all.outcomes.push(...outcomes)
  }
}

type Round = readonly { order: OrderRow; refund: Waiting }[]

async function creditRound(ctx: Ctx, shop: Shop, round: Round, lines: LinesOf): Promise<TakingBack> {
  const documents = await creditablesOf(
    ctx,
    round.map(({ order }) => order.invoiceId!),
  )
  const outcomes: Outcome[] = []
  const takings = round.flatMap(({ order, refund }): Taking[] => {
    const document = documents.get(order.invoiceId!)!
    const said = refund.read ?? withoutLines(refund, document)
    const refunding = said && refundingOf(document, said, lines.get(order.id) ?? new Map())
    if (!refunding) outcomes.push(leftAside(refund, said !== undefined))
    const { externalId, refundedAt: at } = refund
    const reason = refund.reason || takenBackWords[order.language].refund(order.number)
    return refunding ? [{ ...refunding, order, refund, externalId, at, reason }] : []
  })
  return { taken: await credit(ctx, shop, takings), outcomes }
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
  orders: readonly { row: OrderRow; at: string }[],
): Promise<TakenBack[]> {
  if (orders.length === 0) return []
  const documents = await creditablesOf(
    ctx,
    orders.map(({ row }) => row.invoiceId!),
  )
  return credit(
    ctx,
    shop,
    orders.flatMap(({ row: order, at }): Taking[] => {
      const document = documents.get(order.invoiceId!)!
      const cents = leftCents(document)
      const isFree = document.credited.length === 0 && document.lines.every(({ credited }) => credited.grossCents === 0)
      const refunding = (cents > 0 || isFree) && refundingOf(document, { cents, lines: [] }, new Map())
      const reason = takenBackWords[order.language].cancelled(order.number)
      return refunding ? [{ ...refunding, order, refund: null, externalId: order.externalId, at, reason }] : []
    }),
  )
}

/** The credit notes, of the shop's numbers where it issues them itself; what was sold goes on until its effect is known. */
async function credit(ctx: Ctx, shop: Shop, takings: readonly Taking[]): Promise<TakenBack[]> {
  const said = takings.map(taking => ({ ...taking, on: dayOf(ctx, shop, taking) }))
  const credited = await creditInvoices(
    ctx,
    said.map(({ order, asked, on, reason, externalId }) => ({
      ...{ id: order.invoiceId!, asked, on, reason, service: 'keep' },
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
function dayOf({ today }: Ctx, { invoicedBy, timeZone }: Shop, { order, at }: Taking): string {
  if (invoicedBy === 'facteur') return today
  return latest(order.issuedOn!, at === null ? today : dayIn(timeZone, at))
}
