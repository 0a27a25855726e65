import { apiOf } from '../../../platform/web/api.ts'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { catalogContract } from '../contract.ts'

/** Finds a title by its code or name. */
export const titleLookup = lookupSource('titles', apiOf('catalog', catalogContract).titles, ({ id, name, code }) => ({
  value: id,
  label: name,
  hint: code,
}))
