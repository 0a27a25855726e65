import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { EURO } from '../../../values/currency.ts'
import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { formatMoney } from '../../../values/money.ts'

const money = (cents: unknown, language: Language, currency: unknown = EURO) =>
  formatMoney(Number(cents), String(currency), language)
const said = (on: unknown, language: Language) => formatDay(day(String(on)), language)

export const documentRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'invoicing.alreadyIssued': 'Ce document n’est plus un brouillon\u00a0: un document émis se corrige par un avoir.',
    'invoicing.beforeLastIssued': ({ on, last }) =>
      `Le dernier document émis est du ${said(last, 'fr')}\u00a0: un numéro plus grand ne peut pas porter le ${said(on, 'fr')}.`,
    'invoicing.issuedAhead': ({ on }) => `Le ${said(on, 'fr')} n’est pas encore venu\u00a0: émettez-le ce jour-là.`,
    'invoicing.deliveredElsewhere':
      'Le client est livré ailleurs depuis que ce brouillon est écrit : ouvrez-le et enregistrez-le, pour que sa TVA suive.',
    'invoicing.rateChanged': ({ product }) =>
      `La TVA de ${product} n’est plus celle de ce brouillon : ouvrez-le et enregistrez-le, pour qu’elle suive.`,
    'invoicing.periodEndsBefore': 'Cette période finit avant de commencer.',
    'invoicing.depositSellsNothing':
      'Un acompte ne vend ni abonnement ni numéro\u00a0: la facture finale le fera. Mettez une ligne de texte.',
    'invoicing.unknownCurrency': ({ currency }) =>
      `«\u202f${currency}\u202f» n’est pas une devise que Facteur connaît.`,
    'invoicing.depositInEuros': 'Une facture d’acompte est en euros, et ne se déduit que d’une facture en euros.',
    'invoicing.priceInCurrency': ({ currency }) =>
      `Le tarif du produit est en euros\u00a0: saisissez son prix en ${currency}.`,
    'invoicing.unknownDeposit': 'Cet acompte n’est pas de ce client, ou n’est pas émis.',
    'invoicing.depositUsed': ({ number, held }) => `L’acompte ${number} n’a plus que ${money(held, 'fr')} à déduire.`,
    'invoicing.lineSaysNothing': 'Une ligne sans produit a besoin d’une désignation et d’un prix.',
    'invoicing.reasonOfAllowance': 'Dites pourquoi, et de combien.',
    'invoicing.nothingAwaited': 'Rien n’est attendu de ce document.',
    'invoicing.creditOfCreditNote': 'Un avoir ne se corrige pas par un avoir\u00a0: faites une facture.',
    'invoicing.creditNoteOnce': 'Un avoir ne se copie pas\u00a0: faites-en un autre depuis la facture qu’il corrige.',
    'invoicing.historyCreditedWhole': 'Une facture venue d’un import s’annule en entier.',
    'invoicing.unknownLine': 'Cette ligne n’est pas de cette facture.',
    'invoicing.nothingLeft': 'Il ne reste rien à créditer.',
    'invoicing.moreThanLeft': ({ left, currency }) => `Il ne reste que ${money(left, 'fr', currency)} à créditer.`,
  },
  en: {
    'invoicing.alreadyIssued': 'This document is no draft any more: what is issued is corrected by a credit note.',
    'invoicing.beforeLastIssued': ({ on, last }) =>
      `The last document issued is of ${said(last, 'en')}: a later number cannot bear ${said(on, 'en')}.`,
    'invoicing.issuedAhead': ({ on }) => `${said(on, 'en')} has not come yet: issue it on that day.`,
    'invoicing.deliveredElsewhere':
      'The customer is delivered elsewhere since this draft was written: open and save it, so that its VAT follows.',
    'invoicing.rateChanged': ({ product }) =>
      `The VAT of ${product} is not what it was when this draft was written: open and save it, so that it follows.`,
    'invoicing.periodEndsBefore': 'This period ends before it begins.',
    'invoicing.depositSellsNothing':
      'A deposit sells neither subscription nor issue: the final invoice will. Use a line of text.',
    'invoicing.unknownCurrency': ({ currency }) => `“${currency}” is not a currency that Facteur knows.`,
    'invoicing.depositInEuros': 'A deposit invoice is in euros, and is taken off invoices in euros alone.',
    'invoicing.priceInCurrency': ({ currency }) =>
      `The price of the product is in euros: type its price in ${currency}.`,
    'invoicing.unknownDeposit': 'This deposit is not of this customer, or is not issued.',
    'invoicing.depositUsed': ({ number, held }) => `Deposit ${number} has only ${money(held, 'en')} left to take off.`,
    'invoicing.lineSaysNothing': 'A line without product needs a label and a price.',
    'invoicing.reasonOfAllowance': 'Say why, and how much.',
    'invoicing.nothingAwaited': 'Nothing is awaited of this document.',
    'invoicing.creditOfCreditNote': 'A credit note is not corrected by a credit note: write an invoice.',
    'invoicing.creditNoteOnce': 'A credit note is not copied: make another one from the invoice it corrects.',
    'invoicing.historyCreditedWhole': 'An invoice that came with an import is cancelled as a whole.',
    'invoicing.unknownLine': 'This line is not of this invoice.',
    'invoicing.nothingLeft': 'Nothing is left to credit.',
    'invoicing.moreThanLeft': ({ left, currency }) => `Only ${money(left, 'en', currency)} is left to credit.`,
  },
}
