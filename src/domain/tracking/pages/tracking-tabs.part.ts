import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { trackWords } from '../labels/screens.ts'

const TABS = ['tracking', 'tracking-board', 'workshop', 'stages'] as const

/** The views of the workshop: its list, its board, and the stages they show. */
export function useTrackingTabs(active: (typeof TABS)[number]) {
  const words = useLabels(trackWords)
  const path = useCompanyPath()
  const labels = { tracking: words.list, 'tracking-board': words.board, workshop: words.workshop, stages: words.stages }
  return TABS.map(tab => ({ label: labels[tab], to: path(tab), active: tab === active }))
}
