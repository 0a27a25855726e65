import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fault, Read, ShopOrder } from '../rules/order.ts'
import { glimpseOrder, readOrder } from './woocommerce.ts'

type Json = Record<string, unknown>
const ORDER = {
  id: 48,
  status: 'processing',
  currency: 'EUR',
  order_key: 'wc_order_x',
  date_created_gmt: '2026-10-25T00:30:00',
  date_modified_gmt: '2026-10-25T01:30:00',
  date_paid_gmt: null,
  total: '59.00',
  total_tax: '1.21',
  customer_id: 0,
  billing: { first_name: 'Zoé', last_name: 'L’Été', country: 'FR', email: 'zoe@exemple.test' },
  shipping: {},
  meta_data: [],
  tax_lines: [{ rate_id: 2, label: 'TVA presse', rate_percent: 2.1 }],
  line_items: [
    {
      id: 1,
      name: 'Un an',
      product_id: 11,
      variation_id: 0,
      quantity: 1,
      sku: 'ABO-A112',
      price: 57.786484,
      subtotal: '60.00',
      total: '57.79',
      total_tax: '1.21',
      taxes: [{ id: 2, total: '1.21', subtotal: '1.21' }],
    },
  ],
}
const LINE = ORDER.line_items[0]!
const of = <T>(read: Read<T>): T => {
  if ('fault' in read) throw new Error(`${read.fault.code} ${read.fault.field} ${read.fault.said}`)
  return read.document
}
const faultOf = (read: Read<unknown>): Fault | null => ('fault' in read ? read.fault : null)
const order = (changes: Json = {}): ShopOrder => of(readOrder({ ...ORDER, ...changes }))
const meta = (key: string, value: unknown) => ({ meta_data: [{ id: 1, key, value }] })

describe('an order of WooCommerce', () => {
  it('W-2 has the instants of Greenwich, also in the night that has an hour twice', () => {
    expect(order()).toMatchObject({
      orderedAt: '2026-10-25T00:30:00Z',
      modifiedAt: '2026-10-25T01:30:00Z',
      paidAt: null,
    })
    expect(order({ date_modified_gmt: null }).modifiedAt).toBe('2026-10-25T00:30:00Z')
    expect(order({ date_paid_gmt: '2026-10-25T02:30:00+02:00' }).paidAt).toBe('2026-10-25T00:30:00Z')
    for (const none of ['', '0000-00-00T00:00:00', '-0001-11-30T00:00:00'])
      expect(order({ date_paid_gmt: none }).paidAt).toBeNull()
    for (const wrong of ['2026-02-31T00:00:00', 'yesterday', 17, '2026-13-01T00:00:00'])
      expect(faultOf(readOrder({ ...ORDER, date_created_gmt: wrong }))).toMatchObject({
        code: 'notAnInstant',
        field: 'date_created_gmt',
      })
  })

  it('W-7 may have any status, without the prefix some give it', () => {
    expect(order({ status: 'wc-expediee' }).status).toBe('expediee')
    expect(faultOf(readOrder({ ...ORDER, status: '' }))).toMatchObject({ code: 'missing', field: 'status' })
  })

  it('W-13 has the net and tax of each line to the cent, never by way of a float or its price', () => {
    expect(order().lines[0]).toMatchObject({ netCents: 5779, taxCents: 121 })
    const amount = (total: unknown) => faultOf(readOrder({ ...ORDER, total })) ?? order({ total }).totalCents
    expect(['59', '59.', '.5', '0.005', '-0.005', '1.005', '1.0049999', 0.1, '90071992547409.91'].map(amount)).toEqual([
      5900,
      5900,
      50,
      1,
      -1,
      101,
      100,
      10,
      expect.objectContaining({ code: 'notAnAmount' }),
    ])
    for (const total of ['59,00', '1e3', 'NaN', '.', true, {}, Number.NaN])
      expect(amount(total)).toMatchObject({ code: 'notAnAmount', field: 'total' })
    expect(amount('')).toMatchObject({ code: 'missing' })
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), cents => {
        const text = `${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`
        expect(amount(text)).toBe(cents)
      }),
    )
  })

  it('W-14 keeps the figures of the shop, also where they do not add up', () => {
    const taxes = [{ id: 2, total: '1.22' }]
    const read = order({ line_items: [{ ...LINE, taxes }], total_tax: '1.20' })
    expect(read).toMatchObject({ taxCents: 120, totalCents: 5900 })
    expect(read.lines[0]).toMatchObject({ taxCents: 121, taxes: [{ cents: 122 }] })
  })

  it('W-15 has the rates it says, several on a line, none where it is exempt', () => {
    const tax_lines = [
      { rate_id: 16, label: 'GST', rate_percent: 5 },
      { rate_id: 17, label: 'QST', rate_percent: '9.975' },
    ]
    const taxes = [
      { id: 16, total: '2.95' },
      { id: 17, total: '5.89' },
      { id: 99, total: '' },
    ]
    expect(order({ tax_lines, line_items: [{ ...LINE, taxes }] }).lines[0]!.taxes).toEqual([
      { rateBps: 500, label: 'GST', cents: 295 },
      { rateBps: 998, label: 'QST', cents: 589 },
    ])
    expect(order({ tax_lines: [], line_items: [{ ...LINE, taxes: [], total_tax: '0.00' }] }).lines[0]!.taxes).toEqual(
      [],
    )
    const old = [{ rate_id: 2, label: 'TVA 5,5 %' }]
    expect(order({ tax_lines: old }).lines[0]!.taxes).toEqual([{ rateBps: 550, label: 'TVA 5,5 %', cents: 121 }])
    const elsewhere = readOrder({ ...ORDER, line_items: [{ ...LINE, taxes: [{ id: 7, total: '1.21' }] }] })
    expect(faultOf(elsewhere)).toEqual({ code: 'rateUnknown', field: 'line_items[0].taxes[0].id', said: '7' })
  })

  it('W-16 has fees below zero, lines after their discounts, amounts of nothing and any currency of cents', () => {
    const fee_lines = [
      { id: 9, name: 'Remise', total: '-3.00', total_tax: '-0.06', taxes: [{ id: 2, total: '-0.06' }] },
    ]
    const read = order({ fee_lines, total: '0.00', currency: 'usd' })
    expect(read).toMatchObject({ totalCents: 0, currency: 'USD' })
    expect(read.lines.map(({ kind, netCents, taxCents }) => [kind, netCents, taxCents])).toEqual([
      ['product', 5779, 121],
      ['fee', -300, -6],
    ])
    for (const currency of ['JPY', 'XYZ', '€'])
      expect(faultOf(readOrder({ ...ORDER, currency }))).toMatchObject({ code: 'notACurrency' })
  })

  it('W-17 keeps the name of a product that was deleted, and the SKU of the day of the order', () => {
    const deleted = order({ line_items: [{ ...LINE, product_id: 0, sku: null }] }).lines[0]!
    expect(deleted).toMatchObject({ product: null, sku: '', name: 'Un an' })
    const variation = order({ line_items: [{ ...LINE, variation_id: 29, sku: ' abo-a112 ' }] }).lines[0]!
    expect(variation).toMatchObject({ product: { externalId: '11', variationId: '29' }, sku: 'abo-a112' })
  })

  it('W-18 may be of a guest, without a mail or in capitals', () => {
    expect(order().customerId).toBeNull()
    expect(order({ customer_id: 12 }).customerId).toBe('12')
    const { email: _, ...billing } = ORDER.billing
    expect(order({ billing }).billing.email).toBe('')
    expect(order({ billing: { ...billing, email: 'ZOE@Exemple.Test' } }).billing.email).toBe('ZOE@Exemple.Test')
  })

  it('W-19 is not shipped where nothing is said, and is a gift where another person gets it or a plug-in says so', () => {
    const empty = Object.fromEntries(['first_name', 'last_name', 'address_1', 'city'].map(key => [key, '']))
    expect(order({ shipping: { ...empty, country: 'FR' } })).toMatchObject({ shipping: null, gift: false })
    expect(order({ shipping: { ...ORDER.billing, phone: '06' } })).toMatchObject({ shipping: null, gift: false })
    const toOther = order({ shipping: { first_name: 'Jean', last_name: 'Roc', address_1: '2 quai Nord' } })
    expect(toOther).toMatchObject({ gift: true, shipping: { firstName: 'Jean', line1: '2 quai Nord' } })
    const toHome = order({ shipping: { ...ORDER.billing, address_1: '2 quai Nord' } })
    expect(toHome).toMatchObject({ gift: false, shipping: { line1: '2 quai Nord' } })
    const company = { company: 'Étude Sol' }
    expect(
      order({
        billing: { ...ORDER.billing, ...company },
        shipping: { first_name: 'Jean', last_name: 'Roc', ...company },
      }).gift,
    ).toBe(false)
    for (const [key, value] of [
      ['_is_gift', 'yes'],
      ['cadeau', { message: 'Joyeux Noël', de: 'Zoé' }],
      ['Cadeau', '1'],
    ] as const)
      expect(order(meta(key, value)).gift).toBe(true)
    for (const value of ['no', '', '0', 0, false, null, {}, [], { message: '' }])
      expect(order(meta('_is_gift', value)).gift).toBe(false)
  })

  it('W-19 names whom a line is for, as plug-ins write it there', () => {
    const recipient = (...entries: [string, unknown][]) =>
      order({
        line_items: [{ ...LINE, meta_data: entries.map(([key, value]) => ({ key, value })) }],
      }).lines[0]!.recipient
    expect(recipient(['format', 'A2'], ['_reduced_stock', '1'])).toBeNull()
    expect(
      recipient(['Prénom du destinataire', 'Léa'], ['Nom du destinataire', 'Roc'], ['Ville destinataire', 'Brest']),
    ).toEqual({
      firstName: 'Léa',
      lastName: 'Roc',
      town: 'Brest',
    })
    expect(
      recipient(['_recipient', { first_name: 'Léa', last_name: 'Roc', address_1: '1 quai', postcode: 29200 }]),
    ).toEqual({
      firstName: 'Léa',
      lastName: 'Roc',
      line1: '1 quai',
      postcode: '29200',
    })
    expect(recipient(['Destinataire', 'Anne Le Roc'])).toEqual({ firstName: 'Anne', lastName: 'Le Roc' })
    expect(recipient(['wcsg_gift_recipients_email', 'lea@exemple.test'])).toEqual({ email: 'lea@exemple.test' })
  })

  it('W-19 is text: entities decoded once, marks taken out, names in angle brackets kept', () => {
    const billing = {
      first_name: '<b>Bob</b>',
      last_name: 'O&#039;Neil &amp; fils',
      company: 'ACME <Presse> &amp;amp; &quot;Cie&quot;',
      address_1: '3&nbsp;rue &eacute;troite<br />2&#x2019;b&#133;\u0000',
    }
    expect(order({ billing }).billing).toMatchObject({
      firstName: 'Bob',
      lastName: "O'Neil & fils",
      company: 'ACME <Presse> &amp; "Cie"',
      line1: '3\u00a0rue étroite 2’b…',
    })
    expect(order({ line_items: [{ ...LINE, name: 'N° 4 – Hors-série <Été>' }] }).lines[0]!.name).toBe(
      'N° 4 – Hors-série <Été>',
    )
  })

  it('E2 has a number that may not be its id, a VAT number, and the subscription it renews', () => {
    expect(order({ number: 'B-2026/48' })).toMatchObject({ externalId: '48', number: 'B-2026/48' })
    expect(order().number).toBe('48')
    for (const key of ['_billing_vat_number', '_vat_number', 'billing_eu_vat_number', 'Numéro TVA'])
      expect(order(meta(key, 'BE0123456749')).vatNumber).toBe('BE0123456749')
    expect(order(meta('_subscription_renewal', 155)).renews).toBe('155')
    expect(order(meta('wpml_language', 'en_GB')).language).toBe('en')
    expect(order(meta('_wcpay_mode', 'test')).isTest).toBe(true)
  })

  it('that is not understood still tells its number, day and buyer, each by itself', () => {
    const numbered = { ...ORDER, number: 'B-48' }
    const { orderedAt, billing: buyer } = order()
    expect(glimpseOrder({ ...numbered, total: 'beaucoup' })).toEqual({ number: 'B-48', orderedAt, buyer })
    expect(glimpseOrder({ ...numbered, date_created_gmt: 'yesterday' })).toEqual({
      number: 'B-48',
      orderedAt: null,
      buyer,
    })
    expect(glimpseOrder('rien')).toEqual({ number: null, orderedAt: null, buyer: null })
  })

  it('E3 W-24 says what is wrong with it and where', () => {
    expect(faultOf(readOrder({ code: 'woocommerce_rest_cannot_view', message: 'x' }))).toEqual({
      code: 'errorInstead',
      field: 'code',
      said: 'woocommerce_rest_cannot_view',
    })
    expect(faultOf(readOrder([]))).toMatchObject({ code: 'notADocument' })
    expect(faultOf(readOrder({ ...ORDER, id: 0 }))).toMatchObject({ code: 'notAnIdentifier', field: 'id' })
    expect(faultOf(readOrder({ ...ORDER, line_items: {} }))).toMatchObject({ code: 'notAList', field: 'line_items' })
    expect(faultOf(readOrder({ ...ORDER, line_items: [LINE, LINE] }))).toMatchObject({ code: 'sameTwice', said: '1' })
    expect(faultOf(readOrder({ ...ORDER, line_items: [LINE, { ...LINE, id: 2, total: 'x' }] }))).toEqual({
      code: 'notAnAmount',
      field: 'line_items[1].total',
      said: 'x',
    })
  })
})
