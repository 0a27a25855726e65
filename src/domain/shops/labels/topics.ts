import { labels } from '../../../values/labels.ts'

/** What a shop tells by itself, by the names of WooCommerce. */
export const topicWords = labels<Record<string, string>>(
  {
    'order.created': 'Nouvelle commande',
    'order.updated': 'Commande changée',
    'order.deleted': 'Commande supprimée',
    'order.restored': 'Commande rétablie',
    'product.updated': 'Produit changé',
    'customer.updated': 'Client changé',
    'subscription.created': 'Nouvel abonnement',
    'subscription.updated': 'Abonnement changé',
    'customer.created': 'Nouveau client',
    'product.created': 'Nouveau produit',
    'product.deleted': 'Produit supprimé',
  },
  {
    'order.created': 'New order',
    'order.updated': 'Order changed',
    'order.deleted': 'Order deleted',
    'order.restored': 'Order restored',
    'product.updated': 'Product changed',
    'customer.updated': 'Customer changed',
    'subscription.created': 'New subscription',
    'subscription.updated': 'Subscription changed',
    'customer.created': 'New customer',
    'product.created': 'New product',
    'product.deleted': 'Product deleted',
  },
)
