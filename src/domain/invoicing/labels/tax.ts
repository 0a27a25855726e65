import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'

const written = (iso: unknown) => formatDay(day(String(iso)))

export const taxRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'invoicing.discountBeyondLine': 'Cette remise dépasse le montant de sa ligne.',
    'invoicing.takenOffBeyondLines':
      'Les remises et acomptes dépassent ce que font les lignes à l’un des taux de TVA\u00a0: réduisez-les.',
    'invoicing.pressWithoutCppap': ({ product, title, on }) =>
      title
        ? `${product} ne peut pas être vendu au taux de la presse le ${written(on)}\u00a0: son titre, ${title}, doit avoir un numéro CPPAP valable ce jour-là et paraître au moins une fois par trimestre. Complétez le titre, ou changez le taux du produit.`
        : `${product} n’est d’aucun titre et ne peut pas être vendu au taux de la presse\u00a0: changez le taux du produit.`,
  },
  en: {
    'invoicing.discountBeyondLine': 'This discount is more than its line.',
    'invoicing.takenOffBeyondLines':
      'Discounts and deposits are more than the lines come to at one of the VAT rates: reduce them.',
    'invoicing.pressWithoutCppap': ({ product, title, on }) =>
      title
        ? `${product} cannot be sold at the press rate on ${written(on)}: its title, ${title}, needs a CPPAP number valid on that day, and to come out at least quarterly. Complete the title, or change the rate of the product.`
        : `${product} is of no title and cannot be sold at the press rate: change the rate of the product.`,
  },
}
