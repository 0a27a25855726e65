import { labels } from '../../../values/labels.ts'

/** Words of what an agency is. */
export const agencyWords = labels(
  {
    agency: 'Agence',
    paysFor: 'Paie pour',
    isAgency: 'Ce contact est une agence',
    hint: 'Une agence paie pour plusieurs destinataires, avec sa remise, et reçoit leurs relances.',
    discount: 'Remise',
    save: 'Enregistrer l’agence',
    saved: 'Agence enregistrée.',
  },
  {
    agency: 'Agency',
    paysFor: 'Pays for',
    isAgency: 'This contact is an agency',
    hint: 'An agency pays for several recipients, with its discount, and gets their renewal notices.',
    discount: 'Discount',
    save: 'Save the agency',
    saved: 'Agency saved.',
  },
)
