import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { issueWords } from '../labels/issues.ts'
import { catalogLabels } from '../labels.ts'
import { useIssueWords } from './only-kind.part.tsx'

/** The views of what is published. */
export function useCatalogTabs(active: 'titles' | 'issues' | 'stock') {
  const labels = useLabels(catalogLabels)
  const { stock } = useLabels(issueWords)
  const { own } = useIssueWords()
  const path = useCompanyPath()
  return [
    { label: labels.titles, to: path('titles'), active: active === 'titles' },
    { label: own.issues, to: path('issues'), active: active === 'issues' },
    { label: stock, to: path('stock'), active: active === 'stock' },
  ]
}
