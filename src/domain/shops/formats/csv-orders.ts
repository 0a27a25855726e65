import { COUNTRY_CODES, countryName } from '../../../values/country.ts'
import { isCurrency } from '../../../values/currency.ts'
import { textKey } from '../../../values/text-key.ts'
import {
  type Glimpse,
  PAYMENT_METHODS,
  type Read,
  type ShopOrder,
  type ShopPerson,
  type ShopRefund,
} from '../rules/order.ts'
import type { CsvOrderField, PersonField } from './csv-columns.ts'
import type { CsvOrder } from './csv-file.ts'
import { linesOf } from './csv-lines.ts'
import { centsSaid, ofOrder, type Rows, said } from './csv-rows.ts'
import { documentOf, listOf, ownText, type Part, partOf, readable, reading, textOf, wrong } from './reading.ts'

/** An order of a CSV export. Source: E12. */
export const readCsvOrder = (json: unknown): Read<ShopOrder> =>
  reading(() => {
    const document = documentOf(json)
    const order = rowsOf(document)
    const externalId = ownText(document, 'id')
    const orderedAt = instantSaid(order, 'orderedAt') ?? wrong('missing', `${order.rows[0]!.place}orderedAt`)
    const totalCents = centsSaid(order, 'total') ?? wrong('missing', `${order.rows[0]!.place}total`)
    const billing = personOf(order, 'billing')
    const shipping = personOf(order, 'shipping')
    const paidAt = instantSaid(order, 'paidAt')
    return {
      externalId,
      number: said(order, 'number', 100).replace(/^#/, '') || externalId,
      status: statusOf(order),
      orderedAt,
      modifiedAt: instantSaid(order, 'modifiedAt') ?? paidAt ?? orderedAt,
      paidAt,
      currency: order.currency,
      customerId: said(order, 'customerId', 100).replace(/^0$/, '') || null,
      billing,
      shipping: isSame(billing, shipping) ? null : { ...shipping, email: '' },
      gift: false,
      vatNumber: said(order, 'vatNumber', 100),
      language: null,
      lines: linesOf(order, totalCents),
      taxCents: centsSaid(order, 'taxTotal') ?? 0,
      totalCents,
      paymentMethod: methodOf(order),
      paymentTitle: said(order, 'paymentTitle') || said(order, 'paymentMethod'),
      transactionId: said(order, 'transactionId'),
      note: said(order, 'note', 20_000),
      refunds: refundsOf(order),
      renews: null,
      isTest: false,
    }
  })

/** What an order that is not understood tells all the same. */
export function glimpseCsvOrder(json: unknown): Glimpse {
  const told = <T>(read: (order: Rows) => T) => readable(() => read(rowsOf(documentOf(json))))
  return {
    number: told(order => said(order, 'number', 100).replace(/^#/, '')) || csvOrderId(json),
    orderedAt: told(order => instantSaid(order, 'orderedAt')),
    buyer: told(order => personOf(order, 'billing')),
  }
}

/** What an order of a file is known by, whatever else is wrong with it. */
export const csvOrderId = (json: unknown): string | null => readable(() => ownText(documentOf(json), 'id')) || null

/** What was given back stands in the order itself: one amount of all of it, or the part of it that came last. */
export const readCsvRefund = (json: unknown, orderId?: string): Read<ShopRefund> =>
  reading(() => {
    const document = documentOf(json)
    const order = rowsOf(document)
    const part = (document.of.part ?? null) as CsvOrder['part'] | null
    const refund = part ?? refundsOf(order)[0]
    return {
      externalId: refund?.externalId ?? '',
      orderId: orderId ?? ownText(document, 'id'),
      refundedAt: instantSaid(order, 'modifiedAt') ?? instantSaid(order, 'orderedAt') ?? wrong('missing', 'orderedAt'),
      cents: refund?.cents ?? wrong('nothingRefunded', `${order.rows[0]!.place}refunded`),
      reason: '',
      paidBack: true,
      lines: [],
    }
  })

export const csvRefundPart = (document: unknown, part: NonNullable<CsvOrder['part']>): unknown =>
  isCsvOrder(document) ? { ...document, part } : document

export const isCsvOrder = (document: unknown): document is CsvOrder =>
  typeof document === 'object' && document !== null && 'csv' in document && 'rows' in document

function rowsOf(document: Part): Rows {
  const rows = listOf(document, 'rows')
  if (rows.length === 0) wrong('missing', 'rows')
  const { of } = partOf(document, 'csv')
  const order = { rows, currency: 'EUR', timeZone: String(of.timeZone ?? 'Europe/Paris') }
  const currency = said(order, 'currency', 20).toUpperCase().replace('€', 'EUR') || 'EUR'
  const { place } = ofOrder(order, 'currency')
  return isCurrency(currency) ? { ...order, currency } : wrong('notACurrency', `${place}currency`, currency)
}

const refundsOf = (order: Rows) => {
  const cents = Math.abs(centsSaid(order, 'refunded') ?? 0)
  return cents > 0 ? [{ externalId: 'refunded', cents, reason: '' }] : []
}

/** The shop's word, as its table of statuses has it: `Payment accepted` is `payment-accepted`. */
const statusOf = (order: Rows) =>
  textKey(said(order, 'status', 100))
    .toLowerCase()
    .replaceAll(' ', '-')
    .replace(/^wc-/, '') || 'completed'

const methodOf = (order: Rows) => {
  const method = said(order, 'paymentMethod', 200)
  const key = textKey(method).toLowerCase()
  const known = {
    cheque: 'cheque',
    check: 'cheque',
    virement: 'bacs',
    'bank wire': 'bacs',
    'bank transfer': 'bacs',
    especes: 'cod',
    cash: 'cod',
  }
  return method in PAYMENT_METHODS
    ? method
    : (Object.entries(known).find(([word]) => key.includes(word))?.[1] ?? method)
}

function personOf(order: Rows, who: 'billing' | 'shipping'): ShopPerson {
  const text = (field: PersonField) => said(order, `${who}.${field}`)
  const [first = '', ...rest] = text('fullName').split(' ')
  const [firstName, lastName] = text('lastName')
    ? [text('firstName'), text('lastName')]
    : [rest.length > 0 ? first : text('firstName'), rest.join(' ') || first]
  return {
    ...{ firstName, lastName, company: text('company'), line1: text('line1'), line2: text('line2') },
    ...{ postcode: text('postcode').replace(/^'/, ''), town: text('town'), country: countryOf(text('country')) },
    ...{ email: text('email'), phone: text('phone').replace(/^'/, '') },
  }
}

const NAMED = new Map(
  COUNTRY_CODES.flatMap(code => (['fr', 'en'] as const).map(language => [textKey(countryName(code, language)), code])),
)
const countryOf = (text: string) => (/^[A-Za-z]{2}$/.test(text) ? text.toUpperCase() : (NAMED.get(textKey(text)) ?? ''))

const ADDRESS = ['firstName', 'lastName', 'company', 'line1', 'line2', 'postcode', 'town', 'country'] as const
const isSame = (billing: ShopPerson, shipping: ShopPerson) =>
  (shipping.line1 === '' && shipping.town === '') || ADDRESS.every(field => shipping[field] === billing[field])

const DAY =
  /^(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))(?:[T ]+(?:à )?(\d{1,2})[:h](\d{2})(?::(\d{2}))?(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/

/** `2024-03-05 14:22:10`, `05/03/2024 14:22`, in the time of the shop unless it says another. */
function instantSaid(order: Rows, field: CsvOrderField): string | null {
  const row = ofOrder(order, field)
  const text = textOf(row, field, 100)
  if (text === '' || /^0000/.test(text)) return null
  const [, y, m, d, day, month, year, hour = '0', minute = '0', second = '0', zone] = DAY.exec(text) ?? []
  try {
    const fields = { year: Number(y ?? year), month: Number(m ?? month), day: Number(d ?? day) }
    const time = { hour: Number(hour), minute: Number(minute), second: Number(second) }
    const local = Temporal.PlainDateTime.from({ ...fields, ...time }, { overflow: 'reject' })
    const offset = zone && (zone === 'Z' || zone === 'UTC' ? '+00:00' : zone.replace(/^(...)(\d\d)$/, '$1:$2'))
    return `${local
      .toZonedDateTime(offset ?? order.timeZone)
      .toInstant()
      .toString()
      .slice(0, 19)}Z`
  } catch {
    return wrong('notAnInstant', row.place + field, text)
  }
}
