import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { subscriptionsLabels } from '../labels.ts'

/** The two views of the purchases, and those that nobody pays for. Source: ABO-27, CIR-11. */
export function usePurchaseTabs(active: 'subscriptions' | 'single-issues' | 'free-services') {
  const labels = useLabels(subscriptionsLabels)
  const form = useLabels(purchaseFormWords)
  const path = useCompanyPath()
  return [
    { label: labels.subscriptions, to: path('subscriptions'), active: active === 'subscriptions' },
    { label: labels.singleIssues, to: path('single-issues'), active: active === 'single-issues' },
    { label: form.free, to: path('free-services'), active: active === 'free-services' },
  ]
}
