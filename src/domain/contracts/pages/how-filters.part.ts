import { useMemo } from 'react'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { editorWords } from '../../invoicing/labels/editor.ts'
import { PAYMENT_METHODS } from '../../invoicing/rules/document.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { contractWords } from '../labels/screens.ts'
import { INVOICING } from '../rules/contract.ts'

/** How they are paid and who makes their invoices: asked of contracts and of their terms alike. */
export function useHowFilters(): ListFilter[] {
  const words = useLabels(contractWords)
  const { invoicings } = useLabels(contractFormWords)
  const { methods } = useLabels(editorWords)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'paymentMethod',
        label: words.method,
        apart: true,
        options: PAYMENT_METHODS.map(value => ({ value, label: methods[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'invoicing',
        label: words.invoicing,
        apart: true,
        options: INVOICING.map(value => ({ value, label: invoicings[value] })),
      },
    ],
    [words, invoicings, methods],
  )
}
