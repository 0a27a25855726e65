import { z } from 'zod'
import { contract, id } from '../../../platform/http/contract.ts'
import { CSV_ORDER_FIELDS } from '../formats/csv-columns.ts'
import { taken } from './take.ts'

const columns = z.partialRecord(z.enum(CSV_ORDER_FIELDS as [(typeof CSV_ORDER_FIELDS)[number]]), z.string().max(200))
const count = z.int()

/** Part of `shops`: orders brought as a CSV export. */
export const takeFileContract = {
  takeFile: contract({
    method: 'POST',
    path: '/shops/files',
    summary: 'Take a CSV export of orders, one row per line of an order, a thousand orders at a time, each once',
    right: 'shops.write',
    refusals: ['shops.asksItsOrders'],
  })
    .input(
      z.object({
        shop: z.string().trim().min(1).max(100).describe('its name; a shop of files is made when there is none'),
        content: z.string().min(1).max(19_000_000).describe('base64'),
        columns: columns
          .optional()
          .describe('the heading of a field, where the guess is wrong; remembered for the next file'),
        from: count.min(0).default(0).describe('the `next` of the answer before'),
      }),
    )
    .output(
      z.object({
        shopId: id,
        columns: columns.describe('the heading that was read for each field'),
        orders: z.array(taken),
        refused: z.array(
          z.object({
            line: count,
            column: z.string(),
            orderId: z.string().describe('empty: the row is of no order'),
            code: z.string(),
            reasonSaid: z.string(),
          }),
        ),
        ...{ taken: count, unchanged: count, quarantined: count, unequal: count },
        next: count.nullable().describe('where to go on; null: all is taken'),
      }),
    ),
}
