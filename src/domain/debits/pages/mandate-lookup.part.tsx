import { useMemo } from 'react'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { debitsLabels } from '../labels/lists.ts'
import { mandates } from './debit-api.part.ts'

/** Finds one of the mandates of a customer, and says how each stands. */
export function useMandateLookup(customerId: string) {
  const { states } = useLabels(debitsLabels)
  return useMemo(
    () =>
      lookupSource(
        'mandates',
        mandates,
        ({ id, reference, iban, state }) => ({ value: id, label: `${reference} · ${iban}`, hint: states[state] }),
        { customerId },
      ),
    [customerId, states],
  )
}
