import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { orderWords } from '../labels/screens.ts'

const TABS = ['orders', 'supplier-orders', 'deliveries'] as const

/** The orders of customers, those to suppliers, and what left or came in. */
export function useOrderTabs(active: (typeof TABS)[number]) {
  const words = useLabels(orderWords)
  const path = useCompanyPath()
  const labels = { orders: words.orders, 'supplier-orders': words.supplierOrders, deliveries: words.deliveries }
  return TABS.map(tab => ({ label: labels[tab], to: path(tab), active: tab === active }))
}
