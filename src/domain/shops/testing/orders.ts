import type { ShopLine, ShopOrder, ShopPerson } from '../rules/order.ts'

/** Somebody of an order; say only what the test is about. */
export const aPerson = (given: Partial<ShopPerson> = {}): ShopPerson => ({
  firstName: 'Odile',
  lastName: 'Étrange',
  company: '',
  line1: '1 rue du Bac',
  line2: '',
  postcode: '75007',
  town: 'Paris',
  country: 'FR',
  email: 'odile.etrange@example.fr',
  phone: '',
  ...given,
})

/** A product of 59.00 € with the French press rate. */
export const aLine = (given: Partial<ShopLine> = {}): ShopLine => ({
  externalId: '1',
  kind: 'product',
  name: 'Abonnement 1 an',
  quantity: 1,
  product: { externalId: '11', variationId: null },
  sku: 'ABO-A112',
  netCents: 5779,
  taxCents: 121,
  taxes: [{ rateBps: 210, label: 'TVA', cents: 121 }],
  recipient: null,
  ...given,
})

let next = 1000

/** An order of a guest, paid and complete, made on 1 August 2023. */
export function anOrder(given: Partial<ShopOrder> = {}): ShopOrder {
  const externalId = given.externalId ?? String(next++)
  const lines = given.lines ?? [aLine()]
  const sum = (of: (line: ShopLine) => number) => lines.reduce((total, line) => total + of(line), 0)
  return {
    externalId,
    number: externalId,
    status: 'completed',
    orderedAt: '2023-08-01T09:00:00Z',
    modifiedAt: '2023-08-01T09:00:00Z',
    paidAt: '2023-08-01T09:00:00Z',
    currency: 'EUR',
    customerId: null,
    billing: aPerson(),
    shipping: null,
    gift: false,
    vatNumber: '',
    language: null,
    taxCents: sum(({ taxCents }) => taxCents),
    totalCents: sum(({ netCents, taxCents }) => netCents + taxCents),
    paymentMethod: 'stripe',
    paymentTitle: 'Carte',
    transactionId: '',
    note: '',
    refunds: [],
    renews: null,
    isTest: false,
    ...given,
    lines,
  }
}
