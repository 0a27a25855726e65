import { labels } from '../../../values/labels.ts'
import type { Verdict } from '../rules/states.ts'

type Why = Record<Verdict, (day: string) => string>
const frenchWhy: Why = {
  ready: day => `Le client est prévenu pour le ${day}\u00a0: elle peut entrer dans une remise.`,
  noticed: day => `Le client est prévenu pour le ${day}. Les banques prennent un fichier 14 jours avant au plus tôt.`,
  'to-notice': day => `Le client n’est pas encore prévenu. En l’étant aujourd’hui, il serait prélevé le ${day}.`,
  collecting: day =>
    `Elle est dans une remise du ${day}. Tant que ce prélèvement est en cours, aucun autre ne se fait.`,
  'no-mandate': () => 'Le client n’a pas de mandat. Sans son accord signé, rien n’est prélevé.',
  unsigned: () => 'Le mandat n’est pas revenu signé.',
  used: () => 'Le mandat ne valait que pour un prélèvement, qui a eu lieu. Choisissez ou ajoutez-en un autre.',
  lapsed: day =>
    `Sans prélèvement depuis 36 mois, le mandat ne vaut plus le ${day}. Choisissez ou ajoutez-en un autre.`,
  revoked: () => 'Le mandat est révoqué. Choisissez ou ajoutez-en un autre.',
  'given-up': () =>
    'Elle est revenue impayée et n’est plus représentée d’office. Fixez un jour, ou relancez le client.',
  'other-currency': () => 'Le prélèvement SEPA ne se fait qu’en euros. Demandez un autre mode de règlement.',
}
const englishWhy: Why = {
  ready: day => `The customer was told for ${day}: it can go into a batch.`,
  noticed: day => `The customer was told for ${day}. Banks take a file 14 days before at the earliest.`,
  'to-notice': day => `The customer was not told yet. Told today, they would be collected from on ${day}.`,
  collecting: day => `It is in a batch of ${day}. While this debit is under way, no other one is made.`,
  'no-mandate': () => 'The customer has no mandate. Without their signed leave, nothing is collected.',
  unsigned: () => 'The mandate did not come back signed.',
  used: () => 'The mandate was good for one collection, which took place. Choose or add another one.',
  lapsed: day => `Without a collection for 36 months, the mandate is void on ${day}. Choose or add another one.`,
  revoked: () => 'The mandate is revoked. Choose or add another one.',
  'given-up': () =>
    'It came back unpaid and is no longer tried again by itself. Set a day, or remind the customer to pay.',
  'other-currency': () => 'SEPA debits are in euros only. Ask for another way of payment.',
}

/** Words of the screen of what is to be collected. */
export const candidateWords = labels(
  {
    candidateOne: 'facture',
    candidateMany: 'factures',
    candidateNone: 'Aucune facture à prélever. Une facture émise l’est quand son mode de règlement est le prélèvement.',
    noneHere: 'Aucune facture à prélever.',
    byVerdict: 'Ce que les factures attendent',
    why: frenchWhy,
    mandate: 'Mandat',
    mandateHint: 'Celui par lequel cette facture est prélevée\u202f; vide, celui du client.',
    mandateChosen: 'Mandat choisi.',
    addMandate: 'Ajouter le SEPA du client',
    seeMandate: 'Voir le mandat',
    seeInvoice: 'Voir la facture',
    seeCustomer: 'Voir le client',
    seeReturns: 'Voir les impayés',
    seeNotices: 'Voir les préavis',
    seeBatch: (number: string) => `Voir la remise ${number}`,
    prepareBatch: 'Préparer une remise',
    tellThese: 'Envoyer leur préavis',
    tellThis: 'Envoyer le préavis',
    attempts: 'Prélèvements de cette facture',
    notReady: 'Pas encore prêt',
    notConfigured: 'Dites d’abord qui prélève\u00a0: ICS, nom et compte crédité.',
    configure: 'Ouvrir les réglages',
  },
  {
    candidateOne: 'invoice',
    candidateMany: 'invoices',
    candidateNone: 'No invoice to collect. An issued invoice is one when its payment method is direct debit.',
    noneHere: 'No invoice to collect.',
    byVerdict: 'What the invoices wait for',
    why: englishWhy,
    mandate: 'Mandate',
    mandateHint: 'By which this invoice is collected; empty, that of the customer.',
    mandateChosen: 'Mandate chosen.',
    addMandate: 'Add the customer’s mandate',
    seeMandate: 'See the mandate',
    seeInvoice: 'See the invoice',
    seeCustomer: 'See the customer',
    seeReturns: 'See what is unpaid',
    seeNotices: 'See the notices',
    seeBatch: (number: string) => `See batch ${number}`,
    prepareBatch: 'Prepare a batch',
    tellThese: 'Send their notices',
    tellThis: 'Send the notice',
    attempts: 'Debits of this invoice',
    notReady: 'Not ready',
    notConfigured: 'First say who collects: creditor identifier, name and credited account.',
    configure: 'Open the settings',
  },
)
