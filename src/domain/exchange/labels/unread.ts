import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'

type Values = Readonly<Record<string, string | number>>

const atFr = ({ place }: Values) => (place ? ` (${place})` : '')
const quotedFr = ({ found }: Values) => (found ? ` «\u202f${found}\u202f»` : '')
const quotedEn = ({ found }: Values) => (found ? ` “${found}”` : '')
const ASK_FR = 'Demandez à l’expéditeur de le corriger et de le renvoyer.'
const ASK_EN = 'Ask its sender to correct it and send it again.'

/** Why a document of UBL could not be taken, with its place and what stands there. */
export const unreadTexts: Record<Language, RefusalTexts> = {
  fr: {
    'exchange.notXml': `Ce document est abîmé ou incomplet\u00a0: ce n’est pas du XML. ${ASK_FR}`,
    'exchange.notUbl': `Ce document n’est ni une commande, ni une réponse, ni un avis d’expédition en UBL 2.1. ${ASK_FR}`,
    'exchange.missing': values => `Il manque une indication obligatoire dans ce document${atFr(values)}. ${ASK_FR}`,
    'exchange.tooLong': values =>
      `Un texte de ce document est trop long${atFr(values)}\u00a0:${quotedFr(values)}… ${ASK_FR}`,
    'exchange.notADay': values =>
      `Une date de ce document n’en est pas une\u00a0:${quotedFr(values)}${atFr(values)}. ${ASK_FR}`,
    'exchange.notANumber': values =>
      `Un nombre de ce document ne peut pas être pris\u00a0:${quotedFr(values)}${atFr(values)}. Les quantités sont entières, les montants au centime. ${ASK_FR}`,
    'exchange.notAQuantity': values =>
      `Une quantité de ce document ne peut pas être prise\u00a0:${quotedFr(values)}${atFr(values)}. ${ASK_FR}`,
    'exchange.negative': values =>
      `Un prix ou un montant de ce document est négatif\u00a0:${quotedFr(values)}${atFr(values)}. Faites plutôt un avoir.`,
    'exchange.saidTwice': values =>
      `Un même montant figure deux fois${atFr(values)}\u00a0:${quotedFr(values)}. ${ASK_FR}`,
    'exchange.notACurrency': values =>
      `La monnaie de ce document n’en est pas une\u00a0:${quotedFr(values)}. ${ASK_FR}`,
    'exchange.otherCurrency': values =>
      `Un montant n’est pas dans la monnaie du document\u00a0:${quotedFr(values)}${atFr(values)}. ${ASK_FR}`,
    'exchange.noLines': `Cette commande n’a aucune ligne. ${ASK_FR}`,
    'exchange.tooManyLines': values =>
      `Cette commande a trop de lignes\u00a0:${quotedFr(values)}. Demandez-la en plusieurs fois.`,
    'exchange.linesTwice': `Deux lignes de cette commande portent le même numéro. ${ASK_FR}`,
    'exchange.sumDiffers': values =>
      `Un total de cette commande n’est pas la somme de ses lignes\u00a0:${quotedFr(values)}${atFr(values)}. ${ASK_FR}`,
    'exchange.lineDiffers': values =>
      `Le montant d’une ligne n’est pas sa quantité multipliée par son prix\u00a0:${quotedFr(values)}${atFr(values)}. ${ASK_FR}`,
    'exchange.allowance': values =>
      `Cette commande porte une remise ou des frais sur son ensemble (${values.found ?? ''}), que ses lignes ne disent pas. Demandez-la avec la remise ou les frais en lignes, ou saisissez-la à la main.`,
    'exchange.taxDiffers': values =>
      `La TVA de ce document n’est pas celle de ses taux\u00a0:${quotedFr(values)}${atFr(values)}. ${ASK_FR}`,
    'exchange.severalTaxes': values =>
      `Une ligne porte plusieurs taxes${atFr(values)}. Saisissez cette commande à la main.`,
    'exchange.unknownVatCategory': values =>
      `Une catégorie de TVA de ce document est inconnue ici\u00a0:${quotedFr(values)}${atFr(values)}. ${ASK_FR}`,
    'exchange.otherUnit': values =>
      `Une ligne n’est pas commandée à la pièce mais dans l’unité${quotedFr(values)}${atFr(values)}. Demandez-la en pièces, ou saisissez la commande à la main.`,
    'exchange.otherOrderType': values =>
      `Ce n’est pas une commande ferme\u00a0: son type est${quotedFr(values)}. Voyez avec le client, et saisissez-la à la main s’il le faut.`,
    'exchange.deliveredApart': values =>
      `Cette commande est à livrer en plusieurs fois ou à plusieurs adresses${atFr(values)}. Demandez une commande par livraison, ou saisissez-la à la main.`,
    'exchange.unknownAnswer': values =>
      `Cette réponse dit un état inconnu\u00a0:${quotedFr(values)}${atFr(values)}. ${ASK_FR}`,
  },
  en: {
    'exchange.notXml': `This document is damaged or incomplete: it is not XML. ${ASK_EN}`,
    'exchange.notUbl': `This document is neither an order, an answer nor a despatch advice of UBL 2.1. ${ASK_EN}`,
    'exchange.missing': ({ place }) =>
      `Something required is missing in this document${place && ` (${place})`}. ${ASK_EN}`,
    'exchange.tooLong': values =>
      `A text of this document is too long (${values.place}):${quotedEn(values)}… ${ASK_EN}`,
    'exchange.notADay': values => `A day of this document is none:${quotedEn(values)} (${values.place}). ${ASK_EN}`,
    'exchange.notANumber': values =>
      `A number of this document cannot be taken:${quotedEn(values)} (${values.place}). Quantities are whole, amounts to the cent. ${ASK_EN}`,
    'exchange.notAQuantity': values =>
      `A quantity of this document cannot be taken:${quotedEn(values)} (${values.place}). ${ASK_EN}`,
    'exchange.negative': values =>
      `A price or amount of this document is negative:${quotedEn(values)} (${values.place}). Make a credit note instead.`,
    'exchange.saidTwice': values => `The same amount stands twice (${values.place}):${quotedEn(values)}. ${ASK_EN}`,
    'exchange.notACurrency': values => `The currency of this document is none:${quotedEn(values)}. ${ASK_EN}`,
    'exchange.otherCurrency': values =>
      `An amount is not in the currency of its document:${quotedEn(values)} (${values.place}). ${ASK_EN}`,
    'exchange.noLines': `This order has no line. ${ASK_EN}`,
    'exchange.tooManyLines': values => `This order has too many lines:${quotedEn(values)}. Ask for it in parts.`,
    'exchange.linesTwice': `Two lines of this order bear the same number. ${ASK_EN}`,
    'exchange.sumDiffers': values =>
      `A total of this order is not the sum of its lines:${quotedEn(values)} (${values.place}). ${ASK_EN}`,
    'exchange.lineDiffers': values =>
      `The amount of a line is not its quantity times its price:${quotedEn(values)} (${values.place}). ${ASK_EN}`,
    'exchange.allowance': ({ found }) =>
      `This order bears a discount or charge on the whole of it (${found}) that its lines do not say. Ask for it with the discount or charge as lines, or enter it by hand.`,
    'exchange.taxDiffers': values =>
      `The VAT of this document is not that of its rates:${quotedEn(values)} (${values.place}). ${ASK_EN}`,
    'exchange.severalTaxes': ({ place }) => `A line bears several taxes (${place}). Enter this order by hand.`,
    'exchange.unknownVatCategory': values =>
      `A VAT category of this document is unknown here:${quotedEn(values)} (${values.place}). ${ASK_EN}`,
    'exchange.otherUnit': values =>
      `A line is not ordered by the piece but in the unit${quotedEn(values)} (${values.place}). Ask for it in pieces, or enter the order by hand.`,
    'exchange.otherOrderType': values =>
      `This is no firm order: its type is${quotedEn(values)}. Settle it with the customer, and enter it by hand if need be.`,
    'exchange.deliveredApart': ({ place }) =>
      `This order is to be delivered in parts or to several addresses (${place}). Ask for an order a delivery, or enter it by hand.`,
    'exchange.unknownAnswer': values =>
      `This answer says an unknown state:${quotedEn(values)} (${values.place}). ${ASK_EN}`,
  },
}
