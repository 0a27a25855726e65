import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'

/** Refusals of purchases made, changed or deleted by hand. */
export const byHandRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'subscriptions.unknownRecipient':
      'Ce destinataire n’existe pas dans cette société. Choisissez-le dans la liste des contacts.',
    'subscriptions.unknownPayer':
      'Ce payeur n’existe pas dans cette société. Choisissez-le dans la liste des contacts.',
    'subscriptions.unknownRenewalContact':
      'Ce contact de renouvellement n’existe pas dans cette société. Choisissez-le dans la liste des contacts.',
    'subscriptions.unknownProduct':
      'Ce produit n’existe pas dans cette société. Choisissez-le dans la liste des produits.',
    'subscriptions.unknownRenewed': 'L’achat à renouveler n’existe pas dans cette société.',
    'subscriptions.nothingServed':
      'Ce produit n’est ni un abonnement ni un numéro\u00a0: il n’y a rien à servir. Choisissez un autre produit.',
    'subscriptions.bundleIsSold':
      'Une offre groupée se vend par une vente, qui en fait les achats. Sans facture, choisissez un à un ses produits.',
    'subscriptions.giftToOneself':
      'Qui offre et qui reçoit sont le même contact. Choisissez un autre payeur, ou une autre nature.',
    'subscriptions.endAsked':
      'Un service gratuit a une fin ou une date de revue. Dites jusqu’à quand il dure, ou quand y revenir.',
    'subscriptions.paidHasEnd':
      'Seul ce que personne ne paie peut être sans fin\u00a0: service de presse, dépôt légal… Donnez une fin, ou une autre nature.',
    'subscriptions.reviewAsked': 'Un service sans fin a une date de revue. Dites quand demander s’il continue.',
    'subscriptions.endsBeforeStart': 'La fin est avant le début. Corrigez l’une des deux dates.',
    'subscriptions.invoiced':
      'Cet achat vient d’une facture\u00a0: qui paie et combien ne se changent pas ici. Annulez la facture et refaites la vente.',
    'subscriptions.otherKind':
      'Un abonnement reste un abonnement, un achat au numéro un achat au numéro. Choisissez un produit de la même sorte.',
    'subscriptions.otherTitleServed':
      'Des exemplaires sont déjà partis pour cet achat\u00a0: il reste au même titre. Choisissez un produit de ce titre.',
    'subscriptions.issueAlreadyLeft': ({ number }) =>
      `Le n°\u00a0${number} est déjà parti pour cet achat\u00a0: le numéro ne change plus. Créez un autre achat.`,
    'subscriptions.alreadyStopped': ({ number }) => `Le service de l’achat ${number} est déjà arrêté.`,
    'subscriptions.notStopped': ({ number }) => `Le service de l’achat ${number} n’est pas arrêté.`,
    'subscriptions.fromInvoice': ({ invoice }) =>
      `Cet achat vient de la facture ${invoice}\u00a0: il ne peut pas être supprimé. Annulez la facture pour arrêter le service.`,
    'subscriptions.hasShipments': ({ count }) =>
      `${count === 1 ? 'Un exemplaire est déjà parti' : `${count} envois ont déjà été faits`} pour cet achat\u00a0: il ne peut pas être supprimé. Arrêtez-le pour que rien ne parte plus.`,
    'subscriptions.isRenewed': ({ number }) =>
      `L’achat ${number} renouvelle celui-ci\u00a0: il ne peut pas être supprimé. Supprimez d’abord l’achat ${number}.`,
  },
  en: {
    'subscriptions.unknownRecipient': 'This recipient does not exist in this company. Choose one from the contacts.',
    'subscriptions.unknownPayer': 'This payer does not exist in this company. Choose one from the contacts.',
    'subscriptions.unknownRenewalContact':
      'This renewal contact does not exist in this company. Choose one from the contacts.',
    'subscriptions.unknownProduct': 'This product does not exist in this company. Choose one from the products.',
    'subscriptions.unknownRenewed': 'The purchase to renew does not exist in this company.',
    'subscriptions.nothingServed':
      'This product is neither a subscription nor an issue: nothing is served. Choose another product.',
    'subscriptions.bundleIsSold':
      'A bundle is sold by a sale, which makes its purchases. Without invoice, choose its products one by one.',
    'subscriptions.giftToOneself':
      'Who gives and who receives are the same contact. Choose another payer, or another nature.',
    'subscriptions.endAsked':
      'A free service has an end or a review date. Say until when it lasts, or when to come back to it.',
    'subscriptions.paidHasEnd':
      'Only what nobody pays for can have no end: press service, legal deposit… Give an end, or another nature.',
    'subscriptions.reviewAsked': 'A service without end has a review date. Say when to ask whether it shall go on.',
    'subscriptions.endsBeforeStart': 'The end is before the start. Correct one of the two days.',
    'subscriptions.invoiced':
      'This purchase comes from an invoice: who pays and how much are not changed here. Cancel the invoice and sell again.',
    'subscriptions.otherKind':
      'A subscription stays a subscription, a single issue a single issue. Choose a product of the same kind.',
    'subscriptions.otherTitleServed':
      'Copies already left for this purchase: it stays with its title. Choose a product of that title.',
    'subscriptions.issueAlreadyLeft': ({ number }) =>
      `Issue ${number} already left for this purchase: the issue does not change any more. Make another purchase.`,
    'subscriptions.alreadyStopped': ({ number }) => `The service of purchase ${number} is already stopped.`,
    'subscriptions.notStopped': ({ number }) => `The service of purchase ${number} is not stopped.`,
    'subscriptions.fromInvoice': ({ invoice }) =>
      `This purchase comes from invoice ${invoice}: it cannot be deleted. Cancel the invoice to stop the service.`,
    'subscriptions.hasShipments': ({ count }) =>
      `${count === 1 ? 'A copy has already left' : `${count} shipments were already made`} for this purchase: it cannot be deleted. Stop it, so that nothing leaves any more.`,
    'subscriptions.isRenewed': ({ number }) =>
      `Purchase ${number} renews this one: it cannot be deleted. Delete purchase ${number} first.`,
  },
}
