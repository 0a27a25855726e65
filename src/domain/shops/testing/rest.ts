import { dates, decimal } from './fake-orders.ts'

type Line = {
  id?: number
  sku?: string
  name?: string
  product?: number
  quantity?: number
  net?: number
  tax?: number
}
export type RestOrder = {
  id: number
  status?: string
  /** Instants, `2023-05-01T09:00:00Z`. */
  at?: string
  modifiedAt?: string
  paidAt?: string | null
  email?: string
  lines?: readonly Line[]
  [also: string]: unknown
}

/** An order as the REST API gives it: a year's subscription of 59.00 € at the press rate, unless said. */
export function aRestOrder({ id, status = 'processing', ...given }: RestOrder): Record<string, unknown> {
  const {
    at = '2023-08-01T09:00:00Z',
    modifiedAt = at,
    paidAt = at,
    email = `${id}@exemple.test`,
    lines = [{}],
  } = given
  const also = Object.fromEntries(Object.entries(given).filter(([name]) => !OURS.has(name)))
  const items = lines.map((line, place) => itemOf(line, id * 10 + place))
  const sum = (name: 'total' | 'total_tax') =>
    items.reduce((cents, item) => cents + Math.round(Number(item[name]) * 100), 0)
  return {
    id,
    status,
    currency: 'EUR',
    number: String(id),
    order_key: `wc_order_${id}`,
    ...dates('created', Date.parse(at)),
    ...dates('modified', Date.parse(modifiedAt)),
    ...dates('paid', paidAt === null ? null : Date.parse(paidAt)),
    total: decimal(sum('total') + sum('total_tax')),
    total_tax: decimal(sum('total_tax')),
    customer_id: 0,
    billing: { ...SOMEBODY, last_name: `Lecteur ${id}`, email },
    shipping: {},
    payment_method: 'stripe',
    payment_method_title: 'Carte',
    transaction_id: `ch_${id}`,
    meta_data: [],
    line_items: items,
    shipping_lines: [],
    fee_lines: [],
    tax_lines: [{ id: 1, rate_id: 2, label: 'TVA presse 2,1 %', rate_percent: 2.1 }],
    refunds: [],
    ...also,
  }
}

const OURS = new Set(['at', 'modifiedAt', 'paidAt', 'email', 'lines'])
const SOMEBODY = {
  ...{ first_name: 'Ana', company: '', address_1: '3 rue du Port', address_2: '' },
  ...{ city: 'Sète', postcode: '34200', country: 'FR', phone: '' },
}

const itemOf = (
  { id, sku = 'ABO-A112', name = 'Abonnement 1 an', product = 11, quantity = 1, net = 5779, tax = 121 }: Line,
  place: number,
) => ({
  ...{ id: id ?? place, name, sku, product_id: product, variation_id: 0, quantity },
  ...{ total: decimal(net), total_tax: decimal(tax), meta_data: [] },
  taxes: [{ id: 2, total: decimal(tax), subtotal: '' }],
})
