import { operation } from '../../../platform/http/operation.ts'
import type { Say } from '../../../platform/http/refusal.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { shopNamed } from '../actions/shops.ts'
import { takeFile } from '../actions/take-file.ts'
import { takeFileContract as contract } from '../contract/take-file.ts'
import { reasonSaid } from '../labels/events.ts'
import { countsOf, inWords } from './take.ts'

/** Part of `shops`. */
export const takeFileOperations = (say: Say) => ({
  takeFile: operation(contract.takeFile, async (ctx, { shop: name, content, columns, from }) => {
    const shop = await shopNamed(ctx, name, 'csv')
    if (shop.kind !== 'csv') refuse('shops.asksItsOrders', { field: 'shop', values: { name } })
    const found = await takeFile(ctx, shop, { content: Buffer.from(content, 'base64'), columns, from })
    return {
      shopId: shop.id,
      columns: found.columns,
      orders: inWords(found.orders, ctx.language, say),
      refused: found.refused.map(({ said, ...row }) => ({
        ...row,
        reasonSaid: reasonSaid(
          ctx.language,
          row.code,
          { field: row.code === 'fewColumns' ? row.column : '', said },
          say,
        ),
      })),
      ...countsOf(found.orders),
      next: found.next,
    }
  }),
})
