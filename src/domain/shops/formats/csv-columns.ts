import { textKey } from '../../../values/text-key.ts'

/** What a person of an order says. */
const PERSON = [
  'firstName',
  'lastName',
  'fullName',
  'company',
  'line1',
  'line2',
  'postcode',
  'town',
  'country',
  'email',
  'phone',
] as const
export type PersonField = (typeof PERSON)[number]
type Who = 'billing' | 'shipping'

const ORDER_FIELDS = [
  'orderId',
  'number',
  'status',
  'orderedAt',
  'modifiedAt',
  'paidAt',
  'currency',
  'total',
  'taxTotal',
  'shippingNet',
  'shippingGross',
  'shippingTax',
  'discount',
  'refunded',
  'customerId',
  'paymentMethod',
  'paymentTitle',
  'transactionId',
  'note',
  'vatNumber',
  'taxName',
  'taxValue',
  'taxName2',
  'taxValue2',
  'taxName3',
  'taxValue3',
  'taxName4',
  'taxValue4',
  'taxName5',
  'taxValue5',
] as const
const LINE_FIELDS = [
  'lineId',
  'lineKind',
  'lineName',
  'lineSku',
  'productId',
  'variationId',
  'quantity',
  'unitPrice',
  'unitGross',
  'lineNet',
  'lineGross',
  'lineTax',
  'lineRate',
] as const

/** A field of an order in a CSV: of the order, of a line of it, or `billing.town`. */
export type CsvOrderField = (typeof ORDER_FIELDS)[number] | (typeof LINE_FIELDS)[number] | `${Who}.${PersonField}`
export const CSV_ORDER_FIELDS: readonly CsvOrderField[] = [
  ...ORDER_FIELDS,
  ...LINE_FIELDS,
  ...PERSON.flatMap(field => [`billing.${field}`, `shipping.${field}`] as const),
]
/** The heading of each field that a file has. */
export type CsvOrderColumns = Partial<Record<CsvOrderField, string>>

/** Without these there is no order: which it is, when, what it comes to, what was sold. */
export const missingFields = (columns: CsvOrderColumns): CsvOrderField[] =>
  (['orderId', 'orderedAt', 'total', 'lineName'] as const).filter(field => columns[field] === undefined)

/**
 * Headings of the exports of Shopify, of PrestaShop, of the plug-ins of WooCommerce (Advanced Order Export, Order Export &
 * Import, Customer/Order CSV Export), and what French shops write by hand; the first that is there wins.
 */
const NAMES: Partial<Record<CsvOrderField, string>> = {
  orderId:
    'order id, id order, name, order number, numero de commande, n de commande, n commande, no commande, commande, id commande, reference commande, order, reference, id',
  number:
    'order number formatted, order number, name, reference, numero de commande, n de commande, n commande, no commande, commande',
  status:
    'order status, status, statut, statut de la commande, etat, etat de la commande, order state, current state, financial status, state',
  orderedAt:
    'order date, created at, date add, date, date created, date de commande, date de la commande, ordered at, date commande, order date and time, completed date',
  modifiedAt: 'modified date, date modified, date upd, updated at, modified at, modifiee le, date de modification',
  paidAt: 'paid at, paid date, date paid, invoice date, date de paiement, payee le, date paiement',
  currency: 'order currency, currency, devise, currency code, iso code currency',
  total:
    'order total amount, order total, total paid tax incl, total paid, total, total ttc, montant total, total de la commande, order total amount refund',
  taxTotal: 'order total tax amount, order total tax, tax total, taxes, total tax, tva, total tva, montant tva',
  shippingNet:
    'order shipping amount, shipping total, order shipping, total shipping tax excl, port ht, frais de port ht, livraison ht',
  shippingGross:
    'total shipping tax incl, shipping, port ttc, frais de port ttc, livraison ttc, frais de port, port, total shipping',
  shippingTax: 'order shipping tax amount, shipping tax total, shipping tax, tva port, tva livraison',
  discount:
    'discount amount, total discounts tax incl, total discounts, remise, remise ttc, reduction, discount total, cart discount amount, cart discount',
  refunded: 'order refund amount, refunded total, refunded amount, total refunded, rembourse, montant rembourse',
  customerId: 'customer id, customer user id, id customer, id client, user id, numero client',
  paymentMethod: 'payment method, module, moyen de paiement, mode de paiement, reglement',
  paymentTitle: 'payment method title, payment, titre du paiement',
  transactionId: 'transaction id, payment reference, payment id, id transaction',
  note: 'customer note, notes, note, order comments, note du client, commentaire, customer message',
  vatNumber: 'vat number, billing vat number, numero de tva, numero tva, tva intracommunautaire, eu vat number',
  taxName: 'tax 1 name, tax name, nom de la taxe',
  taxValue: 'tax 1 value',
  taxName2: 'tax 2 name',
  taxValue2: 'tax 2 value',
  taxName3: 'tax 3 name',
  taxValue3: 'tax 3 value',
  taxName4: 'tax 4 name',
  taxValue4: 'tax 4 value',
  taxName5: 'tax 5 name',
  taxValue5: 'tax 5 value',
  lineId: 'item id, line id, id order detail, order item id, id ligne',
  lineKind: 'item type, line type, order item type, type de ligne',
  lineName:
    'item name, lineitem name, product name, name line, produit, article, designation, libelle, nom du produit, product name main, line name, product',
  lineSku:
    'item sku, lineitem sku, sku, product reference, product sku, reference produit, reference article, code produit, code article, ref produit',
  productId: 'item product id, product id, id produit, lineitem product id',
  variationId: 'item variation id, variation id, product attribute id, id variation, id declinaison',
  quantity: 'item quantity, quantity refund, quantity, lineitem quantity, product quantity, quantite, qte, qty',
  unitPrice:
    'lineitem price, item cost, item price, unit price, prix unitaire, prix, prix unitaire ht, unit price tax excl, price',
  unitGross: 'unit price tax incl, prix unitaire ttc',
  lineNet:
    'item total, order line total, line total, total price tax excl, total ht, montant ht, line subtotal, total ligne ht, order line total excl tax',
  lineGross:
    'total price tax incl, item total incl tax, total ligne ttc, montant ttc, line total incl tax, order line total incl tax',
  lineTax: 'item total tax, order line tax, line tax, item tax, tva ligne, montant tva ligne',
  lineRate: 'tax rate, taux de tva, taux tva, item tax rate, vat rate, rate, product tax rate',
}

const PARTS: Record<PersonField, string> = {
  firstName: 'first name, firstname, prenom',
  lastName: 'last name, lastname, nom, nom de famille',
  fullName: 'name, full name, customer name, nom complet, client, customer',
  company: 'company, company name, societe, entreprise, raison sociale',
  line1: 'address 1, address1, address 1 2, address, street, adresse, adresse 1, address line 1',
  line2: 'address 2, address2, adresse 2, complement, complement d adresse, address line 2',
  postcode: 'postcode, zip, postal code, zip code, code postal, cp',
  town: 'city, town, ville',
  country: 'country code, country, iso code, pays, code pays',
  email: 'email, email address, e mail, mail, courriel, adresse e mail, customer email',
  phone: 'phone, telephone, tel, phone mobile, mobile',
}
const WHO: Record<Who, string> = { billing: 'billing, facturation, invoice', shipping: 'shipping, livraison, delivery' }
const listed = (names: string) => names.split(',').map(name => textKey(name))

/** `billing first name`, `first name billing`; who pays also without saying so. */
function personNames(who: Who, field: PersonField): string[] {
  const parts = listed(PARTS[field])
  const said = listed(WHO[who]).flatMap(word => parts.flatMap(part => [`${word} ${part}`, `${part} ${word}`]))
  return who === 'billing' && field !== 'fullName'
    ? [...said, ...parts]
    : [...said, ...(who === 'billing' ? parts.slice(1) : [])]
}

const KNOWN: ReadonlyMap<CsvOrderField, readonly string[]> = new Map(
  CSV_ORDER_FIELDS.map(field => {
    const [who, part] = field.split('.') as [Who, PersonField | undefined]
    return [field, part ? personNames(who, part) : listed(NAMES[field] ?? '')]
  }),
)
/** These may be read for two fields: Shopify calls both the order and its number `Name`. */
const SHARED = new Set<CsvOrderField>(['number'])

/** Which heading says which field; as was remembered where the file still has it, else by its name. */
export function guessedColumns(headings: readonly string[], remembered: CsvOrderColumns = {}): CsvOrderColumns {
  const keys = headings.map(heading => textKey(heading.replaceAll('_', ' ')))
  const columns: CsvOrderColumns = {}
  const taken = new Set<string>()
  const take = (field: CsvOrderField, heading: string) => {
    columns[field] = heading
    if (!SHARED.has(field)) taken.add(heading)
  }
  for (const field of CSV_ORDER_FIELDS) {
    const heading = remembered[field]
    if (heading !== undefined && headings.includes(heading)) take(field, heading)
  }
  for (const field of CSV_ORDER_FIELDS) {
    if (columns[field] !== undefined) continue
    const free = (at: number) => at >= 0 && (SHARED.has(field) || !taken.has(headings[at]!))
    const at = KNOWN.get(field)!
      .map(name => keys.indexOf(name))
      .find(free)
    if (at !== undefined) take(field, headings[at]!)
  }
  return columns
}
