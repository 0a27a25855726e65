import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { invoicesCancelled } from '../../invoicing/actions/events.ts'
import { formatOf } from '../formats/kinds.ts'
import { chargedAgain, ordersToSettle } from '../queries/settling.ts'
import { shopById } from '../queries/shops.ts'
import type { RefundEffect, RefundKind } from '../rules/order.ts'
import { shopRefundRules } from '../tables/mappings.ts'
import { applyEffects } from './effects.ts'
import { noteOrders } from './order-rows.ts'
import { recordPaidBack } from './paid-back.ts'
import { waitingOf, writeOutcomes } from './refund-rows.ts'
import { creditRefunds } from './take-back.ts'

type Asked = {
  id: string
  orderId: string
  shopId: string
  kind: RefundKind
  invoiceId: string
  reason: string
  on: string
  touchedLines: string[]
  /** Of which nothing is left. */
  endedLines: string[]
}
type Deciding = { effect: RefundEffect; remember: boolean }

/**
 * What a refund does to what was sold, once it is said: of the whole or of an amount all of the order stops, of lines what
 * those sold that nothing is left of; if there is none, what they sold that somebody said it of. Remembered, it is so of all of this kind that wait, and of those to come. Source: ABO-82, X-23.
 */
export async function decideRefund(ctx: Ctx, id: string, { effect, remember }: Deciding) {
  const { db, company } = ctx
  const { rows: locked } = await db.execute(sql`
    select from shop_refunds where company_id = ${company.id} and id = ${id} for update`)
  if (locked.length === 0) refuse('NOT_FOUND', { status: 404 })
  const [refund] = await askedRefunds(ctx, sql`r.id = ${id}`)
  if (!refund) return refuse('shops.nothingAsked')
  const { kind, shopId } = refund
  const all = remember ? await askedRefunds(ctx, sql`o.shop_id = ${shopId} and r.kind = ${kind}`) : [refund]
  if (remember) await saveRefundRules(ctx, shopId, [{ kind, effect }])
  for (const { id: each, invoiceId, reason, on, touchedLines, endedLines } of effect === 'stop-now' ? all : [])
    await ctx.happened(invoicesCancelled, {
      ...{ invoiceIds: [invoiceId], reason, on, service: 'stop-now' },
      ...(kind === 'lines' ? { lineIds: each === id && endedLines.length === 0 ? touchedLines : endedLines } : {}),
    })
  await writeDecided(ctx, all, effect)
  await noteOrders(
    ctx,
    { id: shopId },
    all.map(({ orderId }) => ({ orderId, code: effect === 'stop-now' ? 'refundStops' : 'refundKeeps', values: {} })),
  )
  return { id, decided: all.length }
}

/** Refunds that wait for what they do, with the lines of their invoices that nothing is left of. */
async function askedRefunds({ db, company }: Ctx, which: ReturnType<typeof sql>): Promise<Asked[]> {
  const { rows } = await db.execute<Asked>(sql`
    select r.id, r.order_id as "orderId", o.shop_id as "shopId", r.kind, o.invoice_id as "invoiceId", note.reason, note.issued_on as on,
      array(select c.credits_line_id from invoice_lines c where c.company_id = ${company.id} and c.invoice_id = r.credit_note_id
        and c.credits_line_id is not null) as "touchedLines",
      array(select c.credits_line_id from invoice_lines c
        join invoice_lines l on l.company_id = ${company.id} and l.id = c.credits_line_id
        where c.company_id = ${company.id} and c.invoice_id = r.credit_note_id
          and l.gross_cents <= (select sum(x.gross_cents) from invoice_lines x where x.company_id = ${company.id} and x.credits_line_id = l.id)) as "endedLines"
    from shop_refunds r
    join shop_orders o on o.company_id = ${company.id} and o.id = r.order_id
    join invoices note on note.company_id = ${company.id} and note.id = r.credit_note_id
    where r.company_id = ${company.id} and r.state = 'waits' and r.state_reason = 'refundEffectUnknown' and ${which}
    order by r.id`)
  return rows
}

async function writeDecided({ db, company, actor, record }: Ctx, refunds: readonly Asked[], effect: RefundEffect) {
  const ids = refunds.map(({ id }) => id)
  await db.execute(sql`
    update shop_refunds set state = 'taken', state_reason = null, effect = ${effect}, updated_by = ${actor.initials}, updated_at = now(),
      revision = revision + 1
    where company_id = ${company.id} and id = any(${sql.param(ids)}::uuid[])`)
  for (const id of ids) record({ record: 'shop_refunds', id, from: { effect: null }, to: { effect } })
}

type Rule = { kind: RefundKind; effect: RefundEffect | null }

/** What kinds of refunds of a shop do from now on; null: it is asked each time. */
export async function saveRefundRules(ctx: Ctx, shopId: string, rules: readonly Rule[]) {
  const { db, company, actor, record } = ctx
  await shopById(ctx, shopId)
  const kinds = rules.map(({ kind }) => kind)
  const { rows: before } = await db.execute<{ id: string; kind: RefundKind; effect: RefundEffect }>(sql`
    delete from shop_refund_rules where company_id = ${company.id} and shop_id = ${shopId} and kind = any(${sql.param(kinds)}::text[])
    returning id, kind, effect`)
  const stamps = { createdBy: actor.initials, updatedBy: actor.initials }
  const after = rules.flatMap(({ kind, effect }) => (effect ? [{ id: newId(), shopId, kind, effect, ...stamps }] : []))
  await insertRows(ctx, shopRefundRules, after)
  const said = (all: readonly Rule[]) => Object.fromEntries(all.map(({ kind, effect }) => [kind, effect]))
  record({ record: 'shop_refund_rules', id: shopId, from: said(before), to: said(after) })
}

/** Tries again to take a refund off its invoice: what was in its way may be gone. */
export async function retryRefund(ctx: Ctx, id: string) {
  const { db, company } = ctx
  const { rows } = await db.execute<{ orderId: string; shopId: string; externalId: string; document: string }>(sql`
    select o.id as "orderId", o.shop_id as "shopId", o.external_id as "externalId", o.document from shop_refunds r
    join shop_orders o on o.company_id = ${company.id} and o.id = r.order_id
    where r.company_id = ${company.id} and r.id = ${id} for update of r`)
  const { orderId, shopId, externalId, document } = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  const shop = await shopById(ctx, shopId)
  const order = (await ordersToSettle(ctx, [orderId])).get(orderId)!
  const refund = order.refunds.find(one => one.id === id && one.creditNoteId === null) ?? refuse('shops.refundTaken')
  const { taken, outcomes } = await creditRefunds(ctx, shop, {
    orders: [order],
    waiting: new Map([[orderId, [waitingOf(shop, refund, externalId)]]]),
    again: await chargedAgain(ctx, shopId, [orderId]),
  })
  const read = document === '' ? null : formatOf(shop.kind).readOrder(JSON.parse(document))
  const paidBy = read && 'document' in read ? read.document.paymentMethod : ''
  await recordPaidBack(ctx, shop, taken, { methodOf: new Map([[orderId, paidBy]]) })
  await writeOutcomes(ctx, outcomes)
  await applyEffects(ctx, shop, taken)
  const after = (await ordersToSettle(ctx, [orderId])).get(orderId)!.refunds.find(one => one.id === id)!
  return { id, state: after.state, stateReason: after.stateReason }
}
