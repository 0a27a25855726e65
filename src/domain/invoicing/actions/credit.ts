import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { creditablesOf } from '../queries/creditable.ts'
import { depositsLeft } from '../queries/deposits.ts'
import { type Asked, type Credit, creditsOf, leftCents } from '../rules/credit.ts'
import { invoiceLines, invoiceStates, invoices } from '../tables.ts'
import { type Cancellation, invoicesCancelled } from './events.ts'
import { issueDrafts } from './issue.ts'

export type Crediting = Cancellation & {
  asked: Asked
  /** Where it was made elsewhere: its number, which is of no series, and what it is there; taken once. */
  elsewhere?: { number: string | undefined; source: string; sourceReference: string } | undefined
}
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
export const creditInvoice = async (ctx: Ctx, id: string, crediting: Crediting): Promise<Credited> =>
  (await creditInvoices(ctx, [{ ...crediting, id }]))[0]!

/** Corrects many invoices, each once, all or none: as many statements for one as for a thousand. */
export async function creditInvoices(
  ctx: Ctx,
  creditings: readonly (Crediting & { id: string })[],
): Promise<Credited[]> {
  if (creditings.length === 0) return []
  const ids = creditings.map(({ id }) => id)
  const states = await lockedStates(ctx, ids)
  const issued = await issuedInvoices(ctx, ids)
  const documents = await creditablesOf(ctx, ids)
  const notes: Note[] = []
  for (const crediting of creditings) {
    const { id } = crediting
    const invoice = issued.get(id) ?? refuse('invoicing.notIssued')
    await refuseUnfit(ctx, { ...crediting, invoice, cancelledOn: states.get(id)!.cancelledOn })
    const document = documents.get(id)!
    const credits = creditsOf(document, crediting.asked)
    if ('code' in credits)
      refuse(credits.code, {
        field: credits.field,
        values: { number: invoice.number, left: credits.left, currency: invoice.currency },
      })
    await refuseDepositUsed(ctx, invoice, credits)
    const all = leftCents(document) === credits.reduce((total, { grossCents }) => total + grossCents, 0)
    notes.push({ ...crediting, invoice, credits, all, noteId: newId(), customerId: states.get(id)!.customerId })
  }
  const numbers = await writeCreditNotes(
    ctx,
    notes.filter(({ invoice }) => !isHistory(invoice)),
  )
  await markCancelled(
    ctx,
    notes.filter(({ all }) => all),
  )
  for (const note of notes) await tellCancelled(ctx, note)
  return notes.map(({ id, noteId, invoice, on, all }) => {
    const number = numbers.get(noteId)
    return {
      ...{ id, number: invoice.number, cancelledOn: all ? on : null },
      creditNote: number === undefined ? null : { id: noteId, number },
    }
  })
}

/** The states of those invoices, which nobody else credits or pays meanwhile. */
async function lockedStates({ db, company }: Ctx, ids: readonly string[]) {
  const { rows } = await db.execute<{ id: string; customerId: string; cancelledOn: string | null }>(sql`
    select id, customer_id as "customerId", cancelled_on as "cancelledOn" from invoice_states
    where company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[]) order by id for update`)
  if (rows.length < new Set(ids).size) refuse('NOT_FOUND', { status: 404 })
  return new Map(rows.map(row => [row.id, row]))
}

async function issuedInvoices({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, Invoice>> {
  const found = await db
    .select()
    .from(invoices)
    .where(sql`company_id = ${company.id} and id = any(${sql.param([...ids])}::uuid[])`)
  return new Map(found.flatMap(one => (one.issuedOn && one.number ? [[one.id, one as Invoice]] : [])))
}

const isHistory = ({ source }: Invoice) => source.startsWith('import:')

type Fitting = Crediting & { invoice: Invoice; cancelledOn: string | null }

/** An invoice that is not wholly taken back, on its day or later; one of before only as a whole. */
async function refuseUnfit(ctx: Ctx, { invoice, cancelledOn, on, service, lastIssueId, asked }: Fitting) {
  const { number, issuedOn, kind } = invoice
  if (kind === 'credit-note') refuse('invoicing.creditOfCreditNote')
  if (cancelledOn) refuse('invoicing.alreadyCancelled', { values: { number, on: cancelledOn } })
  if (on < issuedOn) refuse('invoicing.cancelledBeforeIssued', { field: 'on', values: { issuedOn } })
  if (service === 'stop-after-issue') await refuseNoIssue(ctx, lastIssueId)
  if (isHistory(invoice) && !('whole' in asked)) refuse('invoicing.historyCreditedWhole')
}

type Note = Crediting & {
  id: string
  noteId: string
  invoice: Invoice
  customerId: string
  credits: readonly Credit[]
  all: boolean
}

/** The credit notes, issued at once: each bears what its invoice bore. Returns their numbers by id. */
async function writeCreditNotes(ctx: Ctx, notes: readonly Note[]): Promise<Map<string, string>> {
  const stamps = { createdBy: ctx.actor.initials, updatedBy: ctx.actor.initials }
  await insertRows(
    ctx,
    invoices,
    notes.map(note => ({ ...headOf(note), ...stamps })),
  )
  await insertRows(
    ctx,
    invoiceStates,
    notes.map(({ noteId, customerId }) => ({ id: noteId, customerId })),
  )
  await insertRows(ctx, invoiceLines, await linesOf(ctx, notes))
  const brought = notes.flatMap(({ noteId, elsewhere }) =>
    elsewhere?.number === undefined ? [] : [[noteId, elsewhere.number] as const],
  )
  const issued = await issueDrafts(
    ctx,
    notes.map(({ noteId }) => noteId),
    new Map(brought),
  )
  return new Map(issued.map(({ id, number }) => [id, number]))
}

function headOf({ noteId, invoice, customerId, credits, reason, on, elsewhere }: Note) {
  const { priceBasis, territory, language, currency, deliveryAddress } = invoice
  const { buyerReference, purchaseOrder, contractReference } = invoice
  const sum = (name: 'netCents' | 'vatCents' | 'grossCents') =>
    credits.reduce((total, credit) => total + credit[name], 0)
  return {
    ...{ id: noteId, kind: 'credit-note' as const, creditsId: invoice.id, customerId, reason, draftedOn: on },
    ...{ priceBasis, territory, language, currency, deliveryAddress },
    ...{ buyerReference, purchaseOrder, contractReference },
    ...{ netCents: sum('netCents'), vatCents: sum('vatCents'), grossCents: sum('grossCents') },
    source: elsewhere?.source ?? 'hand',
    sourceReference: elsewhere?.sourceReference ?? null,
  }
}

type Origin = Pick<
  typeof invoiceLines.$inferSelect,
  'productId' | 'recipientId' | 'recipientName' | 'bundleId' | 'bundleGroup'
>

/** Each line names the one it takes back, with its product, so that books and statistics find it again. */
async function linesOf({ db, company }: Ctx, notes: readonly Note[]) {
  const ids = notes.flatMap(({ credits }) => credits.flatMap(({ lineId }) => lineId ?? []))
  const { rows } = await db.execute<Origin & { id: string }>(sql`
    select id, product_id as "productId", recipient_id as "recipientId", recipient_name as "recipientName",
      bundle_id as "bundleId", bundle_group as "bundleGroup" from invoice_lines
    where company_id = ${company.id} and id = any(${sql.param(ids)}::uuid[])`)
  const origin = new Map(rows.map(({ id, ...row }) => [id, row]))
  return notes.flatMap(({ noteId, credits, reason }) =>
    credits.map(({ lineId, label, ...credit }, at) => ({
      id: newId(),
      invoiceId: noteId,
      position: at + 1,
      label: label || reason,
      ...credit,
      creditsLineId: lineId,
      ...(origin.get(lineId ?? '') ?? NO_ORIGIN),
    })),
  )
}

/** An amount of no line in particular. */
const NO_ORIGIN: Origin = {
  productId: null,
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

async function markCancelled(ctx: Ctx, notes: readonly Note[]) {
  if (notes.length === 0) return
  const given = notes.map(({ id, on, reason }) => ({ id, on, reason }))
  await ctx.db.execute(sql`
    update invoice_states s set cancelled_on = g.on, cancelled_reason = g.reason
    from json_to_recordset(${JSON.stringify(given)}::json) as g (id uuid, "on" date, reason text)
    where s.company_id = ${ctx.company.id} and s.id = g.id`)
  for (const { id, on, reason } of notes)
    ctx.record({
      record: 'invoices',
      id,
      from: { cancelledOn: null },
      to: { cancelledOn: on, cancelledReason: reason },
    })
}

/** What was sold may no longer be served: all of it, or what the credited lines sold. */
function tellCancelled(ctx: Ctx, { id, reason, on, service, lastIssueId, asked, credits }: Note) {
  const lines = 'whole' in asked ? {} : { lineIds: credits.flatMap(({ lineId }) => lineId ?? []) }
  return ctx.happened(invoicesCancelled, { reason, on, service, lastIssueId, invoiceIds: [id], ...lines })
}

async function refuseNoIssue({ db, company }: Ctx, issueId: string | undefined) {
  if (!issueId) refuse('invoicing.lastIssueAsked', { field: 'lastIssueId' })
  const { rows } = await db.execute(sql`select from issues where company_id = ${company.id} and id = ${issueId}`)
  if (rows.length === 0) refuse('invoicing.unknownIssue', { field: 'lastIssueId' })
}
