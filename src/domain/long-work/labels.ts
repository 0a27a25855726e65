import type { RefusalTexts } from '../../platform/http/refusal.ts'
import { type Language, labels } from '../../values/labels.ts'

export const workLabels = labels(
  {
    running: 'Travaux en cours',
    empty: 'Aucun travail en cours.',
    cancel: 'Arrêter',
    cancelling: 'Arrêt demandé…',
    open: 'Ouvrir le résultat',
    states: { queued: 'En attente', running: 'En cours', done: 'Terminé', failed: 'En échec', cancelled: 'Arrêté' },
  },
  {
    running: 'Work under way',
    empty: 'No work under way.',
    cancel: 'Stop',
    cancelling: 'Stopping…',
    open: 'Open the result',
    states: { queued: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Stopped' },
  },
)

export const workRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'work.ended': 'Ce travail est déjà terminé.',
    'work.notYours': ({ by }) =>
      `Ce travail a été lancé par ${by}\u00a0: seule cette personne ou un administrateur peut l’arrêter.`,
    'work.interrupted':
      'Ce travail a été interrompu par un arrêt du serveur. Relancez-le\u00a0: ce qui est fait ne sera pas refait.',
    'work.unknownKind': 'Cette version de Facteur ne connaît pas ce genre de travail.',
  },
  en: {
    'work.ended': 'This work has already ended.',
    'work.notYours': ({ by }) => `This work was started by ${by}: only they or an administrator can stop it.`,
    'work.interrupted':
      'This work was cut short when the server stopped. Start it again: what is done is not done twice.',
    'work.unknownKind': 'This version of Facteur does not know this kind of work.',
  },
}
