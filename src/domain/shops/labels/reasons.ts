import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'

const at = (field: string | number | undefined) => (field ? ` (${field})` : '')
const of = (said: string | number | undefined) =>
  said === undefined || said === '' ? '' : `\u00a0: «\u202f${said}\u202f»`
const saying = (said: string | number | undefined) => (said === undefined || said === '' ? '' : `: “${said}”`)

/** What a file of orders must say of each; its columns are guessed by their headings. */
const NEEDED: Record<Language, Record<string, string>> = {
  fr: {
    orderId: 'le numéro de commande',
    orderedAt: 'la date de commande',
    total: 'le total de la commande',
    lineName: 'le nom de l’article',
  },
  en: {
    orderId: 'the number of the order',
    orderedAt: 'the day of the order',
    total: 'the total of the order',
    lineName: 'the name of the product',
  },
}
const needed = (language: Language, field: string | number | undefined) =>
  NEEDED[language][field ?? ''] ?? String(field)

/** Why an order is not understood, or waits; codes that other slices say have words there. */
export const reasonTexts = labels(
  {
    notADocument: 'Le document n’est pas une commande',
    errorInstead: ({ said }) => `La boutique a répondu par une erreur au lieu de la commande${of(said)}`,
    missing: ({ field }) => `Une information indispensable manque${at(field)}`,
    notAnIdentifier: ({ field, said }) => `Un identifiant est illisible${at(field)}${of(said)}`,
    notAnAmount: ({ field, said }) => `Un montant est illisible${at(field)}${of(said)}`,
    notAQuantity: ({ field, said }) => `Une quantité est illisible${at(field)}${of(said)}`,
    notAnInstant: ({ field, said }) => `Une date est illisible${at(field)}${of(said)}`,
    notACurrency: ({ field, said }) => `La devise est inconnue${at(field)}${of(said)}`,
    notAList: ({ field }) => `Une liste est attendue et il n’y en a pas${at(field)}`,
    notAText: ({ field }) => `Un texte est attendu et il n’y en a pas${at(field)}`,
    tooLong: ({ field }) => `Un texte est trop long pour être vrai${at(field)}`,
    rateUnknown: ({ field, said }) => `Le taux d’une taxe ne figure nulle part dans la commande${at(field)}${of(said)}`,
    sameTwice: ({ field, said }) =>
      `Deux lignes ou deux remboursements portent le même identifiant${at(field)}${of(said)}`,
    nothingRefunded: 'Un remboursement sans montant',
    fewColumns: ({ field }) => `Aucune colonne ne donne ${needed('fr', field)}`,
    refundEffectUnknown: 'Un remboursement attend de savoir ce qu’il arrête',
    goneFromShop: 'La commande a disparu de la boutique\u00a0: dites s’il faut l’annuler',
    totalChanged: 'Le total a changé dans la boutique après la facture\u00a0: corrigez-la par un avoir ou une facture',
    refundBeyondInvoice: 'Le remboursement dépasse ce qui reste de la facture',
    refundNotRead: 'Le remboursement n’a pas été compris',
    orderMissing: 'Le remboursement attend sa commande, qui n’est pas encore reprise',
    numberTaken: 'Une autre pièce porte déjà ce numéro\u00a0: changez le préfixe de la boutique',
    notStorable: ({ said }) => `Une valeur ne peut pas être enregistrée${of(said)}`,
    notTakable: ({ said }) => `La commande n’a pas pu être reprise${of(said)}`,
  } satisfies RefusalTexts,
  {
    notADocument: 'The document is no order',
    errorInstead: ({ said }) => `The shop answered with an error instead of the order${saying(said)}`,
    missing: ({ field }) => `Something indispensable is missing${at(field)}`,
    notAnIdentifier: ({ field, said }) => `An identifier cannot be read${at(field)}${saying(said)}`,
    notAnAmount: ({ field, said }) => `An amount cannot be read${at(field)}${saying(said)}`,
    notAQuantity: ({ field, said }) => `A quantity cannot be read${at(field)}${saying(said)}`,
    notAnInstant: ({ field, said }) => `A date cannot be read${at(field)}${saying(said)}`,
    notACurrency: ({ field, said }) => `The currency is not known${at(field)}${saying(said)}`,
    notAList: ({ field }) => `A list is expected and there is none${at(field)}`,
    notAText: ({ field }) => `A text is expected and there is none${at(field)}`,
    tooLong: ({ field }) => `A text is too long to be true${at(field)}`,
    rateUnknown: ({ field, said }) => `The rate of a tax stands nowhere in the order${at(field)}${saying(said)}`,
    sameTwice: ({ field, said }) => `Two lines or refunds have the same identifier${at(field)}${saying(said)}`,
    nothingRefunded: 'A refund without an amount',
    fewColumns: ({ field }) => `No column gives ${needed('en', field)}`,
    refundEffectUnknown: 'A refund waits to know what it stops',
    goneFromShop: 'The order is gone from the shop: say whether to cancel it',
    totalChanged: 'The total changed in the shop after the invoice: correct it by a credit note or an invoice',
    refundBeyondInvoice: 'The refund is more than what is left of the invoice',
    refundNotRead: 'The refund was not understood',
    orderMissing: 'The refund waits for its order, which is not taken yet',
    numberTaken: 'Another document has this number already: change the prefix of the shop',
    notStorable: ({ said }) => `A value cannot be kept${saying(said)}`,
    notTakable: ({ said }) => `The order could not be taken${saying(said)}`,
  } satisfies RefusalTexts,
)
