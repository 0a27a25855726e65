import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { shopTabWords } from '../labels/tabs.ts'

/** Each is the address of its screen. */
const SHOP_TABS = [
  'shop-orders',
  'shop-products',
  'shop-doubts',
  'shop-refunds',
  'shop-reconciliation',
  'shop-connections',
  'shop-health',
] as const

/** The views of the shops: what was sold, what waits for an answer, and how they are reached. */
export function useShopTabs(active: (typeof SHOP_TABS)[number]) {
  const words = useLabels(shopTabWords)
  const path = useCompanyPath()
  return SHOP_TABS.map(tab => ({ label: words[tab], to: path(tab), active: tab === active }))
}
