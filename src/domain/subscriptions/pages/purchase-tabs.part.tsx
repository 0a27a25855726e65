import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { subscriptionsLabels } from '../labels.ts'

/** The two views of the purchases. Source: ABO-27. */
export function usePurchaseTabs(active: 'subscriptions' | 'single-issues') {
  const labels = useLabels(subscriptionsLabels)
  const path = useCompanyPath()
  return [
    { label: labels.subscriptions, to: path('subscriptions'), active: active === 'subscriptions' },
    { label: labels.singleIssues, to: path('single-issues'), active: active === 'single-issues' },
  ]
}
