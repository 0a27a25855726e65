import { z } from 'zod'
import { cents, contract, id } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import { PRODUCT_STATES } from '../rules/products.ts'
import { PROPOSAL_REASONS } from '../rules/proposals.ts'

/** A product of a shop, which of ours it is, and what waits for that to be said. */
export const shopProductRow = z.object({
  id,
  shopId: id,
  shop: z.string(),
  externalId: z.string().describe('in the shop; product:variation; name:… for one that was deleted there'),
  sku: z.string(),
  name: z.string(),
  state: z.enum(PRODUCT_STATES),
  productId: id.nullable(),
  productCode: z.string(),
  productLabel: z.string(),
  decidedBy: z.enum(['sku', 'hand']).nullable(),
  lastSoldAt: z.string().nullable(),
  waitingSales: z.int().describe('lines invoiced by their name alone'),
  waitingCents: cents.describe('tax included; of several currencies, their sum says nothing'),
  waitingCurrency: z.string().describe('empty: none, or several'),
})

const proposal = z.object({
  productId: id,
  code: z.string(),
  label: z.string(),
  grossCents: cents.nullable(),
  reasons: z.array(z.enum(PROPOSAL_REASONS)),
})

export const shopProductCard = shopProductRow.extend({
  unitCents: cents.nullable().describe('of one, tax included, when it was last sold; null: never invoiced'),
  unitCurrency: z.string(),
  purchaseCount: z.int().describe('purchases made of it: its product no longer changes'),
  proposals: z.array(proposal).describe('of ours, the most probable first'),
  sales: z
    .array(
      z.object({
        id,
        orderId: id,
        number: z.string(),
        orderedAt: z.string().nullable(),
        buyerName: z.string(),
        quantity: z.int(),
        grossCents: cents,
        currency: z.string(),
      }),
    )
    .describe('the latest ones'),
})

const mapped = shopProductCard.extend({
  lines: z.int().describe('sales of before that were mapped at once'),
  workId: id.nullable().describe('the long work that maps the others; null: all are done'),
})

/** Which product of ours each product of a shop is. Source: ABO-12, E9. */
export const shopProductsContract = {
  ...listContract({
    path: '/shop-products',
    summary: 'Products of shops, and which of ours they are',
    right: 'shops.read',
    row: shopProductRow,
    sorts: ['waiting', 'lastSoldAt', 'name'],
    filters: { shopId: id.optional(), state: z.enum(PRODUCT_STATES).optional() },
  }),
  get: contract({
    method: 'GET',
    path: '/shop-products/{id}',
    summary: 'A product of a shop, its latest sales and which of ours it may be',
    right: 'shops.read',
  })
    .input(z.object({ id }))
    .output(shopProductCard),
  map: contract({
    method: 'POST',
    path: '/shop-products/{id}/map',
    summary: 'Say which product of ours it is: what was sold of it before makes its purchases',
    right: 'shops.write',
    refusals: ['shops.productServed', 'shops.unknownProduct', 'catalog.notComposedYet', 'catalog.noIssueOnSale'],
  })
    .input(z.object({ id, productId: id.nullable().describe('null: none of ours') }))
    .output(mapped),
  unmap: contract({
    method: 'POST',
    path: '/shop-products/{id}/unmap',
    summary: 'Take back which product of ours it is: it waits again',
    right: 'shops.write',
    refusals: ['shops.productServed'],
  })
    .input(z.object({ id }))
    .output(shopProductCard),
}
