import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { journalWords } from '../labels/screens.ts'

/** The two views of the sealed journal. */
export function useSealedTabs(active: 'entries' | 'closings') {
  const words = useLabels(journalWords)
  const path = useCompanyPath()
  return [
    { label: words.entries, to: path('sealed-journal'), active: active === 'entries' },
    { label: words.closings, to: path('sealed-closings'), active: active === 'closings' },
  ]
}
