import type { ExchangeAnswer, ExchangeDespatch, ExchangeOrder } from '../rules/documents.ts'
import { type ExchangeFault, Unread } from '../rules/faults.ts'
import { ublRoot } from './read-ubl.ts'
import { orderOf } from './read-ubl-order.ts'
import { answerOf } from './ubl-answer.ts'
import { despatchOf } from './ubl-despatch.ts'

type UblDocument = { order: ExchangeOrder } | { answer: ExchangeAnswer } | { despatch: ExchangeDespatch }

/** Reads a document of UBL 2.1 as what its root says it is; never throws. */
export function readUbl(xml: string): UblDocument | { fault: ExchangeFault } {
  try {
    const { kind, root } = ublRoot(xml)
    if (kind === 'Order') return { order: orderOf(root) }
    return kind === 'OrderResponse' ? { answer: answerOf(root) } : { despatch: despatchOf(root) }
  } catch (error) {
    if (error instanceof Unread) return { fault: error.fault }
    throw error
  }
}
