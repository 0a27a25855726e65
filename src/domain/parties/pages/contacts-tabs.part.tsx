import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListTab } from '../../../platform/web/list/list-types.ts'
import { duplicateWords } from '../labels/duplicates.ts'
import { letterWords } from '../labels/letters.ts'
import { partiesLabels } from '../labels.ts'

/** The screens about contacts, side by side. */
export function useContactsTabs(active: 'contacts' | 'duplicates' | 'letters'): ListTab[] {
  const path = useCompanyPath()
  const { parties } = useLabels(partiesLabels)
  const { duplicates } = useLabels(duplicateWords)
  const { letters } = useLabels(letterWords)
  return [
    { label: parties, to: path('contacts'), active: active === 'contacts' },
    { label: duplicates, to: path('duplicates'), active: active === 'duplicates' },
    { label: letters, to: path('letters'), active: active === 'letters' },
  ]
}
