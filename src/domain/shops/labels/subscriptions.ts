import { labels } from '../../../values/labels.ts'

/** How a subscription stands in the shop that renews it. */
export const shopSubscriptionWords = labels(
  {
    label: (shop: string) => `Abonnement de ${shop}`,
    statuses: {
      active: 'actif',
      pending: 'en attente de paiement',
      'on-hold': 'en attente',
      'pending-cancel': 'résilié, servi jusqu’à la fin de ce qui est payé',
      cancelled: 'résilié',
      expired: 'terminé',
      switched: 'changé pour un autre',
    } as Record<string, string>,
    next: (on: string) => `prochain paiement le ${on}`,
    ends: (on: string) => `fin le ${on}`,
  },
  {
    label: (shop: string) => `Subscription of ${shop}`,
    statuses: {
      active: 'active',
      pending: 'awaiting payment',
      'on-hold': 'on hold',
      'pending-cancel': 'cancelled, served to the end of what is paid',
      cancelled: 'cancelled',
      expired: 'ended',
      switched: 'switched to another one',
    } as Record<string, string>,
    next: (on: string) => `next payment on ${on}`,
    ends: (on: string) => `ends on ${on}`,
  },
)
