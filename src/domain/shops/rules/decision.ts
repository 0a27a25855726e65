import type { Meaning, OrderState, ShopOrder } from './order.ts'

/** What was made of an order before, and how it stands. */
export type Made = { invoicedCents: number; totalCents: number; state: OrderState; reason: string | null }

export type Decision = {
  state: OrderState
  /** Why it waits, a code; null: it does not. */
  reason: string | null
  /** It is a sale that has no invoice yet. */
  invoices: boolean
  /** What was taken back of it is taken off its invoice. */
  settles: boolean
}

type Facts = {
  order: Pick<ShopOrder, 'lines' | 'totalCents' | 'isTest' | 'status'>
  meaning: Meaning
  /** Before the day from which orders are taken. */
  isEarlier: boolean
  made: Made | null
}

const decision = (state: OrderState, also: Partial<Decision> = {}): Decision => ({
  state,
  reason: null,
  invoices: false,
  settles: false,
  ...also,
})

/** In the bin of the shop: it may come back, or be deleted. */
export const isInTheBin = ({ status }: Pick<ShopOrder, 'status'>): boolean => status === 'trash'

/** What is to be done about an order, by what its status means and what was made of it. Source: ABO-8, E4. */
export function decisionOf({ order, meaning, isEarlier, made }: Facts): Decision {
  const isSale = meaning === 'sold' || meaning === 'refunded'
  if (made) {
    if (isInTheBin(order)) return standing(made)
    const isAnswered = made.state === 'taken' && made.totalCents === order.totalCents
    if (isSale && order.totalCents !== made.invoicedCents && !isAnswered)
      return decision('waits', { reason: 'totalChanged', settles: true })
    return decision('taken', { settles: true })
  }
  if (isEarlier || order.isTest || meaning === 'ignored') return decision('left-alone')
  const sellsNothing = order.lines.length === 0 && order.totalCents === 0
  return isSale && !sellsNothing ? decision('taken', { invoices: true, settles: true }) : decision('not-sold')
}

/** As it stands: what becomes of what the shop threw away is asked about elsewhere. */
const standing = ({ state, reason }: Made): Decision =>
  state === 'waits' ? decision('waits', { reason }) : decision('taken')
