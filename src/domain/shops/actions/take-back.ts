import type { Ctx } from '../../../platform/http/context.ts'
import { creditInvoices } from '../../invoicing/actions/credit.ts'
import { creditablesOf } from '../../invoicing/queries/creditable.ts'
import { type Asked, type Creditable, leftCents } from '../../invoicing/rules/credit.ts'
import { takenBackWords } from '../labels/taken-back.ts'
import { invoiceLinesOf, type OrderRow } from '../queries/settling.ts'
import type { Shop } from '../queries/shops.ts'
import { dayIn, latest } from '../rules/days.ts'
import type { RefundKind, ShopRefund } from '../rules/order.ts'
import { type Refunding, refundingOf } from '../rules/refund.ts'
import type { Outcome, Waiting } from './refund-rows.ts'

/** What is to be taken off the invoices of an order, and why. */
type Taking = {
  order: OrderRow
  /** Null: the order was cancelled, no refund tells of it. */
  refund: Waiting | null
  kind: RefundKind
  endedLines: string[]
  at: string | null
  reason: string
  parts: Part[]
}
/** Of one invoice: its own, or one that charges again what was taken back before; what it is in the shop, after `R`. */
type Part = { invoiceId: string; asked: Asked; externalId: string }
type CreditNote = { id: string; number: string }

export type TakenBack = Omit<Taking, 'parts' | 'at'> & { on: string; creditNotes: CreditNote[] }
export type TakingBack = { taken: TakenBack[]; outcomes: Outcome[] }

/** Invoices of each order that charge again what was taken back before, by its row. */
export type Again = ReadonlyMap<string, readonly string[]>
type Settling = { orders: readonly OrderRow[]; waiting: ReadonlyMap<string, readonly Waiting[]>; again: Again }
type LinesOf = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>

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
    const those = invoicesOf(order, again).map((id): Invoice => ({ id, document: documents.get(id)! }))
    const left = those.reduce((sum, { document }) => sum + leftCents(document), 0)
    // A refund that only its order told of is understood when it takes back all that is left: its lines say nothing more.
    const said = refund.read ?? (refund.cents === left ? { cents: left, lines: [] } : undefined)
    if (!said || said.cents > left) {
      outcomes.push(leftAside(refund, said !== undefined))
      return []
    }
    const reason = refund.reason || takenBackWords[order.language].refund(order.number)
    const parts = partsOf(those, said, { externalId: refund.externalId, linesOf: lines.get(order.id) ?? new Map() })
    const kind = said.cents === left ? 'whole' : said.lines.length > 0 ? 'lines' : 'amount'
    return [{ order, refund, kind, at: refund.refundedAt, reason, ...parts }]
  })
  return { taken: await credit(ctx, shop, takings), outcomes }
}

const invoicesOf = ({ id, invoiceId }: OrderRow, again: Again) => [invoiceId!, ...(again.get(id) ?? [])]

type Invoice = { id: string; document: Creditable }
type Said = Pick<ShopRefund, 'cents' | 'lines'>
type OfRefund = { externalId: string; linesOf: ReadonlyMap<string, readonly string[]> }

/**
 * One invoice bears a refund: the one that charges again exactly so much, else the own one, else the first that so much is
 * left of. Where none does, they bear it one after the other.
 */
function partsOf(invoices: readonly Invoice[], said: Said, { externalId, linesOf }: OfRefund) {
  const [own, ...again] = invoices
  const isEnough = ({ document }: Invoice) => leftCents(document) >= said.cents
  const one = again.find(({ document }) => leftCents(document) === said.cents) ?? invoices.find(isEnough)
  const parts: Part[] = []
  let endedLines: string[] = []
  let rest = said.cents
  for (const { id: invoiceId, document } of one ? [one] : invoices) {
    const cents = Math.min(rest, leftCents(document))
    if (cents === 0) continue
    const refunding = refundingOf(document, { ...said, cents }, linesOf)!
    parts.push({ invoiceId, asked: refunding.asked, externalId: turned(externalId, parts.length) })
    if (invoiceId === own!.id) endedLines = refunding.endedLines
    rest -= cents
  }
  return { parts, endedLines }
}

const turned = (externalId: string, turn: number) => (turn === 0 ? externalId : `${externalId}.${turn}`)

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
  const takings = orders.flatMap(({ row: order, at }): Taking[] => {
    const parts = invoicesOf(order, again).flatMap((invoiceId, turn): Part[] => {
      const refunding = allOf(documents.get(invoiceId)!, turn === 0 && order.cancelledOn === null)
      return refunding ? [{ invoiceId, asked: refunding.asked, externalId: turned(order.externalId, turn) }] : []
    })
    const reason = takenBackWords[order.language].cancelled(order.number)
    return parts.length > 0 ? [{ order, refund: null, kind: 'whole', endedLines: [], at, reason, parts }] : []
  })
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
  const said = takings.flatMap(taking =>
    taking.parts.map(part => ({ taking, part, on: dayOf(ctx, shop, taking, part) })),
  )
  const credited = await creditInvoices(
    ctx,
    said.map(({ taking: { order, reason }, part: { invoiceId, asked, externalId }, on }) => ({
      ...{ id: invoiceId, asked, on, reason, service: 'keep' },
      elsewhere: {
        number: shop.invoicedBy === 'shop' ? `${shop.numberPrefix}${order.number}-R${externalId}` : undefined,
        source: `shop:${shop.id}`,
        sourceReference: `R${externalId}`,
      },
    })),
  )
  const notes = said.map((one, at) => ({ ...one, creditNote: credited[at]!.creditNote! }))
  return [...Map.groupBy(notes, ({ taking }) => taking)].map(([{ parts: _, at: _at, ...taking }, those]) => ({
    ...taking,
    on: those[0]!.on,
    creditNotes: those.map(({ creditNote }) => creditNote),
  }))
}

/** The shop's documents are of the day of the refund there, never before their invoice; ours of today. */
function dayOf({ today }: Ctx, { invoicedBy, timeZone }: Shop, { order, at }: Taking, { invoiceId }: Part): string {
  if (invoicedBy === 'facteur' || invoiceId !== order.invoiceId) return today
  return latest(order.issuedOn!, at === null ? today : dayIn(timeZone, at))
}
