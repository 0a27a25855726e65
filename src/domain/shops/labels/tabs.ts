import { labels } from '../../../values/labels.ts'

/** The views of the shops. */
export const shopTabWords = labels(
  {
    shops: 'Boutiques',
    'shop-orders': 'Commandes',
    'shop-products': 'À rattacher',
    'shop-doubts': 'Doublons possibles',
    'shop-refunds': 'Remboursements',
    'shop-reconciliation': 'Rapprochement',
    'shop-connections': 'Connexion',
    'shop-health': 'Santé',
  },
  {
    shops: 'Shops',
    'shop-orders': 'Orders',
    'shop-products': 'To be mapped',
    'shop-doubts': 'Possible duplicates',
    'shop-refunds': 'Refunds',
    'shop-reconciliation': 'Reconciliation',
    'shop-connections': 'Connection',
    'shop-health': 'Health',
  },
)
