import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { contractChangesLabels } from '../labels/changes.ts'
import { contractWords } from '../labels/screens.ts'

const TABS = [
  'contracts',
  'contract-terms',
  'contract-notices',
  'contract-prices',
  'contract-forecast',
  'contract-settings',
] as const

/** The views of the contracts: themselves, what is to be invoiced, what will be, and how it goes. */
export function useContractTabs(active: (typeof TABS)[number]) {
  const words = useLabels(contractWords)
  const { noticesTab, pricesTab } = useLabels(contractChangesLabels)
  const path = useCompanyPath()
  const labels = {
    contracts: words.contracts,
    'contract-terms': words.terms,
    'contract-notices': noticesTab,
    'contract-prices': pricesTab,
    'contract-forecast': words.forecast,
    'contract-settings': words.settings,
  }
  return TABS.map(tab => ({ label: labels[tab], to: path(tab), active: tab === active }))
}
