import { IconShoppingBag } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of the shops whose sales are taken. */
export const shopScreens: Screen[] = [
  {
    path: 'shop-orders',
    group: 'records',
    icon: IconShoppingBag,
    right: 'shops.read',
    also: ['shop-products', 'shop-doubts', 'shop-refunds', 'shop-reconciliation', 'shop-connections', 'shop-health'],
    label: { fr: 'Boutiques', en: 'Shops' },
    load: async () => (await import('../../domain/shops/pages/shop-orders.page.tsx')).ShopOrdersPage,
  },
  {
    path: 'shop-products',
    right: 'shops.read',
    label: { fr: 'Produits des boutiques', en: 'Products of shops' },
    load: async () => (await import('../../domain/shops/pages/shop-products.page.tsx')).ShopProductsPage,
  },
  {
    path: 'shop-doubts',
    right: 'shops.read',
    label: { fr: 'Doublons possibles', en: 'Possible duplicates' },
    load: async () => (await import('../../domain/shops/pages/shop-doubts.page.tsx')).ShopDoubtsPage,
  },
  {
    path: 'shop-connections',
    right: 'shops.read',
    label: { fr: 'Boutiques connectées', en: 'Connected shops' },
    load: async () => (await import('../../domain/shops/pages/shop-connections.page.tsx')).ShopConnectionsPage,
  },
  {
    path: 'shop-connections/$id',
    right: 'shops.read',
    label: { fr: 'Boutique', en: 'Shop' },
    load: async () => (await import('../../domain/shops/pages/shop.page.tsx')).ShopPage,
  },
  {
    path: 'shop-refunds',
    right: 'shops.read',
    label: { fr: 'Remboursements des boutiques', en: 'Refunds of the shops' },
    load: async () => (await import('../../domain/shops/pages/shop-refunds.page.tsx')).ShopRefundsPage,
  },
  {
    path: 'shop-reconciliation',
    right: 'shops.read',
    label: { fr: 'Rapprochement des boutiques', en: 'Reconciliation of the shops' },
    load: async () => (await import('../../domain/shops/pages/shop-reconciliation.page.tsx')).ShopReconciliationPage,
  },
  {
    path: 'shop-health',
    right: 'shops.read',
    label: { fr: 'Santé des boutiques', en: 'Health of the shops' },
    load: async () => (await import('../../domain/shops/pages/shop-health.page.tsx')).ShopHealthPage,
  },
]
