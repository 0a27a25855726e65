import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { trackFiguresWords } from '../labels/figures-screens.ts'
import { trackWords } from '../labels/screens.ts'
import { trackSettingsWords } from '../labels/settings-screens.ts'

const TABS = ['tracking', 'tracking-board', 'workshop', 'tracking-figures', 'stages', 'tracking-settings'] as const

/** The views of the workshop: its list, its board, its large screen, its times, and what is set for them. */
export function useTrackingTabs(active: (typeof TABS)[number]) {
  const words = useLabels(trackWords)
  const { figures } = useLabels(trackFiguresWords)
  const { settings } = useLabels(trackSettingsWords)
  const path = useCompanyPath()
  const labels = {
    tracking: words.list,
    'tracking-board': words.board,
    workshop: words.workshop,
    'tracking-figures': figures,
    stages: words.stages,
    'tracking-settings': settings,
  }
  return TABS.map(tab => ({ label: labels[tab], to: path(tab), active: tab === active }))
}
