import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { mandates } from './debit-api.part.ts'

/** Finds a mandate by its reference or its customer. */
export const mandateLookup = lookupSource('mandates', mandates, ({ id, reference, iban, customer }) => ({
  value: id,
  label: `${reference} · ${iban}`,
  hint: customer,
}))
