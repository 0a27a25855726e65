import type { ShopLine, ShopOrder, ShopPerson } from '../rules/order.ts'

const PERSON = {
  'First Name': 'firstName',
  'Last Name': 'lastName',
  Company: 'company',
  'Address 1': 'line1',
  'Address 2': 'line2',
  Postcode: 'postcode',
  City: 'town',
  'Country Code': 'country',
  Email: 'email',
  Phone: 'phone',
} as const
const amount = (cents: number) => (cents / 100).toFixed(2)

const cellsOf = (order: ShopOrder, line: ShopLine | undefined): Record<string, string> => ({
  'Order ID': order.externalId,
  'Order Number': order.number,
  'Order Status': order.status,
  'Order Date': order.orderedAt,
  'Modified Date': order.modifiedAt,
  'Paid Date': order.paidAt ?? '',
  'Order Currency': order.currency,
  'Order Total': amount(order.totalCents),
  'Order Total Tax Amount': amount(order.taxCents),
  'Customer ID': order.customerId ?? '0',
  'Payment Method': order.paymentMethod,
  'Payment Method Title': order.paymentTitle,
  'Transaction ID': order.transactionId,
  'Customer Note': order.note,
  'VAT Number': order.vatNumber,
  'Item ID': line?.externalId ?? '',
  'Item Type': line?.kind ?? '',
  'Item Name': line?.name ?? '',
  'Item SKU': line?.sku ?? '',
  'Item Product ID': line?.kind === 'product' ? (line.product?.externalId ?? '0') : '',
  'Item Variation ID': line?.product?.variationId ?? '',
  'Item Quantity': line ? String(line.quantity) : '',
  'Item Total': line ? amount(line.netCents) : '',
  'Item Total Tax': line ? amount(line.taxCents) : '',
  'Tax Rate': line?.taxes[0] ? (line.taxes[0].rateBps / 100).toFixed(2) : '',
  ...of('Billing', order.billing),
  ...of('Shipping', order.shipping),
})

const of = (who: string, person: ShopPerson | null) =>
  Object.fromEntries(Object.entries(PERSON).map(([name, field]) => [`${name} (${who})`, person?.[field] ?? '']))

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** Orders as the plug-ins of WooCommerce export them, a row a line. */
export function csvOf(orders: readonly ShopOrder[]): Buffer {
  const rows = orders.flatMap(order =>
    (order.lines.length > 0 ? order.lines : [undefined]).map(line => cellsOf(order, line)),
  )
  const headings = Object.keys(rows[0] ?? {})
  const lines = [headings, ...rows.map(row => headings.map(heading => row[heading]!))]
  return Buffer.from(lines.map(cells => cells.map(quoted).join(',')).join('\r\n'))
}
