import { labels } from '../../../values/labels.ts'

/** What waits for a rate of exchange, on screen. */
export const withoutRateWords = labels(
  {
    title: 'Sans taux',
    lead: 'Ces documents et règlements ne sont pas encore en comptabilité\u00a0: le taux de leur devise n’est pas saisi. Ils y entrent dès qu’il l’est.',
    none: 'Tout ce qui est dans une autre devise a son taux.',
    kinds: { invoice: 'Facture', 'credit-note': 'Avoir', deposit: 'Acompte', payment: 'Règlement' },
    type: (currency: string) => `Saisir le taux ${currency}`,
    count: (count: string) => `${count}\u00a0sans taux`,
    others: (count: string) => `et ${count} autres.`,
    columns: { kind: 'Nature', number: 'Numéro', on: 'Date', customer: 'Client', currency: 'Devise', cents: 'Montant' },
  },
  {
    title: 'Without rate',
    lead: 'These documents and payments are not in the books yet: the rate of their currency is not typed. They enter as soon as it is.',
    none: 'All that is in another currency has its rate.',
    kinds: { invoice: 'Invoice', 'credit-note': 'Credit note', deposit: 'Deposit', payment: 'Payment' },
    type: (currency: string) => `Type the ${currency} rate`,
    count: (count: string) => `${count} without rate`,
    others: (count: string) => `and ${count} more.`,
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
