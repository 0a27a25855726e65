import { hash } from 'node:crypto'
import type { ShopFormat } from '../formats/kinds.ts'
import type { Glimpse, Read, ShopOrder } from '../rules/order.ts'
import type { RefundRead } from './settle.ts'

/** The document of an order as the shop gave it, parsed, with those of its refunds where they were asked for. */
export type GivenOrder = { document: unknown; refunds?: readonly unknown[] | undefined }

/** An order as it was read, or why it was not, and what to keep of it. */
export type OrderRead = {
  externalId: string
  read: Read<ShopOrder>
  /** Of one that is not understood, what it tells all the same. */
  glimpse?: Glimpse | undefined
  document: string
  sha256: string
  refunds: readonly RefundRead[]
}

export function readGiven(format: ShopFormat, { document, refunds = [] }: GivenOrder): OrderRead {
  const kept = keptAs(document)
  const read = format.readOrder(document)
  if ('document' in read) {
    const { externalId } = read.document
    return { externalId, read, ...kept, refunds: refundsRead(format, refunds, externalId) }
  }
  const externalId = format.orderIdOf?.(document) ?? idSaid(document, kept.sha256)
  const glimpse = format.glimpseOrder(document)
  const { fault } = read
  const named = { fault: { ...fault, field: format.placeOf?.(document, fault.field) ?? fault.field } }
  return { externalId, read: named, glimpse, ...kept, refunds: refundsRead(format, refunds, externalId) }
}

/** Those that are understood; one that is not is asked for again with its order. */
export const refundsRead = (format: ShopFormat, refunds: readonly unknown[], orderId: string): RefundRead[] =>
  refunds.flatMap(given => {
    const read = format.readRefund(given, orderId)
    return 'document' in read ? [{ refund: read.document, ...keptAs(given) }] : []
  })

export function keptAs(given: unknown) {
  const document = JSON.stringify(given) ?? 'null'
  return { document, sha256: hash('sha256', document, 'hex') }
}

/** Of one that is not understood, so that it is found again: the id it says, else what it is. */
export function idSaid(document: unknown, sha256: string): string {
  const id = (document as { id?: unknown } | null)?.id
  return Number.isSafeInteger(id) && (id as number) > 0 ? String(id) : `unread:${sha256.slice(0, 16)}`
}

/** One document an order: the newest, and of two of one second always the same; the refunds of all of them. */
export function latestOfEach(orders: readonly OrderRead[]): OrderRead[] {
  const modified = ({ read }: OrderRead) => ('document' in read ? read.document.modifiedAt : '')
  const isNewer = (a: OrderRead, b: OrderRead) =>
    modified(a) === modified(b) ? a.sha256 > b.sha256 : modified(a) > modified(b)
  return [...Map.groupBy(orders, ({ externalId }) => externalId).values()].map(those => {
    const refunds = new Map(those.flatMap(one => one.refunds).map(one => [one.refund.externalId, one]))
    return { ...those.reduce((best, one) => (isNewer(one, best) ? one : best)), refunds: [...refunds.values()] }
  })
}
