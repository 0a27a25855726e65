import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/insert-rows.ts'
import { lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { creditableOf } from '../queries/creditable.ts'
import { depositsLeft } from '../queries/deposits.ts'
import { type Asked, type Credit, creditsOf, leftCents } from '../rules/credit.ts'
import { invoiceLines, invoiceStates, invoices } from '../tables.ts'
import { type Cancellation, invoicesCancelled } from './events.ts'
import { issueDrafts } from './issue.ts'

export type Crediting = Cancellation & { asked: Asked }
export type Credited = {
  /** Null: an invoice of before, which is only marked. */
  creditNote: { id: string; number: string } | null
  id: string
  number: string
  /** The day all of it had been taken back; null: not all. */
  cancelledOn: string | null
}

type Invoice = typeof invoices.$inferSelect & { number: string; issuedOn: string }

/**
 * Corrects an issued invoice by a credit note: all that is left of it, some lines, or amounts. Never more than is left of
 * the invoice and of each line over all its credit notes: who credits the same waits. What it sold is stopped as is said.
 * Source: L-2, ABO-82, X-22, X-23.
 */
export async function creditInvoice(ctx: Ctx, id: string, crediting: Crediting): Promise<Credited> {
  const { reason, on, service, lastIssueId, asked } = crediting
  const state = await lockedRecord(ctx, invoiceStates, id)
  const invoice = await issuedInvoice(ctx, id)
  const { number, issuedOn, source } = invoice
  if (state.cancelledOn) refuse('invoicing.alreadyCancelled', { values: { number, on: state.cancelledOn } })
  if (on < issuedOn) refuse('invoicing.cancelledBeforeIssued', { field: 'on', values: { issuedOn } })
  if (service === 'stop-after-issue') await refuseNoIssue(ctx, lastIssueId)
  const history = source.startsWith('import:')
  if (history && !('whole' in asked)) refuse('invoicing.historyCreditedWhole')
  const document = await creditableOf(ctx, id)
  const credits = creditsOf(document, asked)
  if ('code' in credits) refuse(credits.code, { field: credits.field, values: { number, left: credits.left } })
  await refuseDepositUsed(ctx, invoice, credits)
  const creditNote = history
    ? null
    : await writeCreditNote(ctx, invoice, { ...crediting, customerId: state.customerId, credits })
  const all = leftCents(document) === credits.reduce((total, { grossCents }) => total + grossCents, 0)
  if (all) await markCancelled(ctx, id, { on, reason })
  await ctx.happened(invoicesCancelled, {
    reason,
    on,
    service,
    lastIssueId,
    invoiceIds: [id],
    ...('whole' in asked ? {} : { lineIds: credits.flatMap(({ lineId }) => lineId ?? []) }),
  })
  return { creditNote, id, number, cancelledOn: all ? on : null }
}

async function issuedInvoice({ db, company }: Ctx, id: string): Promise<Invoice> {
  const [found] = await db.select().from(invoices).where(sql`company_id = ${company.id} and id = ${id}`)
  if (!found?.issuedOn || !found.number) return refuse('invoicing.notIssued')
  if (found.kind === 'credit-note') refuse('invoicing.creditOfCreditNote')
  return found as Invoice
}

type Note = Crediting & { customerId: string; credits: readonly Credit[] }

/** The credit note, issued at once: it bears what the invoice bore. */
async function writeCreditNote(ctx: Ctx, invoice: Invoice, { customerId, credits, reason, on }: Note) {
  const id = newId()
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  const { priceBasis, territory, language, currency, deliveryAddress } = invoice
  const { buyerReference, purchaseOrder, contractReference } = invoice
  const sum = (name: 'netCents' | 'vatCents' | 'grossCents') =>
    credits.reduce((total, credit) => total + credit[name], 0)
  await insertRows(ctx, invoices, [
    {
      id,
      kind: 'credit-note',
      creditsId: invoice.id,
      customerId,
      reason,
      draftedOn: on,
      ...{
        priceBasis,
        territory,
        language,
        currency,
        deliveryAddress,
        buyerReference,
        purchaseOrder,
        contractReference,
      },
      ...{ netCents: sum('netCents'), vatCents: sum('vatCents'), grossCents: sum('grossCents') },
      ...stamps,
    },
  ])
  await insertRows(ctx, invoiceStates, [{ id, customerId }])
  await insertRows(ctx, invoiceLines, await linesOf(ctx, id, { credits, reason }))
  const [issued] = await issueDrafts(ctx, [id])
  return { id, number: issued!.number }
}

type Origin = Pick<
  typeof invoiceLines.$inferSelect,
  'productId' | 'supply' | 'recipientId' | 'recipientName' | 'bundleId' | 'bundleGroup'
>

/** Each line names the one it takes back, with its product, so that books and statistics find it again. */
async function linesOf({ db, company }: Ctx, invoiceId: string, { credits, reason }: Pick<Note, 'credits' | 'reason'>) {
  const ids = credits.flatMap(({ lineId }) => lineId ?? [])
  const { rows } = await db.execute<Origin & { id: string }>(sql`
    select id, product_id as "productId", supply, recipient_id as "recipientId", recipient_name as "recipientName",
      bundle_id as "bundleId", bundle_group as "bundleGroup" from invoice_lines
    where company_id = ${company.id} and id = any(${sql.param(ids)}::uuid[])`)
  const origin = new Map(rows.map(({ id, ...row }) => [id, row]))
  return credits.map(({ lineId, label, ...credit }, at) => ({
    id: newId(),
    invoiceId,
    position: at + 1,
    label: label || reason,
    ...credit,
    creditsLineId: lineId,
    ...(origin.get(lineId ?? '') ?? NO_ORIGIN),
  }))
}

/** An amount of no line in particular. */
const NO_ORIGIN: Origin = {
  productId: null,
  supply: 'goods',
  recipientId: null,
  recipientName: '',
  bundleId: null,
  bundleGroup: null,
}

/** What a final invoice took off a deposit cannot be given back as well. */
async function refuseDepositUsed(ctx: Ctx, { id, kind, number }: Invoice, credits: readonly Credit[]) {
  if (kind !== 'deposit') return
  const rates = (await depositsLeft(ctx, [id], { issuing: [] })).get(id)?.rates ?? []
  for (const { vatCategory, vatRateBps, grossCents } of rates) {
    const taken = credits.filter(credit => credit.vatCategory === vatCategory && credit.vatRateBps === vatRateBps)
    if (taken.reduce((total, credit) => total + credit.grossCents, 0) > grossCents)
      refuse('invoicing.depositUsed', { values: { number, held: grossCents } })
  }
}

async function markCancelled(ctx: Ctx, id: string, { on, reason }: { on: string; reason: string }) {
  await ctx.db.execute(sql`
    update invoice_states set cancelled_on = ${on}, cancelled_reason = ${reason}
    where company_id = ${ctx.company.id} and id = ${id}`)
  ctx.record({ record: 'invoices', id, from: { cancelledOn: null }, to: { cancelledOn: on, cancelledReason: reason } })
}

async function refuseNoIssue({ db, company }: Ctx, issueId: string | undefined) {
  if (!issueId) refuse('invoicing.lastIssueAsked', { field: 'lastIssueId' })
  const { rows } = await db.execute(sql`select from issues where company_id = ${company.id} and id = ${issueId}`)
  if (rows.length === 0) refuse('invoicing.unknownIssue', { field: 'lastIssueId' })
}
