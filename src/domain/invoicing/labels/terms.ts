import { labels } from '../../../values/labels.ts'
import type { Term } from '../rules/terms.ts'

/** What a payment term is called, and how its parts are chosen. Source: X-65. */
export const termWords = labels(
  {
    term: ({ days, monthEnd }: Term): string => {
      const count = `${days}\u00a0jour${days > 1 ? 's' : ''}`
      if (monthEnd === 'none') return days === 0 ? 'à réception' : count
      if (days === 0) return 'fin de mois'
      return monthEnd === 'after-days' ? `${count} fin de mois` : `fin de mois plus ${count}`
    },
    days: 'Délai de paiement',
    daysUnit: 'jours',
    monthEnd: 'Fin de mois',
    monthEnds: {
      none: 'Non',
      'after-days': 'Après le délai',
      'before-days': 'Avant le délai',
    },
    example: (term: string, issuedOn: string, due: string) =>
      `${term}\u00a0: une facture du ${issuedOn} est à payer le ${due}.`,
    beyond:
      'Entre professionnels, la loi limite à 60 jours, ou à 45 jours fin de mois (art. L441-10 du code de commerce).',
  },
  {
    term: ({ days, monthEnd }: Term): string => {
      const count = `${days}\u00a0day${days === 1 ? '' : 's'}`
      if (monthEnd === 'none') return days === 0 ? 'on receipt' : count
      if (days === 0) return 'end of month'
      return monthEnd === 'after-days' ? `${count}, end of month` : `end of month plus ${count}`
    },
    days: 'Payment term',
    daysUnit: 'days',
    monthEnd: 'End of month',
    monthEnds: {
      none: 'No',
      'after-days': 'After the days',
      'before-days': 'Before the days',
    },
    example: (term: string, issuedOn: string, due: string) => `${term}: an invoice of ${issuedOn} is due on ${due}.`,
    beyond:
      'Between businesses the law allows 60 days at most, or 45 and the end of the month (French commercial code, art. L441-10).',
  },
)
