import { labels } from '../../../values/labels.ts'

/** Where something is delivered, as VAT sees it. */
export const territoryWords = labels(
  {
    metropolitan: 'France métropolitaine',
    corsica: 'Corse',
    dom: 'Guadeloupe, Martinique, Réunion',
    'guyane-mayotte': 'Guyane, Mayotte',
    eu: 'Union européenne',
    'eu-business': 'Union européenne, avec n° de TVA',
    outside: 'Hors Union européenne',
  },
  {
    metropolitan: 'Metropolitan France',
    corsica: 'Corsica',
    dom: 'Guadeloupe, Martinique, Réunion',
    'guyane-mayotte': 'Guyane, Mayotte',
    eu: 'European Union',
    'eu-business': 'European Union, with VAT number',
    outside: 'Outside the European Union',
  },
)
