/** Where an order stands, whatever its status is called: this is derived, and no column holds it. */
export const ORDER_STATES = ['draft', 'open', 'part-delivered', 'delivered', 'closed', 'cancelled'] as const
export type OrderState = (typeof ORDER_STATES)[number]

type Standing = {
  confirmedOn: string | null
  closedOn: string | null
  cancelledOn: string | null
  /** Of all lines: what is ordered and not given up, and what left or came in. */
  due: number
  delivered: number
}

export function orderStateOf({ confirmedOn, closedOn, cancelledOn, due, delivered }: Standing): OrderState {
  if (cancelledOn !== null) return 'cancelled'
  if (confirmedOn === null) return 'draft'
  if (closedOn !== null) return 'closed'
  if (due > 0 && delivered >= due) return 'delivered'
  return delivered > 0 ? 'part-delivered' : 'open'
}
