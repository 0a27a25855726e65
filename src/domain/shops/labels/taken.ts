import { labels } from '../../../values/labels.ts'

/** What the command line says was done with an order. */
export const takenWords = labels(
  {
    taken: 'prise',
    unchanged: 'inchangée',
    quarantined: 'en quarantaine',
    invoice: 'facture',
    unequal: 'son total diffère de celui de la boutique',
    refundsWithoutOrder: 'Commandes qui manquent et dont les remboursements les attendent',
    passedOver: 'Documents d’autre chose, laissés de côté',
  },
  {
    taken: 'taken',
    unchanged: 'unchanged',
    quarantined: 'in quarantine',
    invoice: 'invoice',
    unequal: 'its total differs from that of the shop',
    refundsWithoutOrder: 'Missing orders that their refunds wait for',
    passedOver: 'Documents of something else, left aside',
  },
)
