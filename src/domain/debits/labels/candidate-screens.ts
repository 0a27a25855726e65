import { labels } from '../../../values/labels.ts'

/** Words of the screen of what is to be collected. */
export const candidateWords = labels(
  {
    candidateOne: 'facture',
    candidateMany: 'factures',
    candidateNone: 'Aucune facture à prélever. Une facture émise l’est quand son mode de règlement est le prélèvement.',
  },
  {
    candidateOne: 'invoice',
    candidateMany: 'invoices',
    candidateNone: 'No invoice to collect. An issued invoice is one when its payment method is direct debit.',
  },
)
