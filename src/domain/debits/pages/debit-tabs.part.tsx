import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { debitWords } from '../labels/screens.ts'

const TABS = [
  'debit-candidates',
  'debit-notices',
  'debit-batches',
  'debit-returns',
  'mandates',
  'debit-settings',
] as const

/** The views of direct debits, in the order of the work. */
export function useDebitTabs(active: (typeof TABS)[number]) {
  const words = useLabels(debitWords)
  const path = useCompanyPath()
  const named = {
    'debit-candidates': words.candidates,
    'debit-notices': words.notices,
    'debit-batches': words.batches,
    'debit-returns': words.returns,
    mandates: words.mandates,
    'debit-settings': words.settings,
  }
  return TABS.map(tab => ({ label: named[tab], to: path(tab), active: tab === active }))
}
