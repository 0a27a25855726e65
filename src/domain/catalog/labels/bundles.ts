import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { day, formatDay } from '../../../values/day.ts'
import { type Language, labels } from '../../../values/labels.ts'

/** Words of what is sold as one. */
export const bundleWords = labels(
  {
    components: 'Composition',
    component: 'Produit',
    weight: 'Part fixée TTC',
    fixed: (amount: string) => `Part fixée\u00a0: ${amount} TTC`,
    net: 'HT',
    vat: 'TVA',
    rate: 'Taux',
    gross: 'TTC',
    total: 'Total',
    add: 'Ajouter un produit',
    remove: (position: number) => `Enlever le produit ${position}`,
    up: (position: number) => `Monter le produit ${position}`,
    line: (position: number) => `Produit ${position}`,
    hint: 'Le prix se répartit selon le prix de chaque produit, ou la part que vous fixez\u202f; chacun garde son taux de TVA.',
    startsOn: 'En vigueur le',
    startsOnHint: 'Les ventes d’avant ce jour gardent l’ancienne composition.',
    inForce: (on: string) => `En vigueur depuis le ${shown(on)}`,
    toCome: (on: string) => `À partir du ${shown(on)}`,
    past: (on: string) => `Depuis le ${shown(on)}, remplacée`,
    mixedRate: 'selon les produits',
    empty: 'Choisissez au moins deux produits\u00a0: leurs parts s’affichent ici.',
  },
  {
    components: 'Made of',
    component: 'Product',
    weight: 'Fixed part, gross',
    fixed: (amount: string) => `Fixed part: ${amount} gross`,
    net: 'Net',
    vat: 'VAT',
    rate: 'Rate',
    gross: 'Gross',
    total: 'Total',
    add: 'Add a product',
    remove: (position: number) => `Remove product ${position}`,
    up: (position: number) => `Move product ${position} up`,
    line: (position: number) => `Product ${position}`,
    hint: 'The price is split by the price of each product, or by the part you fix; each keeps its VAT rate.',
    startsOn: 'In force on',
    startsOnHint: 'Sales before that day keep what it was made of.',
    inForce: (on: string) => `In force since ${shown(on)}`,
    toCome: (on: string) => `From ${shown(on)}`,
    past: (on: string) => `Since ${shown(on)}, replaced`,
    mixedRate: 'by product',
    empty: 'Choose at least two products: their parts show here.',
  },
)

const shown = (iso: string) => formatDay(day(iso))

export const bundleRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'catalog.componentsMissing': 'Une offre groupée réunit au moins deux produits\u00a0: ajoutez-les.',
    'catalog.componentUnknown': 'Ce produit n’existe pas dans cette société\u00a0: choisissez-le dans la liste.',
    'catalog.componentTwice': 'Ce produit est déjà dans l’offre groupée\u00a0: chacun y est une fois.',
    'catalog.componentPrice': ({ product }) =>
      `${product} est gratuit\u00a0: donnez-lui une part fixée, selon laquelle répartir le prix.`,
    'catalog.bundleInBundle':
      'Une offre groupée ne contient ni elle-même ni une autre\u00a0: choisissez les produits de celle-ci.',
    'catalog.compositionPast':
      'Ce qui était en vigueur ne change plus\u00a0: datez la composition d’aujourd’hui ou de plus tard, ou d’avant la première.',
    'catalog.bundleForGood':
      'Une offre groupée le reste, et aucun autre produit ne le devient\u00a0: créez plutôt un nouveau produit.',
    'catalog.bundleNeedsPrice': ({ bundle }) =>
      `L’offre groupée ${bundle} se répartit selon le prix de ce produit\u00a0: fixez-y d’abord sa part.`,
    'catalog.notComposedYet': ({ bundle, on }) =>
      `L’offre groupée ${bundle} n’a pas de composition le ${shown(String(on))}\u00a0: datez la première de ce jour, ou la vente de plus tard.`,
  },
  en: {
    'catalog.componentsMissing': 'A bundle is made of at least two products: add them.',
    'catalog.componentUnknown': 'This product does not exist in this company: choose it in the list.',
    'catalog.componentTwice': 'This product is in the bundle already: each is there once.',
    'catalog.componentPrice': ({ product }) => `${product} is free: give it a fixed part, to split the price by.`,
    'catalog.bundleInBundle': 'A bundle contains neither itself nor another one: choose the products of that one.',
    'catalog.compositionPast':
      'What was in force no longer changes: date what it is made of today or later, or before the first one.',
    'catalog.bundleForGood': 'A bundle stays one, and no other product becomes one: create a new product instead.',
    'catalog.bundleNeedsPrice': ({ bundle }) =>
      `Bundle ${bundle} is split by the price of this product: fix its part there first.`,
    'catalog.notComposedYet': ({ bundle, on }) =>
      `Bundle ${bundle} is made of nothing on ${shown(String(on))}: date what it is made of from that day, or the sale later.`,
  },
}
