import { apiOf } from '../../../platform/web/api.ts'
import type { LookupSource } from '../../../platform/web/filters/filter-types.ts'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { catalogContract } from '../contract.ts'
import { productCode } from '../rules/product-code.ts'

const byWords = lookupSource(
  'products',
  apiOf('catalog', catalogContract).products,
  ({ id, code, label }) => ({ value: id, label: `${code} · ${label}` }),
  { sort: 'code' },
)

/** Finds a product on sale by its label or code; those whose code begins with what is typed come first. */
export const productLookup: LookupSource = {
  ...byWords,
  search: async (text, signal) => {
    const found = await byWords.search(text, signal)
    const begins = Map.groupBy(found, ({ label }) => label.startsWith(productCode(text)))
    return [...(begins.get(true) ?? []), ...(begins.get(false) ?? [])]
  },
}
