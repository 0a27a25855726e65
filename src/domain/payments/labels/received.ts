import { labels } from '../../../values/labels.ts'

/** Words of what the home page says of money received. */
export const receivedWords = labels(
  {
    received: 'Encaissements',
    inMonth: (month: string) => `en ${month}`,
    month: 'Mois',
    amount: 'Encaissé',
    none: 'Aucun règlement depuis un an.',
  },
  {
    received: 'Money received',
    inMonth: (month: string) => `in ${month}`,
    month: 'Month',
    amount: 'Received',
    none: 'No payment for a year.',
  },
)
