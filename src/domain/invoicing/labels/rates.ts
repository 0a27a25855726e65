import { labels } from '../../../values/labels.ts'

/** Rates of exchange, on screen. */
export const ratesWords = labels(
  {
    title: 'Taux de change',
    lead: 'Un taux compte à partir de son jour, jusqu’au suivant. Les documents gardent celui avec lequel ils ont été comptés.',
    empty: 'Aucun taux saisi. Il n’en faut que pour vendre dans une autre devise que l’euro.',
    add: 'Saisir un taux',
    currency: 'Devise',
    ratedOn: 'Jour',
    rate: 'Pour 1\u00a0€',
    rateHelp: 'Comme votre banque ou la Banque de France le publie\u00a0: 1\u00a0€ = 1,0842\u00a0USD.',
    rateWrong: 'Un nombre plus grand que zéro, comme 1,0842.',
    of: (rate: string, currency: string) => `1\u00a0€ = ${rate}\u00a0${currency}`,
    ratedOnHelp: 'Aujourd’hui si vous ne dites rien. Il compte jusqu’au taux suivant.',
    search: 'Devise',
    one: 'taux',
    more: 'taux',
    save: 'Enregistrer',
    typed: 'Taux enregistré.',
    columns: {
      currency: 'Devise',
      ratedOn: 'À partir du',
      perEuroMicros: 'Pour 1\u00a0€ (millionièmes)',
      createdBy: 'Saisi par',
    },
  },
  {
    title: 'Exchange rates',
    lead: 'A rate counts from its day until the next. Documents keep the one they were counted with.',
    empty: 'No rate typed. You only need one to sell in another currency than the euro.',
    add: 'Type a rate',
    currency: 'Currency',
    ratedOn: 'Day',
    rate: 'For €1',
    rateHelp: 'As your bank or the central bank says it: €1 = 1.0842 USD.',
    rateWrong: 'A number more than zero, as 1.0842.',
    of: (rate: string, currency: string) => `€1 = ${rate} ${currency}`,
    ratedOnHelp: 'Today if you say nothing. It counts until the next rate.',
    search: 'Currency',
    one: 'rate',
    more: 'rates',
    save: 'Save',
    typed: 'Rate saved.',
    columns: { currency: 'Currency', ratedOn: 'From', perEuroMicros: 'For €1 (millionths)', createdBy: 'Typed by' },
  },
)

export const ratesRefusals = {
  fr: {
    'invoicing.rateAhead': 'Ce jour n’est pas encore venu\u00a0: un taux se saisit une fois connu.',
    'invoicing.rateTaken': 'Il y a déjà un taux de cette devise ce jour-là. Supprimez-le pour en saisir un autre.',
  },
  en: {
    'invoicing.rateAhead': 'This day has not come yet: a rate is typed once it is known.',
    'invoicing.rateTaken': 'There is already a rate of this currency on that day. Delete it to type another.',
  },
}
