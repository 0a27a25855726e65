import { labels } from '../../../values/labels.ts'

/** What stands on the invoice of an order that is no line of it, in the language of its customer. */
export const figureWords = labels(
  { rounding: 'Arrondi', difference: 'Différence avec le total de la boutique', tax: 'Taxe', line: 'Article' },
  { rounding: 'Rounding', difference: 'Difference to the total of the shop', tax: 'Tax', line: 'Item' },
)
