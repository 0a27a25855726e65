import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogLabels } from '../labels.ts'

/** The two views of what is published. */
export function useCatalogTabs(active: 'titles' | 'issues') {
  const labels = useLabels(catalogLabels)
  const path = useCompanyPath()
  return [
    { label: labels.titles, to: path('titles'), active: active === 'titles' },
    { label: labels.issues, to: path('issues'), active: active === 'issues' },
  ]
}
