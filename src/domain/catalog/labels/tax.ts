import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'

/** Words of VAT on products and titles. Source: L-8. */
export const taxWords = labels(
  {
    taxClass: 'Taux de TVA',
    taxClassShort: 'Classe de TVA',
    classes: {
      normal: 'Normal',
      intermediate: 'Intermédiaire',
      reduced: 'Réduit',
      press: 'Presse',
      none: 'Sans TVA',
    },
    classWithRate: (name: string, rate: string) => `${name} (${rate})`,
    noClass: 'Taux saisi, le même partout',
    byPlace: (corsica: string, overseas: string) =>
      `Livré en Corse\u00a0: ${corsica}\u202f; en Guadeloupe, Martinique et à La Réunion\u00a0: ${overseas}.`,
    none: 'Exonéré\u00a0: aucune TVA, où que ce soit livré.',
    supply: 'Nature',
    supplies: { goods: 'Bien', services: 'Service' },
    supplyHint: 'Un exemplaire imprimé est un bien, un accès en ligne un service.',
    pressTitle: 'Ce titre n’a pas de numéro CPPAP valable aujourd’hui, ou paraît moins d’une fois par trimestre.',
    cppapUntil: 'CPPAP valable jusqu’au',
    cppapUntilHint: 'Vide\u00a0: la fin du mois que dit le numéro.',
  },
  {
    taxClass: 'VAT rate',
    taxClassShort: 'VAT class',
    classes: {
      normal: 'Normal',
      intermediate: 'Intermediate',
      reduced: 'Reduced',
      press: 'Press',
      none: 'No VAT',
    },
    classWithRate: (name: string, rate: string) => `${name} (${rate})`,
    noClass: 'Typed rate, the same everywhere',
    byPlace: (corsica: string, overseas: string) =>
      `Delivered to Corsica: ${corsica}; to Guadeloupe, Martinique and La Réunion: ${overseas}.`,
    none: 'Exempt: no VAT, wherever it is delivered.',
    supply: 'Supply',
    supplies: { goods: 'Goods', services: 'Service' },
    supplyHint: 'A printed copy is goods, online access a service.',
    pressTitle: 'This title has no CPPAP number valid today, or comes out less than quarterly.',
    cppapUntil: 'CPPAP valid until',
    cppapUntilHint: 'Empty: the end of the month its number says.',
  },
)

export const catalogTaxRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'catalog.pressWithoutCppap':
      'Le taux de la presse demande un titre qui paraît au moins une fois par trimestre et dont le numéro CPPAP est valable aujourd’hui\u00a0: complétez le titre, ou prenez un autre taux.',
  },
  en: {
    'catalog.pressWithoutCppap':
      'The press rate needs a title that comes out at least quarterly and whose CPPAP number is valid today: complete the title, or take another rate.',
  },
}
