import { labels } from '../../../values/labels.ts'

/** What people wrote back to an order that was sent. */
export const replyWords = labels(
  {
    replyOf: (from: string, at: string) => `Réponse de ${from}, relevée le ${at}`,
    withoutText: 'Ce message ne contient pas de texte.',
    files: 'Pièces jointes, à ouvrir dans la boîte',
  },
  {
    replyOf: (from: string, at: string) => `Reply of ${from}, collected on ${at}`,
    withoutText: 'This mail holds no text.',
    files: 'Attachments, to be opened in the mailbox',
  },
)
