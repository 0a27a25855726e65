import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { issueInvoices } from '../../invoicing/actions.ts'
import type { PriceBasis, VatCategory } from '../../invoicing/rules/document.ts'
import { undoPayment } from '../../payments/actions/undo.ts'
import { allocate } from '../../payments/actions.ts'
import { resumePurchase } from '../../subscriptions/actions/resume.ts'
import { takenBackWords } from '../labels/taken-back.ts'
import type { Shop } from '../queries/shops.ts'

type Note = {
  id: string
  number: string
  customerId: string
  language: 'fr' | 'en'
  currency: string
  priceBasis: PriceBasis
  reason: string
  reference: string
  grossCents: number
}
type NoteLine = {
  label: string
  quantity: number
  netCents: number
  vatCents: number
  grossCents: number
  vatRateBps: number
  vatCategory: VatCategory
}

/** Credit notes, and the invoice that sold what they stopped. */
type Restoring = { invoiceId: string | null; creditNoteIds: readonly string[] }

/**
 * Takes back what credit notes took back, because the shop no longer refunds it: invoices of the same amounts charge it
 * again, money paid back that never was is undone, and what they stopped is served again where nothing else follows yet.
 * Returns, for a log, the numbers of the invoices and of purchases that stay stopped.
 */
export async function restoreAll(ctx: Ctx, shop: Shop, { invoiceId, creditNoteIds }: Restoring) {
  const invoices: string[] = []
  const stopped: number[] = []
  for (const creditNoteId of creditNoteIds) {
    const note = await noteOf(ctx, creditNoteId)
    const payment = await paymentOf(ctx, shop, note.reference)
    if (payment) await undoPayment(ctx, payment, takenBackWords[note.language].gone(note.number))
    if (note.grossCents > 0) invoices.push((await chargeAgain(ctx, shop, note)).number)
    stopped.push(...(await resume(ctx, invoiceId, note.reason)))
  }
  return { invoice: invoices.join(', '), stopped: stopped.join(', ') }
}

async function noteOf({ db, company }: Ctx, id: string): Promise<Note> {
  const { rows } = await db.execute<Note>(sql`
    select i.id, i.number, s.customer_id as "customerId", i.language, i.currency,
      i.price_basis as "priceBasis", i.reason, i.source_reference as reference, i.gross_cents as "grossCents"
    from invoices i join invoice_states s on s.company_id = ${company.id} and s.id = i.id
    where i.company_id = ${company.id} and i.id = ${id}`)
  return rows[0]!
}

/** What the shop paid back with it, unless that was undone already. */
async function paymentOf({ db, company }: Ctx, { id }: Shop, reference: string): Promise<string | undefined> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select p.id from payments p
    where p.company_id = ${company.id} and p.source = ${`shop:${id}`} and p.source_reference = ${reference}
      and not exists (select from payments u where u.company_id = ${company.id} and u.undoes_id = p.id)`)
  return rows[0]?.id
}

async function chargeAgain(ctx: Ctx, shop: Shop, note: Note) {
  const { db, company, today } = ctx
  const { rows: lines } = await db.execute<NoteLine>(sql`
    select label, quantity, net_cents as "netCents", vat_cents as "vatCents", gross_cents as "grossCents",
      vat_rate_bps as "vatRateBps", vat_category as "vatCategory"
    from invoice_lines where company_id = ${company.id} and invoice_id = ${note.id} order by position`)
  const { customerId, language, currency, priceBasis, reference } = note
  const [invoice] = await issueInvoices(ctx, [
    {
      ...{ customerId, language, currency, priceBasis, issuedOn: today },
      number: shop.invoicedBy === 'shop' ? `${note.number}-X` : undefined,
      ...{ source: `shop:${shop.id}`, sourceReference: `${reference}-X` },
      note: takenBackWords[language].gone(note.number),
      lines: lines.map(({ label, quantity, ...amounts }) => ({ productId: null, label, quantity, amounts })),
    },
  ])
  await settleWith(ctx, note.id, invoice!.id)
  return invoice!
}

/** What was still to be paid back pays what is charged again. */
async function settleWith(ctx: Ctx, creditNoteId: string, invoiceId: string) {
  const { db, company, today } = ctx
  const { rows } = await db.execute<{ openCents: number }>(sql`
    select -open_cents as "openCents" from invoice_states where company_id = ${company.id} and id = ${creditNoteId}`)
  const cents = rows[0]!.openCents
  if (cents > 0) await allocate(ctx, [{ creditNoteId, invoiceId, cents, on: today }])
}

/** What the credit note stopped goes on; what something else already follows stays stopped, and is told. */
async function resume(ctx: Ctx, invoiceId: string | null, reason: string): Promise<number[]> {
  const { db, company } = ctx
  const { rows } = await db.execute<{ id: string; number: number }>(sql`
    select id, number from purchases
    where company_id = ${company.id} and invoice_id = ${invoiceId} and cancelled_on is not null and cancelled_reason = ${reason}
    order by number`)
  const stopped: number[] = []
  for (const { id, number } of rows) {
    try {
      await ctx.attempt(part => resumePurchase(part, id))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      stopped.push(number)
    }
  }
  return stopped
}
