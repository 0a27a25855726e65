import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogueWords } from '../labels/catalogue-screens.ts'

const TABS = ['partner-catalogues', 'sent-catalogues'] as const

/** Catalogues that came and those that left. */
export function useCatalogueTabs(active: (typeof TABS)[number]) {
  const words = useLabels(catalogueWords)
  const path = useCompanyPath()
  const named = { 'partner-catalogues': words.received, 'sent-catalogues': words.sent }
  return TABS.map(tab => ({ label: named[tab], to: path(tab), active: tab === active }))
}
