import { sql } from 'drizzle-orm'
import { changeRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { discardDraft } from '../../invoicing/actions/drafts.ts'
import { linesOf, linesOn } from '../queries/lines.ts'
import { lastDay } from '../rules/schedule.ts'
import { contractStateOn } from '../rules/state.ts'
import { contracts } from '../tables.ts'
import { createContract } from './contracts.ts'
import { planContracts } from './plan.ts'

type Row = typeof contracts.$inferSelect

/** The contract, locked, when it goes on or is to begin. */
async function running(ctx: Ctx, id: string): Promise<Row> {
  const contract = await lockedRecord(ctx, contracts, id)
  const state = contractStateOn(ctx.today, contract)
  if (state === 'draft' || state === 'ended' || state === 'terminated') refuse('contracts.notActive')
  return contract
}

/** Terms that begin during a pause are not invoiced. Source: A13. */
export async function pauseContract(ctx: Ctx, id: string, pausedFrom: string, pausedTo: string | null) {
  await running(ctx, id)
  if (pausedTo !== null && pausedTo < pausedFrom) refuse('contracts.pauseEndsBefore', { field: 'to' })
  await changeRecord(ctx, contracts, id, { pausedFrom, pausedTo })
  await planContracts(ctx, [id])
}

/** A pause ends the day before; one that had not begun by then never was. */
export async function resumeContract(ctx: Ctx, id: string, on: string) {
  const { pausedFrom } = await running(ctx, id)
  if (pausedFrom === null) refuse('contracts.notPaused')
  const pausedTo = isoDay(addDays(day(on), -1))
  await changeRecord(ctx, contracts, id, pausedTo < pausedFrom ? { pausedFrom: null, pausedTo: null } : { pausedTo })
  await planContracts(ctx, [id])
}

/** Ends a contract before its end: terms after are without object, their drafts are discarded, issued invoices stay. */
export async function terminateContract(ctx: Ctx, id: string, terminatedOn: string, terminatedReason: string) {
  const { startsOn, endsOn } = await running(ctx, id)
  if (terminatedOn < isoDay(addDays(day(startsOn), -1)) || (endsOn !== null && terminatedOn > endsOn))
    refuse('contracts.endsBefore', { field: 'on' })
  const drafts = await draftsAfter(ctx, id, terminatedOn)
  for (const draft of drafts) await discardDraft(ctx, draft)
  await changeRecord(ctx, contracts, id, { terminatedOn, terminatedReason })
  await planContracts(ctx, [id])
}

/** Drafts of terms after a day; one that other contracts stand on stays. */
export async function draftsAfter({ db, company }: Ctx, id: string, on: string): Promise<string[]> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<{ id: string }>(sql`
    select distinct i.id from contract_terms t join invoices i on i.company_id = ${mine} and i.id = t.invoice_id
    where t.company_id = ${mine} and t.contract_id = ${id} and t.starts_on > ${on}::date and i.issued_on is null
      and not exists (select from contract_terms o where o.company_id = ${mine} and o.invoice_id = t.invoice_id
        and (o.contract_id <> ${id} or o.starts_on <= ${on}::date))`)
  return rows.map(({ id }) => id)
}

/** Drafts of terms after a day that other contracts stand on too: they stay. */
export async function sharedDraftsAfter({ db, company }: Ctx, id: string, on: string): Promise<number> {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(distinct i.id)::int as count from contract_terms t
    join invoices i on i.company_id = ${mine} and i.id = t.invoice_id and i.issued_on is null
    join contract_terms o on o.company_id = ${mine} and o.invoice_id = t.invoice_id and o.contract_id <> ${id}
    where t.company_id = ${mine} and t.contract_id = ${id} and t.starts_on > ${on}::date`)
  return rows[0]!.count
}

/** A new contract goes on from one, with the lines it has at its end; once. Source: A17. */
export async function renewContract(ctx: Ctx, id: string, asked?: string | null): Promise<string> {
  const former = await lockedRecord(ctx, contracts, id)
  if (former.activatedOn === null || former.terminatedOn !== null) refuse('contracts.notActive')
  if (former.endsOn === null) refuse('contracts.renewalWithoutEnd')
  const startsOn = isoDay(addDays(day(former.endsOn), 1))
  const endsOn = asked === undefined ? lastDay(startsOn, former.renewalEvery, former.renewalUnit) : asked
  const lines = linesOn(await linesOf(ctx, [id]), startsOn)
  return createContract(ctx, {
    ...copied(former),
    startsOn,
    endsOn,
    renewal: endsOn === null ? 'none' : former.renewal,
    lines: lines.map(line => ({ ...line, renewsPurchaseId: null })),
    originInvoiceId: null,
    renewsId: id,
    active: true,
    generateAll: false,
    source: 'renewal',
  })
}

/** What a contract says that another one begins with. */
export const copied = (of: Row) => ({
  title: of.title,
  customerId: of.customerId,
  payerId: of.payerId,
  startsOn: of.startsOn,
  endsOn: of.endsOn,
  owner: of.owner,
  paymentMethod: of.paymentMethod,
  paymentDays: of.paymentDays,
  paymentMonthEnd: of.paymentMonthEnd,
  mandateId: of.mandateId,
  privateNote: of.privateNote,
  note: of.note,
  buyerReference: of.buyerReference,
  purchaseOrder: of.purchaseOrder,
  priceBasis: of.priceBasis,
  currency: of.currency,
  every: of.every,
  unit: of.unit,
  dayRule: of.dayRule,
  fixedDay: of.fixedDay,
  invoiceOn: of.invoiceRule,
  invoiceDays: of.invoiceDays,
  prorated: of.prorated,
  plansToEnd: of.plansToEnd,
  invoicing: of.invoicing,
  reviewDays: of.reviewDays,
  grouped: of.grouped,
  renewal: of.renewal,
  renewalEvery: of.renewalEvery,
  renewalUnit: of.renewalUnit,
  alertDays: of.alertDays,
})
