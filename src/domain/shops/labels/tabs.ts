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
    noShop: 'Aucune boutique n’est encore connectée\u00a0: ses commandes deviendront des factures et des achats.',
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
    noShop: 'No shop is connected yet: its orders will become invoices and purchases.',
  },
)
