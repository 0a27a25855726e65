import { countryName } from '../../../values/country.ts'
import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { formatMoney } from '../../../values/money.ts'
import type { AddressLines, Buyer } from '../../invoicing/rules/document.ts'
import { orderPaperWords } from '../labels/paper.ts'
import type { deliveryById } from '../queries/deliveries.ts'
import type { orderById } from '../queries/orders.ts'
import type { OrderPaper } from './order-pdf.ts'

type Order = Awaited<ReturnType<typeof orderById>>
type Delivery = Awaited<ReturnType<typeof deliveryById>>
type Line = Order['lines'][number]

const dayText = (iso: string, language: Language) => formatDay(day(iso), language)
const countText = (count: number, language: Language) => count.toLocaleString(language).replaceAll('\u00a0', '\u202f')
const rateText = (bps: number, language: Language) =>
  (bps / 100).toLocaleString(language) + (language === 'fr' ? '\u00a0%' : '%')

const placeOf = ({ lines, postcode, town, country }: AddressLines, language: Language) =>
  [...lines, `${postcode} ${town}`.trim(), country === 'FR' ? '' : countryName(country, language).toUpperCase()].filter(
    line => line !== '',
  )

const noteOf = (note: string) => note.split('\n').filter(line => line.trim() !== '')
const given = (meta: readonly (readonly [string, string | null])[]) =>
  meta.flatMap(([word, value]) => (value ? [[word, value] as const] : []))

/** The order as the customer or the supplier gets it, with prices. */
export function orderPaper(order: Order, to: Buyer): OrderPaper {
  const { language, kind, priceBasis } = order
  const { titles, meta, columns } = orderPaperWords[language]
  const isGross = priceBasis === 'gross'
  return {
    title: titles[kind],
    number: order.number,
    mark: markOf(order),
    addressee: [to.name, ...placeOf(to.address, language)],
    delivery: to.delivery ? [to.delivery.name, ...placeOf(to.delivery, language)] : [],
    meta: given([
      [meta.orderedOn, dayText(order.orderedOn, language)],
      [meta.deliverOn, order.deliverOn && dayText(order.deliverOn, language)],
      [meta.partyNumber, String(order.partyNumber)],
      [meta.theirReference, order.theirReference],
      [meta.ourReference, order.ourReference],
    ]),
    note: noteOf(order.note),
    columns: [
      columns.code,
      columns.label,
      columns.quantity,
      isGross ? columns.unitGross : columns.unitNet,
      columns.rate,
      isGross ? columns.gross : columns.net,
    ],
    lines: order.lines.map(line => pricedLine(line, order)),
    totals: totalsOf(order),
    code: '',
    signature: false,
  }
}

function markOf({ cancelledOn, confirmedOn, language }: Order): string {
  const { marks } = orderPaperWords[language]
  return cancelledOn !== null ? marks.cancelled : confirmedOn === null ? marks.draft : ''
}

const bare = (cents: number, { currency, language }: Order) => formatMoney(cents, currency, language)

function pricedLine(line: Line, order: Order) {
  const { language, priceBasis } = order
  const share = line.discountBps ? rateText(line.discountBps, language) : ''
  const words = orderPaperWords[language]
  const discount = line.discountCents > 0 ? [words.discount(`${share} −${bare(line.discountCents, order)}`.trim())] : []
  return {
    ...namedLine(line, language),
    below: [...namedLine(line, language).below, ...discount],
    cells: [
      countText(line.quantity, language),
      line.unitCents === null ? '' : bare(line.unitCents, order),
      rateText(line.vatRateBps, language),
      bare(priceBasis === 'gross' ? line.grossCents : line.netCents, order),
    ],
  }
}

function namedLine(
  {
    code,
    productCode,
    label,
    description,
    deliverOn,
  }: Pick<Line, 'code' | 'productCode' | 'label' | 'description' | 'deliverOn'>,
  language: Language,
) {
  const words = orderPaperWords[language]
  const when = deliverOn ? [words.deliverOn(dayText(deliverOn, language))] : []
  return { code: code || productCode || '', label, below: [...noteOf(description), ...when] }
}

function totalsOf(order: Order): [string, string][] {
  const words = orderPaperWords[order.language]
  return [
    [words.net, bare(order.netCents, order)],
    [words.vat, bare(order.vatCents, order)],
    [words.total, bare(order.grossCents, order)],
  ]
}

/** What goes with the goods, without prices: who unpacks them need not know. */
export function deliveryPaper(delivery: Delivery, to: Buyer, language: Language): OrderPaper {
  const { titles, meta, marks, columns, pieces } = orderPaperWords[language]
  const isOurs = delivery.kind === 'delivery'
  const place = to.delivery ?? { ...to.address, name: to.name }
  const total = delivery.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return {
    title: titles[delivery.kind],
    number: delivery.number,
    mark: delivery.cancelledOn !== null ? marks.void : delivery.doneAt === null ? marks.prepared : '',
    addressee: isOurs ? [place.name, ...placeOf(place, language)] : [to.name, ...placeOf(to.address, language)],
    delivery: [],
    meta: given([
      [meta.deliveredOn, dayText(delivery.deliveredOn, language)],
      [meta.orders, delivery.orders],
      [meta.theirReference, delivery.theirReference],
      [meta.carrier, delivery.carrier],
      [meta.parcelReference, delivery.parcelReference],
      [meta.parcels, delivery.parcels === null ? null : String(delivery.parcels)],
    ]),
    note: noteOf(delivery.note),
    columns: [columns.code, columns.label, columns.ordered, columns.delivered],
    lines: delivery.lines.map(line => ({
      code: line.productCode ?? '',
      label: line.label,
      below: [],
      cells: [countText(line.orderedCount, language), countText(line.quantity, language)],
    })),
    totals: [[pieces, countText(total, language)]],
    code: '',
    signature: isOurs,
  }
}

/** What the workshop works by: no price, what is left to do, and a code that says the number of the order. Source: C10. */
export function jobPaper(order: Order, language: Language, codeOf: (number: string) => string): OrderPaper {
  const { titles, meta, columns } = orderPaperWords[language]
  return {
    title: titles.job,
    number: order.number,
    mark: markOf({ ...order, language }),
    addressee: [],
    delivery: [],
    meta: given([
      [meta.customer, order.party],
      [meta.orderedOn, dayText(order.orderedOn, language)],
      [meta.deliverOn, order.deliverOn && dayText(order.deliverOn, language)],
      [meta.nature, order.nature],
      [meta.resource, order.resource],
      [meta.owner, order.owner],
      [meta.theirReference, order.theirReference],
    ]),
    note: [...noteOf(order.note), ...noteOf(order.privateNote)],
    columns: [columns.code, columns.label, columns.ordered, columns.toDo, columns.done],
    lines: order.lines.map(line => ({
      ...namedLine(line, language),
      cells: [countText(line.quantity, language), countText(line.leftCount, language), ''],
    })),
    totals: [],
    code: codeOf(order.number),
    signature: false,
  }
}
