import { labels } from '../../../values/labels.ts'
import type { GAPS } from '../rules/reconciliation.ts'

type Why = { title: string; hint: string }
type Whys = Record<(typeof GAPS)[number], Why>

/** Words of a month of a shop beside its documents. */
export const reconciliationWords = labels(
  {
    title: 'Rapprochement des boutiques',
    intro:
      'Les commandes d’un mois, telles que la boutique les donne, en face de leurs pièces et de leur argent ici. Chaque écart est nommé, au centime.',
    shop: 'Boutique',
    month: 'Mois',
    before: 'Mois précédent',
    after: 'Mois suivant',
    noShop: 'Aucune boutique à rapprocher.',
    nothing: (month: string) => `Aucune vente dans la boutique en ${month}.`,
    one: 'commande',
    many: 'commandes',
    agrees: (orders: string) => `Tout concorde\u00a0: ${orders}, aucun écart.`,
    explained: (gap: string) => `${gap} d’écart, expliqué en entier.`,
    unexplained: (cents: string) => `${cents} restent inexpliqués.`,
    balanced: 'Des écarts se compensent\u00a0; chacun est expliqué.',
    caption: (currency: string) => `En ${currency}`,
    there: 'La boutique',
    here: 'Facteur',
    gap: 'Écart',
    sold: 'Vendu, facturé',
    refunded: 'Remboursé, avoirs',
    net: 'Net',
    money: (received: string, open: string) => `De ce net, ${received} encaissés et ${open} encore dus.`,
    compared: (when: string) => `Numéros, totaux et remboursements comparés avec la boutique le ${when}.`,
    notCompared: 'Les numéros n’ont pas encore été comparés avec ceux de la boutique.',
    byFile: 'Boutique de fichiers\u00a0: ses commandes sont celles du dernier export envoyé.',
    order: 'Commande',
    buyer: 'Acheteur',
    said: 'Ce qui est dit',
    amount: 'Écart',
    orders: 'Commandes',
    firstOnes: (count: string) => `Les ${count} premiers écarts du mois.`,
    take: 'Reprendre',
    takeOrder: (number: string) => `Reprendre la commande ${number}`,
    takeAll: (count: string) => `Reprendre ${count}`,
    takingAll: (done: string, all: string) => `${done} sur ${all}`,
    stop: 'Arrêter',
    tookAll: (count: string) => `${count} relues dans la boutique`,
    whys: {
      notInvoiced: {
        title: 'Pas facturées',
        hint: 'Elles attendent une réponse, ou n’ont pas été comprises. Levez la cause, puis reprenez-les.',
      },
      totalChanged: {
        title: 'Total changé après la facture',
        hint: 'La boutique dit un autre total que la facture. Ouvrez la commande pour y répondre.',
      },
      refundWaits: {
        title: 'Remboursements sans avoir',
        hint: 'La boutique a rendu cet argent, aucun avoir ne le dit encore.',
      },
      refundLost: {
        title: 'Remboursements jamais arrivés',
        hint: 'La commande les annonce, ils ne sont pas ici. Reprendre la commande va les chercher.',
      },
      cancelled: {
        title: 'Annulées',
        hint: 'Un avoir reprend leur facture, alors que la boutique garde leur total.',
      },
      creditedByHand: {
        title: 'Avoirs faits à la main',
        hint: 'La boutique n’en sait rien. S’il s’agit d’un remboursement, il reste à y inscrire.',
      },
      unexplained: {
        title: 'Inexpliqué',
        hint: 'Aucune raison connue. Reprenez la commande\u202f; si l’écart reste, son journal et son document brut aideront.',
      },
    } satisfies Whys as Whys,
  },
  {
    title: 'Reconciliation of the shops',
    intro:
      'The orders of a month, as the shop gives them, beside their documents and their money here. Each gap is named, to the cent.',
    shop: 'Shop',
    month: 'Month',
    before: 'Month before',
    after: 'Next month',
    noShop: 'No shop to reconcile.',
    nothing: (month: string) => `No sale in the shop in ${month}.`,
    one: 'order',
    many: 'orders',
    agrees: (orders: string) => `All agrees: ${orders}, no gap.`,
    explained: (gap: string) => `A gap of ${gap}, wholly explained.`,
    unexplained: (cents: string) => `${cents} are not explained.`,
    balanced: 'Gaps make up for each other; each is explained.',
    caption: (currency: string) => `In ${currency}`,
    there: 'The shop',
    here: 'Facteur',
    gap: 'Gap',
    sold: 'Sold, invoiced',
    refunded: 'Refunded, credited',
    net: 'Net',
    money: (received: string, open: string) => `Of this net, ${received} received and ${open} still due.`,
    compared: (when: string) => `Numbers, totals and refunds compared with the shop on ${when}.`,
    notCompared: 'Numbers have not been compared with those of the shop yet.',
    byFile: 'A shop of files: its orders are those of the last export sent.',
    order: 'Order',
    buyer: 'Buyer',
    said: 'What is said',
    amount: 'Gap',
    orders: 'Orders',
    firstOnes: (count: string) => `The first ${count} gaps of the month.`,
    take: 'Take again',
    takeOrder: (number: string) => `Take order ${number} again`,
    takeAll: (count: string) => `Take ${count} again`,
    takingAll: (done: string, all: string) => `${done} of ${all}`,
    stop: 'Stop',
    tookAll: (count: string) => `${count} read again in the shop`,
    whys: {
      notInvoiced: {
        title: 'Not invoiced',
        hint: 'They wait for an answer, or were not understood. Mend the cause, then take them again.',
      },
      totalChanged: {
        title: 'Total changed after the invoice',
        hint: 'The shop says another total than the invoice. Open the order to answer.',
      },
      refundWaits: {
        title: 'Refunds without a credit note',
        hint: 'The shop gave this money back, no credit note says so yet.',
      },
      refundLost: {
        title: 'Refunds that never came',
        hint: 'The order tells of them, they are not here. Taking the order again fetches them.',
      },
      cancelled: {
        title: 'Cancelled',
        hint: 'A credit note takes back their invoice, while the shop keeps their total.',
      },
      creditedByHand: {
        title: 'Credit notes made by hand',
        hint: 'The shop does not know of them. If it is a refund, it is still to be entered there.',
      },
      unexplained: {
        title: 'Not explained',
        hint: 'No known reason. Take the order again; if the gap stays, its log and raw document will help.',
      },
    } satisfies Whys as Whys,
  },
)
