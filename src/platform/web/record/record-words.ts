import { labels } from '../../../values/labels.ts'

/** Words of panels and cards. */
export const recordWords = labels(
  {
    when: 'Quand',
    who: 'Par',
    what: 'Quoi',
    created: 'Création',
    deleted: 'Suppression',
    noHistory: 'Aucun changement enregistré.',
  },
  {
    when: 'When',
    who: 'By',
    what: 'What',
    created: 'Created',
    deleted: 'Deleted',
    noHistory: 'No change recorded.',
  },
)
