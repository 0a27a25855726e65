import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'

const number = (count: number, language: Language) => count.toLocaleString(language)

/** Words of the products of shops. */
export const productWords = labels(
  {
    identifying: 'Création des achats d’un produit rattaché',
    identified: (count: number) =>
      `${number(count, 'fr')} ${count > 1 ? 'ventes rattachées' : 'vente rattachée'} à leur produit`,
  },
  {
    identifying: 'Making the purchases of a mapped product',
    identified: (count: number) => `${number(count, 'en')} ${count === 1 ? 'sale' : 'sales'} mapped to its product`,
  },
)

export const shopProductRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'shops.productServed': ({ code, count }) =>
      `${count} ${Number(count) > 1 ? 'achats ont déjà été faits' : 'achat a déjà été fait'} avec le produit ${code}\u00a0: ce rattachement ne change plus. Pour corriger un achat, ouvrez sa fiche.`,
    'shops.bundleSold': ({ code, count }) =>
      `${code} réunit plusieurs produits, et ${count} ${Number(count) > 1 ? 'ventes ont déjà été facturées' : 'vente a déjà été facturée'} sur une seule ligne. Choisissez un produit simple.`,
  },
  en: {
    'shops.productServed': ({ code, count }) =>
      `${count} ${Number(count) === 1 ? 'purchase was' : 'purchases were'} already made with the product ${code}: this mapping no longer changes. To correct a purchase, open its card.`,
    'shops.bundleSold': ({ code, count }) =>
      `${code} is made of several products, and ${count} ${Number(count) === 1 ? 'sale was' : 'sales were'} already invoiced on a single line. Choose a simple product.`,
  },
}
