import { countryName } from '../../../values/country.ts'
import { labels } from '../../../values/labels.ts'

/** Words of what the home page says of VAT. */
export const vatDueWords = labels(
  {
    vatDue: 'TVA due ce mois-ci',
    thisMonth: (month: string) => `en ${month}`,
    lastMonth: (amount: string, month: string) => `${amount} en ${month}`,
    oss: (amount: string) => `et ${amount} au guichet unique européen (OSS)`,
    ossRate: (rate: string, country: string) => `${rate}, ${countryName(country, 'fr')} (OSS)`,
    rate: 'Taux',
    base: 'Base HT',
    vat: 'TVA',
    none: 'Aucune TVA due ce mois-ci.',
  },
  {
    vatDue: 'VAT due this month',
    thisMonth: (month: string) => `in ${month}`,
    lastMonth: (amount: string, month: string) => `${amount} in ${month}`,
    oss: (amount: string) => `and ${amount} at the one-stop shop of the Union (OSS)`,
    ossRate: (rate: string, country: string) => `${rate}, ${countryName(country, 'en')} (OSS)`,
    rate: 'Rate',
    base: 'Net base',
    vat: 'VAT',
    none: 'No VAT due this month.',
  },
)
