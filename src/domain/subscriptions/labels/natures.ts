import { labels } from '../../../values/labels.ts'

/** Whether and why a purchase is paid for. Source: CIR-10, CIR-11. */
export const natureLabels = labels(
  {
    nature: 'Nature',
    natures: {
      paid: 'Payé',
      gift: 'Cadeau',
      press: 'Service de presse',
      complimentary: 'Gracieux',
      exchange: 'Échange',
      'legal-deposit': 'Dépôt légal',
      contributor: 'Contributeur',
      advertiser: 'Annonceur',
    },
    kinds: { subscription: 'Abonnement', 'single-issue': 'Au numéro' },
    parcels: { true: 'Colis', false: '' },
    choices: { true: 'à l’expédition', false: '' },
  },
  {
    nature: 'Nature',
    natures: {
      paid: 'Paid',
      gift: 'Gift',
      press: 'Press service',
      complimentary: 'Complimentary',
      exchange: 'Exchange',
      'legal-deposit': 'Legal deposit',
      contributor: 'Contributor',
      advertiser: 'Advertiser',
    },
    kinds: { subscription: 'Subscription', 'single-issue': 'Single issue' },
    parcels: { true: 'Parcel', false: '' },
    choices: { true: 'at shipment', false: '' },
  },
)
