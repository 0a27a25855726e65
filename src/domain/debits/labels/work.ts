import { labels } from '../../../values/labels.ts'

type Words = {
  collecting: (batch: number) => string
  handingOver: (batch: number) => string
  telling: string
  handedOver: (count: number) => string
  collected: (count: number) => string
  told: (count: number) => string
  credit: (batch: number) => string
  emptied: string
}

const inFrench = (count: number, one: string, many: string) =>
  `${count.toLocaleString('fr')}\u00a0${count < 2 ? one : many}`
const inEnglish = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** What long work is called while it runs, and what is written without anybody typing it. */
export const workLabels = labels<Words>(
  {
    collecting: batch => `Encaissement de la remise de prélèvements ${batch}`,
    handingOver: batch => `Fichier de la remise de prélèvements ${batch}`,
    telling: 'Préavis de prélèvement',
    handedOver: count => `${inFrench(count, 'prélèvement', 'prélèvements')} dans le fichier, prêt pour la banque.`,
    collected: count => `${inFrench(count, 'règlement enregistré', 'règlements enregistrés')}.`,
    told: count => `${inFrench(count, 'facture annoncée', 'factures annoncées')}.`,
    credit: batch => `Remise de prélèvements ${batch}`,
    emptied: 'Tous ses prélèvements en ont été retirés',
  },
  {
    collecting: batch => `Payments of direct debit batch ${batch}`,
    handingOver: batch => `File of direct debit batch ${batch}`,
    telling: 'Direct debit notices',
    handedOver: count => `${inEnglish(count, 'debit', 'debits')} in the file, ready for the bank.`,
    collected: count => `${inEnglish(count, 'payment', 'payments')} recorded.`,
    told: count => `${inEnglish(count, 'invoice', 'invoices')} told.`,
    credit: batch => `Direct debit batch ${batch}`,
    emptied: 'All its debits were taken off',
  },
)
