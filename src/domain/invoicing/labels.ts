import type { RefusalTexts } from '../../platform/http/refusal.ts'
import { type Language, labels } from '../../values/labels.ts'

export const invoicingLabels = labels(
  {
    invoices: 'Factures',
    columns: {
      number: 'Numéro',
      issuedOn: 'Date',
      customer: 'Client',
      netCents: 'Total HT',
      vatCents: 'TVA',
      grossCents: 'Total TTC',
      cancelledOn: 'Annulée le',
      source: 'Origine',
      kind: 'Document',
      state: 'État',
      dueOn: 'Échéance',
      openCents: 'Reste à payer',
      owner: 'Suivie par',
      reason: 'Motif',
      privateNote: 'Note interne',
    },
  },
  {
    invoices: 'Invoices',
    columns: {
      number: 'Number',
      issuedOn: 'Date',
      customer: 'Customer',
      netCents: 'Net total',
      vatCents: 'VAT',
      grossCents: 'Gross total',
      cancelledOn: 'Cancelled on',
      source: 'Source',
      kind: 'Document',
      state: 'State',
      dueOn: 'Due',
      openCents: 'Still to be paid',
      owner: 'Looked after by',
      reason: 'Reason',
      privateNote: 'Private note',
    },
  },
)

export const invoicingRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'invoicing.unknownCustomer': 'Ce client n’existe pas dans cette société. Choisissez-le dans la liste des contacts.',
    'invoicing.unknownProduct': 'Ce produit n’existe pas dans cette société. Choisissez-le dans la liste des produits.',
    'invoicing.unknownRecipient':
      'Ce destinataire n’existe pas dans cette société. Choisissez-le dans la liste des contacts.',
    'invoicing.unknownIssue': 'Ce numéro n’existe pas dans cette société. Choisissez-le dans la liste des numéros.',
    'invoicing.saleAlreadyTaken': 'Cette vente est déjà enregistrée\u00a0: la même origine porte déjà ce numéro.',
    'invoicing.giftToOneself': 'Un cadeau est reçu par un autre que le client. Choisissez le destinataire de la ligne.',
    'invoicing.startOfNoComponent':
      'Ce numéro n’est d’aucun titre de l’offre groupée\u00a0: choisissez un numéro d’un de ses abonnements.',
    'invoicing.startTwice': 'Dites le début d’une seule façon\u00a0: un jour, ou un premier numéro.',
    'invoicing.alreadyCancelled': ({ number }) => `La facture ${number} est déjà annulée.`,
    'invoicing.cancelledBeforeIssued': 'Une facture ne peut pas être annulée avant le jour où elle a été émise.',
    'invoicing.lastIssueAsked': 'Dites quel est le dernier numéro encore servi.',
    'invoicing.lineDoesNotAdd': 'Le HT et la TVA de cette ligne ne font pas son TTC.',
  },
  en: {
    'invoicing.unknownCustomer': 'This customer does not exist in this company. Choose one from the contacts.',
    'invoicing.unknownProduct': 'This product does not exist in this company. Choose one from the products.',
    'invoicing.unknownRecipient': 'This recipient does not exist in this company. Choose one from the contacts.',
    'invoicing.unknownIssue': 'This issue does not exist in this company. Choose one from the issues.',
    'invoicing.saleAlreadyTaken': 'This sale is already recorded: the same source already bears this number.',
    'invoicing.giftToOneself': 'A gift is received by somebody else than the customer. Choose who receives the line.',
    'invoicing.startOfNoComponent':
      'This issue is of no title in the bundle: choose an issue of one of its subscriptions.',
    'invoicing.startTwice': 'Say the start in one way only: a day, or a first issue.',
    'invoicing.alreadyCancelled': ({ number }) => `Invoice ${number} is already cancelled.`,
    'invoicing.cancelledBeforeIssued': 'An invoice cannot be cancelled before the day it was issued.',
    'invoicing.lastIssueAsked': 'Say which issue is the last one still served.',
    'invoicing.lineDoesNotAdd': 'Net and VAT of this line do not add up to its gross amount.',
  },
}
