import { reactions } from '../../../app/reactions.ts'
import { constraints } from '../../../app/texts.ts'
import type { Database } from '../../../platform/db/database.ts'
import { aCreditor } from '../../payments/factory.ts'
import { ordersOperations as orders } from '../operations.ts'

/** A line of text, of so many cents each before tax. */
export const textLine = (label: string, quantity: number, unitCents = 10_000) => ({
  ...{ productId: null, label, quantity, unitCents, vatRateBps: 2000 },
})

/** A company that takes orders of its customer: three tables and two chairs, unless other lines are said. */
export async function aTrader(database: Database, today = '2026-06-03') {
  const of = await aCreditor(database, { reactions, constraints, today })
  const order = (more: object = {}) =>
    of.call(orders.create, {
      partyId: of.customerId,
      priceBasis: 'net',
      lines: [textLine('Table', 3), textLine('Chaise', 2)],
      ...more,
    })
  return { ...of, order }
}
