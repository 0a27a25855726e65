import { labels } from '../../../values/labels.ts'

/** Words that the screens of direct debits share. */
export const debitWords = labels(
  {
    debits: 'Prélèvements',
    mandates: 'Mandats',
    candidates: 'À prélever',
    notices: 'Préavis',
    batches: 'Remises',
    returns: 'Impayés',
    settings: 'Réglages',
    customer: 'Client',
    days: 'jours',
    debitsOf: 'Prélèvements',
    noDebit: 'Aucun prélèvement.',
    one: 'prélèvement',
    many: 'prélèvements',
    noneOf: 'Aucun prélèvement',
    searchOf: 'Client, facture ou mandat',
  },
  {
    debits: 'Direct debits',
    mandates: 'Mandates',
    candidates: 'To collect',
    notices: 'Notices',
    batches: 'Batches',
    returns: 'Unpaid',
    settings: 'Settings',
    customer: 'Customer',
    days: 'days',
    debitsOf: 'Direct debits',
    noDebit: 'No direct debit.',
    one: 'direct debit',
    many: 'direct debits',
    noneOf: 'No direct debit',
    searchOf: 'Customer, invoice or mandate',
  },
)
