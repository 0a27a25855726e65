import { labels } from '../../../values/labels.ts'

/** Words of the follow-up of subscriptions. */
export const expiringWords = labels(
  {
    within: 'Expiration dans',
    days: 'jours',
    lapsedWithin: 'Aussi échus depuis',
    show: 'Afficher',
    previous: 'Période précédente',
    next: 'Période suivante',
    period: (from: string, to: string) => `du ${from} au ${to}`,
    expiresIn: (days: number) => (days < 0 ? `échu depuis ${-days}\u00a0j` : `${days}\u00a0j`),
    one: 'abonnement en expiration',
    many: 'abonnements en expiration',
    empty: 'Aucun abonnement n’expire dans cette période. Allongez-la pour préparer vos relances.',
  },
  {
    within: 'Expires within',
    days: 'days',
    lapsedWithin: 'Also lapsed for up to',
    show: 'Show',
    previous: 'Previous period',
    next: 'Next period',
    period: (from: string, to: string) => `from ${from} to ${to}`,
    expiresIn: (days: number) => (days < 0 ? `lapsed ${-days}\u00a0d ago` : `${days}\u00a0d`),
    one: 'subscription about to expire',
    many: 'subscriptions about to expire',
    empty: 'No subscription expires in this period. Lengthen it to prepare your renewal notices.',
  },
)
