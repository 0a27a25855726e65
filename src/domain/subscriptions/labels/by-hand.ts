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
      'Ce produit n’est ni un abonnement ni un numéro : il n’y a rien à servir. Choisissez un autre produit.',
    'subscriptions.giftToOneself':
      'Qui offre et qui reçoit sont le même contact. Choisissez un autre payeur, ou une autre nature.',
    'subscriptions.endAsked':
      'Un service gratuit a une fin ou une date de revue. Dites jusqu’à quand il dure, ou quand y revenir.',
    'subscriptions.endsBeforeStart': 'La fin est avant le début. Corrigez l’une des deux dates.',
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
    'subscriptions.giftToOneself':
      'Who gives and who receives are the same contact. Choose another payer, or another nature.',
    'subscriptions.endAsked':
      'A free service has an end or a review date. Say until when it lasts, or when to come back to it.',
    'subscriptions.endsBeforeStart': 'The end is before the start. Correct one of the two days.',
  },
}
