import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { reminderWords } from '../labels/reminder-screens.ts'

const TABS = ['late-documents', 'reminders', 'reminder-pauses', 'reminder-settings'] as const

/** The views of what is late and of who is reminded. */
export function useLateTabs(active: (typeof TABS)[number]) {
  const words = useLabels(reminderWords)
  const path = useCompanyPath()
  const labels = {
    'late-documents': words.late,
    reminders: words.history,
    'reminder-pauses': words.pauses,
    'reminder-settings': words.levels,
  }
  return TABS.map(tab => ({ label: labels[tab], to: path(tab), active: tab === active }))
}
