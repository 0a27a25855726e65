import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { contracts } from './contract-api.part.ts'

/** Finds a contract by its number, its title or its customer. */
export const contractLookup = lookupSource('contracts', contracts, ({ id, number, title, customer }) => ({
  value: id,
  label: `${number} · ${title}`,
  hint: customer,
}))
