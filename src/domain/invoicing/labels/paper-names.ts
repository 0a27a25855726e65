import { labels } from '../../../values/labels.ts'

/** Beginnings of file names. */
export const paperNames = labels(
  { invoice: 'facture', 'credit-note': 'avoir', deposit: 'acompte', draft: 'brouillon', many: 'factures' },
  { invoice: 'invoice', 'credit-note': 'credit-note', deposit: 'deposit', draft: 'draft', many: 'invoices' },
)
