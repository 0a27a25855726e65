import { labels } from '../../../values/labels.ts'

/** What the words of a shop mean here: its statuses, and its ways of paying. */
export const mappingWords = labels(
  {
    statusesText:
      'Ce que veut dire chaque statut de la boutique. Changer un statut vaut pour ce qui arrive ensuite\u202f; pour une commande déjà là, reprenez-la.',
    status: 'Statut',
    meaning: 'Signification',
    guessed: 'deviné, à vérifier',
    meanings: {
      sold: 'Vendue\u00a0: facture',
      waits: 'Pas encore vendue',
      cancelled: 'Annulée',
      refunded: 'Remboursée\u00a0: facture et avoir',
      ignored: 'Ne nous regarde pas',
    },
    saveStatuses: 'Enregistrer les statuts',
    statusesSaved: 'Statuts enregistrés',
    methodsText: 'Comment s’enregistre chaque mode de règlement de la boutique, et sur quel compte l’argent arrive.',
    method: 'Mode de la boutique',
    recordedAs: 'Enregistré comme',
    account: 'Compte',
    noMethods: 'La boutique n’a encore rien encaissé\u00a0: ses modes de règlement viendront avec les commandes.',
    saveMethods: 'Enregistrer les modes',
    methodsSaved: 'Modes de règlement enregistrés',
    orderCount: 'Commandes',
    noMay: 'Vous n’avez pas le droit de régler les boutiques.',
  },
  {
    statusesText:
      'What each status of the shop means. A change holds for what comes next; for an order that is here already, take it again.',
    status: 'Status',
    meaning: 'Meaning',
    guessed: 'guessed, to be checked',
    meanings: {
      sold: 'Sold: invoice',
      waits: 'Not sold yet',
      cancelled: 'Cancelled',
      refunded: 'Refunded: invoice and credit note',
      ignored: 'None of our business',
    },
    saveStatuses: 'Save the statuses',
    statusesSaved: 'Statuses saved',
    methodsText: 'How each way of paying of the shop is recorded, and on which account its money arrives.',
    method: 'Way of the shop',
    recordedAs: 'Recorded as',
    account: 'Account',
    noMethods: 'The shop has taken no money yet: its ways of paying will come with orders.',
    saveMethods: 'Save the ways of paying',
    methodsSaved: 'Ways of paying saved',
    orderCount: 'Orders',
    noMay: 'You may not set up shops.',
  },
)
