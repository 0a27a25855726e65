/** Orders as a WooCommerce of an invented review would hold them: every name, street and mail is made up. */

export type FakeProduct = {
  id: number
  variationId?: number
  sku: string
  name: string
  grossCents: number
  rate: 'presse' | 'livre' | 'normal'
}

const FAKE_PRODUCTS: readonly FakeProduct[] = [
  { id: 11, sku: 'ABO-CL12', name: 'La Vigie – un an, 12 numéros', grossCents: 6400, rate: 'presse' },
  { id: 12, sku: 'ABO-CL24', name: 'La Vigie – deux ans, 24 numéros', grossCents: 11800, rate: 'presse' },
  { id: 13, sku: ' abo-so12 ', name: 'La Vigie – un an, soutien', grossCents: 9000, rate: 'presse' },
  { id: 16, sku: 'NUM-31', name: 'N° 31 – Ports &amp; digues', grossCents: 750, rate: 'presse' },
  { id: 17, sku: 'NUM-XXX', name: 'Dernier numéro de La Vigie', grossCents: 750, rate: 'presse' },
  { id: 18, sku: 'LIV-CARTES', name: 'Petit livre des cartes', grossCents: 2450, rate: 'livre' },
  { id: 19, variationId: 20, sku: 'SAC', name: 'Sac de quart - Bleu', grossCents: 1900, rate: 'normal' },
  { id: 24, sku: '', name: 'Don à la revue', grossCents: 2000, rate: 'presse' },
]

const RATES = {
  presse: { id: 2, percent: 2.1, bps: 210, label: 'TVA presse 2,1 %' },
  livre: { id: 3, percent: 5.5, bps: 550, label: 'TVA 5,5 %' },
  normal: { id: 1, percent: 20, bps: 2000, label: 'TVA 20 %' },
} as const
type Rate = (typeof RATES)[keyof typeof RATES]

const FIRST =
  'Adèle Basile Clémence Dorian Élise Fañch Gwenola Hippolyte Inès Jocelyn Katell Loup Maëlys Nolwenn'.split(' ')
const LAST =
  'Kervadec|Delmotte|Sarrazin|O&#039;Brien|Quéméneur|Van der Elst|Marchand-Roy|Le Bihan|Sauvageot|Tissier'.split('|')
const STREETS = 'rue des Embruns|quai du Levant|chemin des Douaniers|avenue du Phare|impasse de la Criée'.split('|')
const TOWNS = [
  ['29730', 'Penmarc’h'],
  ['44490', 'Le Croisic'],
  ['76400', 'Fécamp'],
  ['17310', 'Saint-Pierre-d’Oléron'],
  ['75012', 'Paris'],
  ['62480', 'Le Portel'],
] as const
const STATUSES =
  'completed completed completed processing processing processing on-hold cancelled failed expediee'.split(' ')
const METHODS = [
  ['stripe', 'Carte bancaire'],
  ['ppcp-gateway', 'PayPal'],
  ['cheque', 'Chèque'],
  ['bacs', 'Virement'],
] as const

/** Always the same numbers for one seed. */
export function chance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    below: (limit: number) => Math.floor(next() * limit),
    of: <T>(those: readonly T[]): T => those[Math.floor(next() * those.length)]!,
    odds: (share: number) => next() < share,
  }
}
type Chance = ReturnType<typeof chance>

export type FakeOrders = {
  count: number
  seed?: number
  firstId?: number
  /** The first order, `2025-01-01T08:00:00`; the others follow, a step apart. */
  from?: string
  stepSeconds?: number
  products?: readonly FakeProduct[]
  customers?: number
}

/** Orders one after the other, so that a hundred thousand need no room. */
export function* fakeOrders(options: FakeOrders): Generator<Record<string, unknown>> {
  const { count, seed = 1, firstId = 1001, from = '2025-01-01T08:00:00', stepSeconds = 7_200 } = options
  const { products = FAKE_PRODUCTS, customers = 400 } = options
  for (let at = 0; at < count; at++) {
    const random = chance(seed * 1_000_003 + at)
    const made = Date.parse(`${from}Z`) + at * stepSeconds * 1000
    yield anOrder(random, firstId + at * 2, made, products, random.below(customers))
  }
}

function anOrder(random: Chance, id: number, made: number, products: readonly FakeProduct[], who: number) {
  const status = random.of(STATUSES)
  const isPaid = ['completed', 'processing', 'expediee'].includes(status)
  const isGuest = random.odds(0.3)
  const billing = aPerson(chance(who + 7))
  const isGift = random.odds(0.1)
  const lines = linesOf(random, id, products)
  const [method, title] = random.of(METHODS)
  const tax = sum(lines.all.map(line => line.tax))
  const total = sum(lines.all.map(line => line.net)) + tax
  return {
    id,
    parent_id: 0,
    status,
    currency: 'EUR',
    prices_include_tax: true,
    ...dates('created', made),
    ...dates('modified', made + random.below(86_400) * 1000),
    ...dates('paid', isPaid ? made + 60_000 : null),
    total: decimal(total),
    total_tax: decimal(tax),
    customer_id: isGuest ? 0 : 100 + who,
    order_key: `wc_order_${id}`,
    billing: { ...billing, email: mailOf(billing, who), phone: '' },
    shipping: { ...(isGift ? aPerson(random) : random.odds(0.5) ? billing : NOBODY), phone: '' },
    payment_method: method,
    payment_method_title: title,
    transaction_id: isPaid && method === 'stripe' ? `ch_${id}` : '',
    customer_note: random.odds(0.05) ? 'Merci de laisser le pli au gardien.' : '',
    number: String(id),
    meta_data: isGift ? [{ id: 1, key: '_is_gift', value: 'yes' }] : [],
    line_items: lines.items,
    shipping_lines: lines.shipping,
    fee_lines: lines.fees,
    coupon_lines: [],
    tax_lines: taxLines(lines.all),
    refunds: [],
  }
}

type Charged = { net: number; tax: number; rate: Rate }

function linesOf(random: Chance, id: number, products: readonly FakeProduct[]) {
  let next = id * 20
  const taxed = (net: number, tax: number, rate: Rate) => ({
    total: decimal(net),
    total_tax: decimal(tax),
    taxes: [{ id: rate.id, total: decimal(tax), subtotal: '' }],
    meta_data: [],
  })
  const chosen = Array.from({ length: 1 + random.below(3) }, () => random.of(products))
  const sold = chosen.map(product => {
    const quantity = random.odds(0.8) ? 1 : 1 + random.below(4)
    const charged = split(product.grossCents * quantity, RATES[product.rate])
    return {
      charged,
      item: { id: next++, ...itemOf(product), quantity, ...taxed(charged.net, charged.tax, charged.rate) },
    }
  })
  const carriage = random.odds(0.4) ? [split(350, RATES.normal)] : []
  const rebate = random.odds(0.05) ? [split(-306, RATES.presse)] : []
  return {
    all: [...sold.map(({ charged }) => charged), ...carriage, ...rebate] as Charged[],
    items: sold.map(({ item }) => item),
    shipping: carriage.map(one => ({ id: next++, method_title: 'Envoi postal', ...taxed(one.net, one.tax, one.rate) })),
    fees: rebate.map(one => ({ id: next++, name: 'Remise de fidélité', ...taxed(one.net, one.tax, one.rate) })),
  }
}

const itemOf = ({ id, variationId = 0, sku, name }: FakeProduct) => ({
  name,
  product_id: id,
  variation_id: variationId,
  sku,
})

function split(gross: number, rate: Rate): Charged {
  const net = Math.round((gross * 10_000) / (10_000 + rate.bps))
  return { net, tax: gross - net, rate }
}

const taxLines = (charged: readonly Charged[]) =>
  [...new Set(charged.map(({ rate }) => rate))].map(rate => ({
    id: rate.id,
    rate_id: rate.id,
    label: rate.label,
    rate_percent: rate.percent,
    tax_total: decimal(sum(charged.filter(one => one.rate === rate).map(({ tax }) => tax))),
  }))

const NOBODY = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
}

function aPerson(random: Chance) {
  const [postcode, city] = random.of(TOWNS)
  return {
    ...NOBODY,
    first_name: random.of(FIRST),
    last_name: random.of(LAST),
    company: random.odds(0.06) ? 'Librairie du Môle' : '',
    address_1: `${1 + random.below(80)} ${random.of(STREETS)}`,
    city,
    postcode,
    country: 'FR',
  }
}

const mailOf = ({ first_name }: { first_name: string }, who: number) =>
  `${first_name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()}.${who}@exemple.test`

const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0)
export const decimal = (cents: number): string =>
  `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`

/** A date as WooCommerce writes it twice: of the shop, and of Greenwich, neither with its zone. */
export function dates(name: string, at: number | null): Record<string, string | null> {
  if (at === null) return { [`date_${name}`]: null, [`date_${name}_gmt`]: null }
  return { [`date_${name}`]: inParis(at), [`date_${name}_gmt`]: new Date(at).toISOString().slice(0, 19) }
}

export const inParis = (at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO('Europe/Paris')
    .toPlainDateTime()
    .toString()
    .slice(0, 19)
