import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogueWords } from '../labels/catalogue-screens.ts'
import { collectWords } from '../labels/collect-screens.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'

const TABS = [
  'sent-orders',
  'collected-documents',
  'partner-catalogues',
  'sent-catalogues',
  'partners',
  'mailboxes',
  'exchange-settings',
] as const

/** What leaves, what comes, with whom and how: orders and catalogues. Source: INT-12, X-35. */
export function useExchangeTabs(active: (typeof TABS)[number]) {
  const words = useLabels(exchangeWords)
  const { collect, mailboxes } = useLabels(collectWords)
  const { received, sent } = useLabels(catalogueWords)
  const path = useCompanyPath()
  const named = {
    'sent-orders': words.send,
    'collected-documents': collect,
    'partner-catalogues': received,
    'sent-catalogues': sent,
    partners: words.partners,
    mailboxes,
    'exchange-settings': words.settings,
  }
  return TABS.map(tab => ({ label: named[tab], to: path(tab), active: tab === active }))
}
