import { labels } from '../../../values/labels.ts'

/** Words of the settings of the company. */
export const companyWords = labels(
  {
    company: 'Société',
    name: 'Nom',
    slug: 'Adresse',
    slugHint: (origin: string, slug: string) => `${origin}/${slug}. La changer rompt les liens enregistrés.`,
    timeZone: 'Fuseau horaire',
    timeZoneHint: 'Il décide du jour qu’il est pour la société.',
    save: 'Enregistrer la société',
    saved: 'Société enregistrée',
    readOnly: 'Seul un administrateur peut changer la société.',
  },
  {
    company: 'Company',
    name: 'Name',
    slug: 'Address',
    slugHint: (origin: string, slug: string) => `${origin}/${slug}. Changing it breaks saved links.`,
    timeZone: 'Time zone',
    timeZoneHint: 'It decides what day it is for the company.',
    save: 'Save the company',
    saved: 'Company saved',
    readOnly: 'Only an administrator can change the company.',
  },
)
