import { productCode } from '../../catalog/rules/product-code.ts'
import type { ShopLine } from './order.ts'
import { tidied } from './person.ts'

const NAME_LENGTH = 300

/** The key of what a line sells: the product, its variation, or the name alone of one deleted in the shop. Source: W-17. */
export function productKey({ product, name }: Pick<ShopLine, 'product' | 'name'>): string {
  if (!product) return `name:${tidied(name, NAME_LENGTH)}`
  return product.variationId ? `${product.externalId}:${product.variationId}` : product.externalId
}

/** What a line may be called by here, as it was when it was ordered: an SKU in capitals, without spaces around. */
export const codeOf = ({ sku }: Pick<ShopLine, 'sku'>): string => productCode(tidied(sku))

/** What a product of a shop is called; one without name by its key. */
export const productName = (line: Pick<ShopLine, 'product' | 'name'>): string =>
  tidied(line.name, NAME_LENGTH) || productKey(line)

/** Nobody said yet which product of ours it is; it is one; it is none. */
export const PRODUCT_STATES = ['waiting', 'mapped', 'none'] as const
export type ProductState = (typeof PRODUCT_STATES)[number]
