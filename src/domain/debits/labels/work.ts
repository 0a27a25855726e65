import { labels } from '../../../values/labels.ts'

type Words = { collecting: (batch: number) => string; telling: string; emptied: string }

/** What long work is called while it runs, and what is written without anybody typing it. */
export const workLabels = labels<Words>(
  {
    collecting: batch => `Encaissement de la remise de prélèvements ${batch}`,
    telling: 'Préavis de prélèvement',
    emptied: 'Tous ses prélèvements en ont été retirés',
  },
  {
    collecting: batch => `Payments of direct debit batch ${batch}`,
    telling: 'Direct debit notices',
    emptied: 'All its debits were taken off',
  },
)
