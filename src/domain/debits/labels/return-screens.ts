import { labels } from '../../../values/labels.ts'

/** Words of the screens of what comes back. */
export const returnWords = labels(
  {
    returnOne: 'impayé',
    returnMany: 'impayés',
    returnNone: 'Aucun impayé.',
  },
  {
    returnOne: 'unpaid debit',
    returnMany: 'unpaid debits',
    returnNone: 'Nothing unpaid.',
  },
)
