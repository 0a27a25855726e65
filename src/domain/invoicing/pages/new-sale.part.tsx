import { useNavigate } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useShortcuts } from '../../../platform/web/shortcuts.tsx'
import { invoicingWords } from '../labels/screens.ts'

/** Where a new document is typed. */
export const NEW_DOCUMENT = 'invoices/new/edit'

/** The action that begins a sale, for the lists that sales fill. */
export function useNewSale() {
  const words = useLabels(invoicingWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return {
    label: words.newSale,
    right: 'invoicing.write',
    run: () => void navigate({ to: path(NEW_DOCUMENT) }),
  }
}

/** Begins a sale from any screen, by its key or from the palette. */
export function NewSaleKey() {
  const { label, run } = useNewSale()
  useShortcuts([{ keys: 'V', label, run, command: true }])
  return null
}
