import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'

const number = (count: number, language: Language) => count.toLocaleString(language)

/** Words of the products of shops. */
export const productWords = labels(
  {
    title: 'Produits des boutiques',
    one: 'produit',
    many: 'produits',
    columns: {
      name: 'Produit de la boutique',
      sku: 'Référence',
      state: 'État',
      productCode: 'Code',
      productLabel: 'Notre produit',
      decidedBy: 'Rattaché par',
      lastSoldAt: 'Dernière vente',
      waitingSales: 'Ventes en attente',
      waitingCents: 'Montant en attente',
      waitingCurrency: 'Devise',
      shop: 'Boutique',
      externalId: 'Identifiant',
    },
    states: { waiting: 'À rattacher', mapped: 'Rattaché', none: 'Aucun des nôtres' },
    deciders: { sku: 'sa référence', hand: 'vous' },
    search: 'Nom ou référence',
    shop: 'Boutique',
    none: 'Tous les produits vendus sont rattachés.',
    showAll: 'Tout afficher',
    explained:
      'Ces ventes sont facturées au centime près. Dites quel est ce produit\u00a0: ses abonnements et ses numéros seront dus depuis le jour de chaque commande.',
    several: 'plusieurs devises',
    waits: (sales: number) =>
      `${number(sales, 'fr')} ${sales > 1 ? 'ventes attendent' : 'vente attend'} ce rattachement`,
    unit: 'Prix à l’unité',
    proposed: 'Produits proposés',
    reasons: { code: 'même référence', name: 'nom proche', price: 'même prix' },
    other: 'Un autre produit',
    ours: 'Notre produit',
    bundleHint: 'Une offre groupée donne un achat pour chacun de ses produits.',
    map: 'Rattacher',
    mapTo: (code: string) => `Rattacher à ${code}`,
    noneOfOurs: 'Aucun de nos produits',
    unmap: 'Défaire le rattachement',
    locked: (count: number) =>
      `${number(count, 'fr')} ${count > 1 ? 'achats ont été faits' : 'achat a été fait'}\u00a0: ce rattachement ne change plus.`,
    mapped: (code: string) => `Produit rattaché à ${code}.`,
    mappedWith: (code: string, lines: number) =>
      `Produit rattaché à ${code}\u00a0: ${number(lines, 'fr')} ${lines > 1 ? 'ventes mises à jour' : 'vente mise à jour'}.`,
    working: (code: string) => `Produit rattaché à ${code}. Les ventes restantes suivent, en arrière-plan.`,
    left: 'Ce produit n’attend plus\u00a0: ses ventes restent facturées sous son nom.',
    unmapped: 'Rattachement défait\u00a0: le produit attend de nouveau.',
    sales: 'Dernières ventes',
    saleColumns: {
      number: 'Commande',
      orderedAt: 'Date',
      buyerName: 'Acheteur',
      quantity: 'Qté',
      grossCents: 'Montant',
    },
    noSales: 'Aucune vente facturée.',
    nameless: 'Sans nom',
    identifying: 'Création des achats d’un produit rattaché',
    identified: (count: number) =>
      `${number(count, 'fr')} ${count > 1 ? 'ventes rattachées' : 'vente rattachée'} à leur produit`,
  },
  {
    title: 'Products of shops',
    one: 'product',
    many: 'products',
    columns: {
      name: 'Product of the shop',
      sku: 'SKU',
      state: 'State',
      productCode: 'Code',
      productLabel: 'Our product',
      decidedBy: 'Mapped by',
      lastSoldAt: 'Last sale',
      waitingSales: 'Sales waiting',
      waitingCents: 'Amount waiting',
      waitingCurrency: 'Currency',
      shop: 'Shop',
      externalId: 'Identifier',
    },
    states: { waiting: 'To be mapped', mapped: 'Mapped', none: 'None of ours' },
    deciders: { sku: 'its SKU', hand: 'you' },
    search: 'Name or SKU',
    shop: 'Shop',
    none: 'Every product that was sold is mapped.',
    showAll: 'Show all',
    explained:
      'These sales are invoiced to the cent. Say which product this is: its subscriptions and issues will be owed from the day of each order.',
    several: 'several currencies',
    waits: (sales: number) => `${number(sales, 'en')} ${sales === 1 ? 'sale waits' : 'sales wait'} for it`,
    unit: 'Unit price',
    proposed: 'Proposed products',
    reasons: { code: 'same SKU', name: 'similar name', price: 'same price' },
    other: 'Another product',
    ours: 'Our product',
    bundleHint: 'A bundle makes a purchase of each of its products.',
    map: 'Map',
    mapTo: (code: string) => `Map to ${code}`,
    noneOfOurs: 'None of our products',
    unmap: 'Undo the mapping',
    locked: (count: number) =>
      `${number(count, 'en')} ${count === 1 ? 'purchase was' : 'purchases were'} made: this mapping no longer changes.`,
    mapped: (code: string) => `Product mapped to ${code}.`,
    mappedWith: (code: string, lines: number) =>
      `Product mapped to ${code}: ${number(lines, 'en')} ${lines === 1 ? 'sale' : 'sales'} updated.`,
    working: (code: string) => `Product mapped to ${code}. The other sales follow in the background.`,
    left: 'This product no longer waits: its sales stay invoiced under its name.',
    unmapped: 'Mapping undone: the product waits again.',
    sales: 'Latest sales',
    saleColumns: { number: 'Order', orderedAt: 'Date', buyerName: 'Buyer', quantity: 'Qty', grossCents: 'Amount' },
    noSales: 'No invoiced sale.',
    nameless: 'No name',
    identifying: 'Making the purchases of a mapped product',
    identified: (count: number) => `${number(count, 'en')} ${count === 1 ? 'sale' : 'sales'} mapped to its product`,
  },
)

export const shopProductRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'shops.productServed': ({ code, count }) =>
      `${count} ${Number(count) > 1 ? 'achats ont déjà été faits' : 'achat a déjà été fait'} avec le produit ${code}\u00a0: ce rattachement ne change plus. Pour corriger un achat, ouvrez sa fiche.`,
  },
  en: {
    'shops.productServed': ({ code, count }) =>
      `${count} ${Number(count) === 1 ? 'purchase was' : 'purchases were'} already made with the product ${code}: this mapping no longer changes. To correct a purchase, open its card.`,
  },
}
