/** Where an order stands, whatever its status is called: its row derives it (`orders.state`). */
export const ORDER_STATES = ['draft', 'open', 'part-delivered', 'delivered', 'closed', 'cancelled'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** How much of an order left or came in: nothing, a part, or all that is due of it. */
export type Extent = 'none' | 'part' | 'all'

export const extentOf = ({ dueCount, deliveredCount }: { dueCount: number; deliveredCount: number }): Extent => {
  if (deliveredCount === 0) return 'none'
  return deliveredCount < dueCount ? 'part' : 'all'
}
