import { labels } from '../../../values/labels.ts'

/** Words of the settings of stages. */
export const stageWords = labels(
  {
    intro:
      'Une commande arrive à la première étape et les suit dans cet ordre. L’étape finale la retire de la liste\u202f; l’étape «\u202fannulée\u202f» est hors de la chaîne. Sans maximum, une étape n’a pas de limite.',
    place: (at: number) => `Étape ${at}`,
    nameFr: 'Nom',
    nameEn: 'Nom anglais',
    kind: 'Genre',
    colour: 'Couleur',
    status: 'Statut donné',
    keepStatus: 'Inchangé',
    template: 'Message auto',
    noTemplate: '<aucun>',
    sending: 'Envoi',
    sendings: { none: 'à la main', ask: 'proposé à l’arrivée', auto: 'automatique' },
    most: 'Maximum',
    up: (name: string) => `Monter ${name}`,
    remove: (name: string) => `Retirer ${name}`,
    add: 'Ajouter une étape',
    save: 'Enregistrer les étapes',
    saved: 'Étapes enregistrées.',
    noMay: 'Il faut le droit de modifier les commandes.',
  },
  {
    intro:
      'An order comes in at the first stage and follows them in this order. The final stage takes it off the list; the cancelled stage stands off the line. Without a maximum a stage has no limit.',
    place: (at: number) => `Stage ${at}`,
    nameFr: 'French name',
    nameEn: 'English name',
    kind: 'Kind',
    colour: 'Colour',
    status: 'Status given',
    keepStatus: 'Unchanged',
    template: 'Template',
    noTemplate: '<none>',
    sending: 'Sending',
    sendings: { none: 'by hand', ask: 'offered on entering', auto: 'automatic' },
    most: 'Maximum',
    up: (name: string) => `Move ${name} up`,
    remove: (name: string) => `Remove ${name}`,
    add: 'Add a stage',
    save: 'Save the stages',
    saved: 'Stages saved.',
    noMay: 'The right to change orders is needed.',
  },
)
