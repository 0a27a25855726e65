import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'
import { paperHead } from '../../invoicing/actions/paper-head.ts'
import { buyersById } from '../../invoicing/queries/buyers.ts'
import { deliveredTo } from '../../invoicing/queries/paper.ts'
import type { Buyer } from '../../invoicing/rules/document.ts'
import { orderPaperWords } from '../labels/paper.ts'
import { orderPapersPdf } from '../printouts/order-pdf.ts'
import { deliveryPaper, jobPaper, orderPaper } from '../printouts/papers.ts'
import { addresseeOf } from '../queries/addressee.ts'
import { deliveryById } from '../queries/deliveries.ts'
import { orderById, ordersById } from '../queries/orders.ts'
import type { DeliveryKind, OrderKind } from '../rules/order.ts'
import { sheetAddress } from '../rules/sheet.ts'

export type Printed = { name: string; pdf: Uint8Array }

const buyerOf = async (ctx: Ctx, partyId: string): Promise<Buyer> =>
  (await buyersById(ctx, [partyId])).get(partyId) ?? refuse('orders.unknownContact', { field: 'partyId' })

const fileName = (word: string, number: string) => `${word}-${number.replace(/[^A-Za-z0-9_-]/g, '-')}.pdf`

/** `bon-de-livraison-BL-2026-00012.pdf`. */
export const paperName = ({ kind, number }: { kind: OrderKind | DeliveryKind; number: string }, language: Language) =>
  fileName(orderPaperWords[language].files[kind], number)

/** The PDF of an order as it stands, in its language. */
export async function orderPdf(ctx: Ctx, id: string): Promise<Printed> {
  const order = await orderById(ctx, id)
  const { language } = order
  const paper = orderPaper(order, deliveredTo(order, await buyerOf(ctx, order.partyId)))
  const pdf = await orderPapersPdf(await paperHead(ctx, language), [paper], language)
  return { name: paperName(order, language), pdf }
}

/** The PDF of a delivery: to the place it went to, or will go to. */
export async function deliveryPdf(ctx: Ctx, id: string): Promise<Printed> {
  const delivery = await deliveryById(ctx, id)
  const to = delivery.address ?? (await addresseeOf(ctx, id, delivery.partyId))
  const { language } = await orderById(ctx, delivery.lines[0]!.orderId)
  const paper = deliveryPaper(delivery, to, language)
  const pdf = await orderPapersPdf(await paperHead(ctx, language), [paper], language)
  return { name: paperName(delivery, language), pdf }
}

/** The sheets of orders for the workshop, each with its code, in one PDF. */
export async function jobSheetsPdf(ctx: Ctx, ids: readonly string[], at?: string): Promise<Printed> {
  const codeOf = (number: string) => (at === undefined ? number : sheetAddress(at, ctx.company.slug, number))
  const papers = (await ordersById(ctx, ids)).map(order => jobPaper(order, ctx.language, codeOf))
  const word = orderPaperWords[ctx.language].files.job
  const pdf = await orderPapersPdf(await paperHead(ctx, ctx.language), papers, ctx.language)
  return { name: papers.length === 1 ? fileName(word, papers[0]!.number) : `${word}-${ctx.today}.pdf`, pdf }
}
