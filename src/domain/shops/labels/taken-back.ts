import { labels } from '../../../values/labels.ts'

/** What stands on the credit note of what a shop took back. */
export const takenBackWords = labels(
  {
    refund: (order: string) => `Remboursement sur la commande ${order}`,
    cancelled: (order: string) => `Commande ${order} annulée`,
    gone: (creditNote: string) => `Reprise de l’avoir ${creditNote}, remboursement supprimé`,
  },
  {
    refund: (order: string) => `Refund on order ${order}`,
    cancelled: (order: string) => `Order ${order} cancelled`,
    gone: (creditNote: string) => `Credit note ${creditNote} taken back, its refund was deleted`,
  },
)
