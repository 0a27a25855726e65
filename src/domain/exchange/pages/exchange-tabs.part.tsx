import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { collectWords } from '../labels/collect-screens.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'

const TABS = ['sent-orders', 'collected-documents', 'mailboxes', 'partners', 'exchange-settings'] as const

/** What is sent, what is collected, with whom and how. Source: INT-12, X-35. */
export function useExchangeTabs(active: (typeof TABS)[number]) {
  const words = useLabels(exchangeWords)
  const { collect, mailboxes } = useLabels(collectWords)
  const path = useCompanyPath()
  const named = {
    'sent-orders': words.send,
    'collected-documents': collect,
    mailboxes,
    partners: words.partners,
    'exchange-settings': words.settings,
  }
  return TABS.map(tab => ({ label: named[tab], to: path(tab), active: tab === active }))
}
