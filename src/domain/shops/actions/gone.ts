import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { chargedAgain, creditNotesOf, type OrderRow, ordersToSettle } from '../queries/settling.ts'
import { type Shop, shopById } from '../queries/shops.ts'
import { applyEffects } from './effects.ts'
import { noteOrders } from './order-rows.ts'
import { restoreAll } from './restore.ts'
import { creditCancelled } from './take-back.ts'

type Gone = { id: string; invoiceId: string | null; openCents: number; grossCents: number; cancelledOn: string | null }

/**
 * Orders that are in the bin of the shop, or deleted there. What was never paid is credited; of what was paid somebody says
 * whether it is. The same again changes nothing. Source: W-7, W-25.
 */
export async function ordersGone(ctx: Ctx, shop: Shop, externalIds: readonly string[]) {
  const { db, company } = ctx
  const { rows } = await db.execute<Gone>(sql`
    update shop_orders o set gone_at = now(), updated_at = now(), revision = o.revision + 1
    from shop_orders before
    left join invoice_states s on s.company_id = ${company.id} and s.id = before.invoice_id
    where o.company_id = ${company.id} and o.shop_id = ${shop.id} and o.external_id = any(${sql.param([...externalIds])}::text[])
      and before.company_id = ${company.id} and before.id = o.id and o.gone_at is null
    returning o.id, o.invoice_id as "invoiceId", coalesce(s.open_cents, 0) as "openCents",
      coalesce(s.gross_cents, 0) as "grossCents", s.cancelled_on as "cancelledOn"`)
  const sold = rows.filter(({ invoiceId, cancelledOn }) => invoiceId !== null && cancelledOn === null)
  const unpaid = sold.filter(({ openCents, grossCents }) => openCents === grossCents)
  await creditOrders(
    ctx,
    shop,
    unpaid.map(({ id }) => id),
  )
  const idsOf = (those: readonly Gone[]) => those.map(({ id }) => id)
  await setState(ctx, idsOf(rows.filter(({ invoiceId }) => invoiceId === null)), { state: 'not-sold', reason: null })
  const asked = sold.filter(one => !unpaid.includes(one))
  await setState(ctx, idsOf(asked), { state: 'waits', reason: 'goneFromShop' })
  await noteOrders(
    ctx,
    shop,
    rows.map(({ id: orderId }) => ({ orderId, code: 'gone', values: {} })),
  )
}

/** What is done about an order that is no longer what was invoiced: all of it is credited, or it stays as it is. */
export async function answerOrder(ctx: Ctx, id: string, answer: 'credit' | 'keep') {
  const { db, company } = ctx
  const { rows } = await db.execute<{ shopId: string; reason: string | null; externalId: string }>(sql`
    select shop_id as "shopId", reason, external_id as "externalId" from shop_orders
    where company_id = ${company.id} and id = ${id} for no key update`)
  const order = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  if (!ANSWERED.has(order.reason ?? '')) refuse('shops.nothingAsked')
  const shop = await shopById(ctx, order.shopId)
  if (answer === 'credit') await creditOrders(ctx, shop, [id])
  await setState(ctx, [id], { state: 'taken', reason: null })
  await noteOrders(ctx, shop, [
    { orderId: id, code: answer === 'credit' ? 'answeredCredit' : 'answeredKeep', values: {} },
  ])
  return { id }
}

/** Why an order that was invoiced may wait for an answer. */
const ANSWERED = new Set(['goneFromShop', 'totalChanged'])

/** Credits all that is left of orders, and stops what they sold as the shop's rule for it says. */
async function creditOrders(ctx: Ctx, shop: Shop, ids: readonly string[]) {
  if (ids.length === 0) return
  const rows = await ordersToSettle(ctx, ids)
  const again = await chargedAgain(ctx, shop.id, ids)
  const orders = [...rows.values()].map((row: OrderRow) => ({ row, at: null }))
  await applyEffects(ctx, shop, await creditCancelled(ctx, shop, orders, again))
}

type State = { state: 'not-sold' | 'taken' | 'waits'; reason: string | null }

async function setState({ db, company, actor }: Ctx, ids: readonly string[], { state, reason }: State) {
  if (ids.length === 0) return
  await db.execute(sql`
    update shop_orders set state = ${state}, reason = ${reason}, reason_values = '{}', updated_by = ${actor.initials}, updated_at = now(),
      revision = revision + 1
    where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])`)
}

type GoneRefund = {
  id: string
  orderId: string
  externalId: string
  invoiceId: string | null
  cents: number
  currency: string
}

/**
 * Refunds that were deleted in the shop, which tells nobody: what their credit notes took back is charged again, and served
 * again. The same again changes nothing. Source: W-11.
 */
export async function refundsGone(ctx: Ctx, shop: Shop, externalIds: readonly string[]) {
  const { db, company } = ctx
  if (externalIds.length === 0) return
  const { rows } = await db.execute<GoneRefund>(sql`
    update shop_refunds r set gone_at = now(), state = 'gone', state_reason = null, updated_at = now(), revision = r.revision + 1
    from shop_orders o
    where r.company_id = ${company.id} and r.external_id = any(${sql.param([...externalIds])}::text[]) and r.gone_at is null
      and o.company_id = ${company.id} and o.id = r.order_id and o.shop_id = ${shop.id}
    returning r.id, r.order_id as "orderId", r.external_id as "externalId", o.invoice_id as "invoiceId", r.cents, o.currency`)
  const notes = await creditNotesOf(
    ctx,
    shop.id,
    rows.map(({ externalId }) => externalId),
  )
  for (const { orderId, externalId, invoiceId, cents, currency } of rows) {
    const restored = await restoreAll(ctx, shop, { invoiceId, creditNoteIds: notes.get(externalId) ?? [] })
    await noteOrders(ctx, shop, [{ orderId, code: 'refundGone', values: { cents, currency, ...restored } }])
  }
}
