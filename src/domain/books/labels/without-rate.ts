import { labels } from '../../../values/labels.ts'

/** What waits for a rate of exchange, on screen. */
export const withoutRateWords = labels(
  {
    title: 'Sans taux',
    lead: 'Ces documents et règlements ne sont pas encore en comptabilité\u00a0: le taux de leur devise n’est pas saisi. Ils y entrent dès qu’il l’est.',
    none: 'Tout ce qui est dans une autre devise a son taux.',
    kinds: { invoice: 'Facture', 'credit-note': 'Avoir', deposit: 'Acompte', payment: 'Règlement' },
    type: 'Saisir le taux',
    count: (count: number) => `${count}\u00a0sans taux`,
    columns: { kind: 'Nature', number: 'Numéro', on: 'Date', customer: 'Client', currency: 'Devise', cents: 'Montant' },
  },
  {
    title: 'Without rate',
    lead: 'These documents and payments are not in the books yet: the rate of their currency is not typed. They enter as soon as it is.',
    none: 'All that is in another currency has its rate.',
    kinds: { invoice: 'Invoice', 'credit-note': 'Credit note', deposit: 'Deposit', payment: 'Payment' },
    type: 'Type the rate',
    count: (count: number) => `${count} without rate`,
    columns: {
      kind: 'Kind',
      number: 'Number',
      on: 'Date',
      customer: 'Customer',
      currency: 'Currency',
      cents: 'Amount',
    },
  },
)
