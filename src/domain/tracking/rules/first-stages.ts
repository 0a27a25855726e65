import type { StatusKey } from '../../orders/rules/order.ts'
import type { StageKind } from './stage.ts'

type First = { nameFr: string; nameEn: string; kind: StageKind; colour: string; mail?: string; status?: StatusKey }

/** The stages a company begins with, in the order of the document; it renames, adds and moves them. Source: SUI-6, SUI-7, X-50. */
export const FIRST_STAGES: readonly First[] = [
  { nameFr: 'En attente', nameEn: 'Waiting', kind: 'normal', colour: '#868e96' },
  { nameFr: 'Prise en charge', nameEn: 'Taken in hand', kind: 'normal', colour: '#1c7ed6' },
  { nameFr: 'Découpage', nameEn: 'Cutting', kind: 'normal', colour: '#7048e8' },
  { nameFr: 'Assemblage', nameEn: 'Assembly', kind: 'normal', colour: '#ae3ec9', mail: 'Commande dispo' },
  { nameFr: 'Emballage', nameEn: 'Packing', kind: 'normal', colour: '#e8590c', mail: 'Envoi commande' },
  { nameFr: 'Livraison', nameEn: 'Delivery', kind: 'normal', colour: '#1098ad' },
  { nameFr: 'Terminée', nameEn: 'Finished', kind: 'final', colour: '#2f9e44', status: 'finished' },
  { nameFr: 'Annulée', nameEn: 'Cancelled', kind: 'cancelled', colour: '#e03131', status: 'cancelled' },
]

/** The two messages of the document. Source: SUI-7, SUI-26. */
export const FIRST_MAILS = [
  {
    name: 'Commande dispo',
    subjectFr: 'Votre commande {commande} est prête',
    bodyFr:
      'Bonjour {nom},\n\nVotre commande {commande} est prête.\nVous pouvez la suivre ici\u00a0: {suivi}\n\n{societe}',
    subjectEn: 'Your order {commande} is ready',
    bodyEn: 'Dear {nom},\n\nYour order {commande} is ready.\nYou may follow it here: {suivi}\n\n{societe}',
  },
  {
    name: 'Envoi commande',
    subjectFr: 'Votre commande {commande} va partir',
    bodyFr:
      'Bonjour {nom},\n\nVotre commande {commande} est emballée et va partir.\nVous pouvez la suivre ici\u00a0: {suivi}\n\n{societe}',
    subjectEn: 'Your order {commande} is about to leave',
    bodyEn:
      'Dear {nom},\n\nYour order {commande} is packed and about to leave.\nYou may follow it here: {suivi}\n\n{societe}',
  },
] as const
