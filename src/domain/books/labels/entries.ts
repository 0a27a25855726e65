import { methodWords } from '../../invoicing/labels/methods.ts'

/** What entries say of themselves, in the language of the books. Source: CGI art. 54 (written in French). */
export const entryWords = {
  invoice: 'Facture',
  creditNote: 'Avoir',
  deposit: 'Acompte',
  payment: methodWords.fr,
  paidBack: 'Remboursement',
  chequeDeposit: 'Remise de chèques n°',
  returnCharge: 'Frais de rejet de prélèvement',
  exchange: 'Écart de change',
  deferred: 'Produits constatés d’avance au',
  deferredBack: 'Extourne des produits constatés d’avance au',
  opening: 'À nouveau',
  broughtForward: 'Report à nouveau',
}
