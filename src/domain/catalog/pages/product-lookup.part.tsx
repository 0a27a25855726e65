import { apiOf } from '../../../platform/web/api.ts'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { catalogContract } from '../contract.ts'

/** Finds a product on sale by its code or label. */
export const productLookup = lookupSource(
  'products',
  apiOf('catalog', catalogContract).products,
  ({ id, code, label }) => ({ value: id, label: `${code} · ${label}` }),
)
