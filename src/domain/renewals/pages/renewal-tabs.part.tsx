import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { seriesWords } from '../labels/series.ts'

/** The views of the follow-up of subscriptions: who ends, who is reminded, and what it brings. Source: ABO-73. */
export function useFollowTabs(active: 'expiring' | 'renewals' | 'renewal-notices' | 'renewal-rates') {
  const words = useLabels(seriesWords)
  const path = useCompanyPath()
  return [
    { label: words.expirations, to: path('expiring'), active: active === 'expiring' },
    { label: words.series, to: path('renewals'), active: active === 'renewals' },
    { label: words.notices, to: path('renewal-notices'), active: active === 'renewal-notices' },
    { label: words.rates, to: path('renewal-rates'), active: active === 'renewal-rates' },
  ]
}
