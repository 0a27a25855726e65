import type { OrderKind, StatusKey } from './order.ts'

type Name = { key: StatusKey; nameFr: string; nameEn: string }

/** The statuses a company begins with; it renames them, adds some, and puts others away. Source: SUI-20, INT-24. */
export const FIRST_STATUSES: Record<OrderKind, readonly Name[]> = {
  customer: [
    { key: 'waiting', nameFr: 'en attente', nameEn: 'waiting' },
    { key: 'accepted', nameFr: 'acceptée', nameEn: 'accepted' },
    { key: 'in-progress', nameFr: 'en cours', nameEn: 'in progress' },
    { key: 'part-dispatched', nameFr: 'expédiée en partie', nameEn: 'partly dispatched' },
    { key: 'dispatched', nameFr: 'expédiée', nameEn: 'dispatched' },
    { key: 'invoiced', nameFr: 'facturée', nameEn: 'invoiced' },
    { key: 'finished', nameFr: 'terminée', nameEn: 'finished' },
    { key: 'cancelled', nameFr: 'annulée', nameEn: 'cancelled' },
  ],
  supplier: [
    { key: 'accepted', nameFr: 'validée', nameEn: 'confirmed' },
    { key: 'waiting', nameFr: 'en attente', nameEn: 'waiting' },
    { key: 'in-progress', nameFr: 'acceptée', nameEn: 'accepted' },
    { key: 'part-received', nameFr: 'reçue en partie', nameEn: 'partly received' },
    { key: 'received', nameFr: 'reçue', nameEn: 'received' },
    { key: 'finished', nameFr: 'terminée', nameEn: 'finished' },
    { key: 'cancelled', nameFr: 'annulée', nameEn: 'cancelled' },
  ],
}
