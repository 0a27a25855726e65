import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { mandates } from './debit-api.part.ts'

/** Finds one of the mandates of a customer. */
export const mandateLookupOf = (customerId: string) =>
  lookupSource(
    'mandates',
    mandates,
    ({ id, reference, iban, debtorName }) => ({ value: id, label: `${reference} · ${iban}`, hint: debtorName }),
    { customerId },
  )
