import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'

export const journalRefusals: Record<Language, RefusalTexts> = labels(
  {
    'journal.nothingToArchive':
      'Aucune écriture n’a été scellée pendant ces jours\u00a0: choisissez une autre période.',
  },
  {
    'journal.nothingToArchive': 'No entry was sealed on these days: choose another period.',
  },
)
