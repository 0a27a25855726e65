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
    hints: {
      ossNotSaid:
        'Des ventes à des particuliers de l’Union portent le taux d’un autre pays, sans inscription au guichet unique (OSS)\u00a0: dites depuis quand, ou corrigez les taux de la boutique.',
      frenchRate:
        'Des ventes à des particuliers de l’Union portent un taux que seule la France a, alors qu’elles se déclarent au guichet unique (OSS)\u00a0: corrigez les taux de la boutique.',
    },
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
    hints: {
      ossNotSaid:
        'Sales to consumers of the Union bear the rate of another country, without registration at the one-stop shop (OSS): say since when, or correct the rates of the shop.',
      frenchRate:
        'Sales to consumers of the Union bear a rate that France alone has, though they are declared at the one-stop shop (OSS): correct the rates of the shop.',
    },
    rate: 'Rate',
    base: 'Net base',
    vat: 'VAT',
    none: 'No VAT due this month.',
  },
)
