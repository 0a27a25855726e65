import { labels } from '../../../values/labels.ts'

type Words = {
  collecting: (batch: number) => string
  handingOver: (batch: number) => string
  telling: string
  credit: (batch: number) => string
  emptied: string
}

/** What long work is called while it runs, and what is written without anybody typing it. */
export const workLabels = labels<Words>(
  {
    collecting: batch => `Encaissement de la remise de prélèvements ${batch}`,
    handingOver: batch => `Fichier de la remise de prélèvements ${batch}`,
    telling: 'Préavis de prélèvement',
    credit: batch => `Remise de prélèvements ${batch}`,
    emptied: 'Tous ses prélèvements en ont été retirés',
  },
  {
    collecting: batch => `Payments of direct debit batch ${batch}`,
    handingOver: batch => `File of direct debit batch ${batch}`,
    telling: 'Direct debit notices',
    credit: batch => `Direct debit batch ${batch}`,
    emptied: 'All its debits were taken off',
  },
)
