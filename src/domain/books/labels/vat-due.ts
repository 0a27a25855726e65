import { labels } from '../../../values/labels.ts'

/** Words of what the home page says of VAT. */
export const vatDueWords = labels(
  {
    vatDue: 'TVA due ce mois-ci',
    thisMonth: (month: string) => `en ${month}`,
    lastMonth: (amount: string, month: string) => `${amount} en ${month}`,
    rate: 'Taux',
    base: 'Base HT',
    vat: 'TVA',
    none: 'Aucune TVA due ce mois-ci.',
  },
  {
    vatDue: 'VAT due this month',
    thisMonth: (month: string) => `in ${month}`,
    lastMonth: (amount: string, month: string) => `${amount} in ${month}`,
    rate: 'Rate',
    base: 'Net base',
    vat: 'VAT',
    none: 'No VAT due this month.',
  },
)
