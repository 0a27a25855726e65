import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { orderWords } from '../labels/screens.ts'
import { settingsWords } from '../labels/settings-screens.ts'

const TABS = ['orders', 'supplier-orders', 'deliveries', 'order-settings'] as const

/** The orders of customers, those to suppliers, what left or came in, and the company's own words. */
export function useOrderTabs(active: (typeof TABS)[number]) {
  const words = useLabels(orderWords)
  const path = useCompanyPath()
  const { settings } = useLabels(settingsWords)
  const labels = {
    orders: words.orders,
    'supplier-orders': words.supplierOrders,
    deliveries: words.deliveries,
    'order-settings': settings,
  }
  return TABS.map(tab => ({ label: labels[tab], to: path(tab), active: tab === active }))
}
