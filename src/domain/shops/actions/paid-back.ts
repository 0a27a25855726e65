import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { PaymentMethod } from '../../invoicing/rules/document.ts'
import { recordPayments } from '../../payments/actions.ts'
import type { Shop } from '../queries/shops.ts'
import { dayIn, earliest } from '../rules/days.ts'
import { PAYMENT_METHODS } from '../rules/order.ts'
import type { TakenBack } from './take-back.ts'

type Paid = { methodOf: ReadonlyMap<string, string> }
type How = { method: PaymentMethod; bankAccountId: string | null }

/**
 * Records what the shop gave back itself, by the way it was paid, and settles the credit note with it as far as the invoice
 * had been paid. What the shop did not pay back stands to be paid back. Source: E6.
 */
export async function recordPaidBack(ctx: Ctx, shop: Shop, taken: readonly TakenBack[], { methodOf }: Paid) {
  const paid = taken.filter(({ refund }) => refund?.read?.paidBack)
  if (paid.length === 0) return
  const ways = await waysOf(ctx, shop)
  const open = await openOf(
    ctx,
    paid.flatMap(({ creditNotes }) => creditNotes.map(({ id }) => id)),
  )
  await recordPayments(
    ctx,
    paid.map(({ order, refund, creditNotes }) => {
      const { refundedAt, cents, externalId } = refund!.read!
      const said = methodOf.get(order.id) ?? ''
      return {
        ...(ways.get(said) ?? { method: PAYMENT_METHODS[said] ?? 'card' }),
        ...{
          customerId: order.customerId!,
          cents: -cents,
          currency: order.currency,
          reference: creditNotes[0]!.number,
        },
        receivedOn: earliest(ctx.today, dayIn(shop.timeZone, refundedAt)),
        allocations: settling(creditNotes, open, cents),
        ...{ source: `shop:${shop.id}`, sourceReference: `R${externalId}` },
      }
    }),
  )
}

/** Which credit notes so much settles, as far as they are open. */
function settling(creditNotes: readonly { id: string }[], open: ReadonlyMap<string, number>, cents: number) {
  let rest = cents
  return creditNotes.flatMap(({ id: invoiceId }) => {
    const settled = Math.min(rest, -open.get(invoiceId)!)
    rest -= settled
    return settled > 0 ? [{ invoiceId, cents: -settled }] : []
  })
}

async function waysOf({ db, company }: Ctx, { id }: Shop): Promise<Map<string, How>> {
  const { rows } = await db.execute<How & { externalId: string }>(sql`
    select external_id as "externalId", method, bank_account_id as "bankAccountId" from shop_payment_methods
    where company_id = ${company.id} and shop_id = ${id}`)
  return new Map(rows.map(({ externalId, ...how }) => [externalId, how]))
}

/** What is still to be paid back of credit notes: less than zero. */
async function openOf({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ id: string; openCents: number }>(sql`
    select id, open_cents as "openCents" from invoice_states
    where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(rows.map(({ id, openCents }) => [id, openCents]))
}
