import { sql } from 'drizzle-orm'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, isoDay } from '../../../values/day.ts'
import { productsById } from '../../catalog/queries.ts'
import { byHandFault } from '../rules/by-hand.ts'
import { changedPrice, changedTerm } from '../rules/change.ts'
import { isFree, type Nature } from '../rules/nature.ts'
import { purchases } from '../tables.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { movingEnds } from './realign.ts'

/** What can be changed of a purchase; what is left out stays. */
export type PurchaseChanges = {
  recipientId?: string | undefined
  payerId?: string | undefined
  renewalContactId?: string | null | undefined
  nature?: Nature | undefined
  reason?: string | undefined
  reviewOn?: string | null | undefined
  productId?: string | undefined
  label?: string | undefined
  copies?: number | undefined
  unitGrossCents?: number | undefined
  startsOn?: string | undefined
  expiresOn?: string | undefined
  termMonths?: number | undefined
  issuesDue?: number | undefined
  issueId?: string | undefined
}

export type PurchaseKind = 'subscription' | 'single-issue'
type Purchase = typeof purchases.$inferSelect
type Product = NonNullable<ReturnType<Awaited<ReturnType<typeof productsById>>['get']>>

/** Changes a purchase; what comes from an invoice keeps its money and its payer. Source: ABO-37, ABO-45. */
export async function changePurchase(
  ctx: Ctx,
  kind: PurchaseKind,
  id: string,
  said: PurchaseChanges,
  revision?: number | undefined,
): Promise<{ id: string; number: number }> {
  const before = await lockedRecord(ctx, purchases, id)
  if (before.kind !== kind) refuse('NOT_FOUND', { status: 404 })
  refuseInvoiced(before, said)
  const product = await productAfter(ctx, before, said.productId)
  const otherProduct = product.id !== before.productId
  const nature = said.nature ?? before.nature
  const copies = said.copies ?? before.copies
  const after = {
    recipientId: said.recipientId ?? before.recipientId,
    payerId: said.payerId ?? before.payerId,
    renewalContactId: said.renewalContactId === undefined ? before.renewalContactId : said.renewalContactId,
    nature,
    reason: said.reason?.trim() ?? before.reason,
    reviewOn: said.reviewOn === undefined ? before.reviewOn : said.reviewOn,
    productId: product.id,
    titleId: product.titleId!,
    label: said.label ?? (otherProduct ? product.label : before.label),
    copies,
  }
  const term = kind === 'subscription' ? termAfter(before, said, otherProduct ? product : undefined) : undefined
  const fault = byHandFault(
    {
      ...after,
      expiresOn: term && day(term.expiresOn),
      reviewOn: after.reviewOn ? day(after.reviewOn) : undefined,
    },
    kind,
  )
  if (fault) refuse(fault.code, { field: fault.field })
  const served = term ?? (await issueAfter(ctx, before, said.issueId, product))
  const price = before.invoiceId
    ? null
    : changedPrice({ before, product, otherProduct }, { nature, copies, unitGrossCents: said.unitGrossCents })
  await movingEnds(ctx, [id], () => changeRecord(ctx, purchases, id, { ...after, ...served, ...price }, revision))
  return { id, number: before.number }
}

/** Who pays and how much is what the invoice says. */
function refuseInvoiced({ invoiceId, payerId, grossCents }: Purchase, said: PurchaseChanges) {
  if (!invoiceId) return
  if (said.unitGrossCents !== undefined) refuse('subscriptions.invoiced', { field: 'unitGrossCents' })
  if (said.payerId !== undefined && said.payerId !== payerId) refuse('subscriptions.invoiced', { field: 'payerId' })
  if (said.nature && isFree(said.nature) && grossCents > 0) refuse('subscriptions.invoiced', { field: 'nature' })
}

function termAfter(before: Purchase, said: PurchaseChanges, product: Product | undefined) {
  const { startsOn, expiresOn, ...service } = changedTerm(
    {
      startsOn: day(before.startsOn!),
      expiresOn: day(before.expiresOn!),
      termMonths: before.termMonths!,
      servedBy: before.servedBy as 'date' | 'issue',
      issuesDue: before.issuesDue,
    },
    {
      startsOn: said.startsOn ? day(said.startsOn) : undefined,
      expiresOn: said.expiresOn ? day(said.expiresOn) : undefined,
      termMonths: said.termMonths,
      issuesDue: said.issuesDue,
    },
    product && { termMonths: product.termMonths!, servedBy: product.servedBy!, issuesDue: product.issuesDue },
  )
  return { startsOn: isoDay(startsOn), expiresOn: isoDay(expiresOn), ...service }
}

/** The product after the change: of the same kind, and of the same title once copies have left. */
async function productAfter(ctx: Ctx, before: Purchase, productId = before.productId): Promise<Product> {
  const product =
    (await productsById(ctx, [productId])).get(productId) ??
    refuse('subscriptions.unknownProduct', { field: 'productId' })
  if (product.kind !== before.kind) refuse('subscriptions.otherKind', { field: 'productId' })
  if (product.titleId !== before.titleId && (await lastLeft(ctx, before.id)))
    refuse('subscriptions.otherTitleServed', { field: 'productId' })
  return product
}

/** The issue of a single-issue purchase after the change; once it left it cannot become another. */
async function issueAfter(ctx: Ctx, before: Purchase, issueId: string | undefined, product: Product) {
  const wanted = issueId ?? (product.id === before.productId ? before.issueId : (product.issueId ?? before.issueId))
  if (wanted === before.issueId) return {}
  await oneAtATime(ctx, before.titleId)
  const left = await lastLeft(ctx, before.id)
  if (left) refuse('subscriptions.issueAlreadyLeft', { field: 'issueId', values: { number: left } })
  const { rows } = await ctx.db.execute(sql`
    select from issues where company_id = ${ctx.company.id} and title_id = ${product.titleId} and id = ${wanted}`)
  if (rows.length === 0) refuse('catalog.issueOfAnotherTitle', { field: 'issueId' })
  return { issueId: wanted, issueAtShipment: false }
}

/** The number of the last issue that left for a purchase, or undefined. */
async function lastLeft({ db, company }: Ctx, purchaseId: string): Promise<string | undefined> {
  const { rows } = await db.execute<{ number: string }>(sql`
    select issue_number as number from shipments where company_id = ${company.id} and purchase_id = ${purchaseId}
      and cancelled_on is null order by number desc limit 1`)
  return rows[0]?.number
}
