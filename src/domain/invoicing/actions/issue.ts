import { sql } from 'drizzle-orm'
import { plannedForAnyCompany } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { EURO } from '../../../values/currency.ts'
import { seal } from '../../journal/actions.ts'
import { buyersById } from '../queries/buyers.ts'
import { depositsLeft } from '../queries/deposits.ts'
import { factsOf, invoiceFacts, type SealedDocument, type SealedHead, sealedHead } from '../queries/facts.ts'
import { issueDay } from '../queries/issue-day.ts'
import { deliveredTo, papersOf } from '../queries/paper.ts'
import { currentSeller, settingsOf } from '../queries/seller.ts'
import type { DocumentKind, MonthEnd } from '../rules/document.ts'
import type { Paper } from '../rules/paper.ts'
import type { InvoicingSettings } from '../rules/settings.ts'
import { dueOn } from '../rules/terms.ts'
import { creditNotesIssued, invoicesIssued } from './events.ts'
import type { Priced } from './price.ts'
import { rateDocuments } from './rates.ts'
import { refusalOf, unreadyAmong } from './ready.ts'
import { type Numbered, takeSeries } from './series.ts'
import { vatChanged } from './vat-check.ts'
import { writeDocuments } from './write.ts'

export type IssuedDocument = { id: string; kind: DocumentKind; number: string; issuedOn: string; grossCents: number }

type Draft = {
  id: string
  kind: DocumentKind
  customerId: string
  on: string
  paymentDays: number | null
  paymentMonthEnd: MonthEnd | null
  grossCents: number
  depositIds: string[]
}

/**
 * Issues drafts, all or none, in as many statements for one as for a thousand: each gets the next number of its series in
 * the order of days, what stands on it is frozen, and the journal seals it. `brought` are numbers given elsewhere, which
 * are of no series: theirs is the paper of who gave them, and it is not ours to check. Source: L-1, L-2.
 */
export async function issueDrafts(
  ctx: Ctx,
  ids: readonly string[],
  brought: ReadonlyMap<string, string> = new Map(),
): Promise<IssuedDocument[]> {
  if (ids.length === 0) return []
  return plannedForAnyCompany(ctx, ids.length, () => issueThose(ctx, ids, brought))
}

async function issueThose(ctx: Ctx, ids: readonly string[], brought: ReadonlyMap<string, string>) {
  const drafts = await lockedDrafts(ctx, ids)
  const settings = await settingsOf(ctx)
  const own = drafts.filter(({ id }) => !brought.has(id))
  refuseAhead(ctx, own)
  const papers = await papersOf(ctx, ids)
  await refuseUnready(ctx, new Map([...papers].filter(([id]) => !brought.has(id))))
  await refuseDepositsUsed(ctx, drafts)
  const numbered = await takeSeries(ctx, own, settings)
  const heads = await freeze(ctx, drafts, {
    settings,
    numbered: new Map(numbered.map(one => [one.id, one])),
    brought,
    papers,
  })
  await rateForeign(ctx, [...papers.values()])
  return tell(ctx, ids, await factsOf(ctx, heads))
}

/**
 * Issues invoices whose numbers were given elsewhere without their having been drafts: each is written once, as it stays.
 * None takes a deposit off.
 */
export async function issueBrought(
  ctx: Ctx,
  documents: readonly Priced[],
  brought: ReadonlyMap<string, string>,
): Promise<IssuedDocument[]> {
  if (documents.length === 0) return []
  const settings = await settingsOf(ctx)
  const seller = await currentSeller(ctx)
  const buyers = await buyersById(ctx, [...new Set(documents.map(({ said }) => said.customerId))])
  const papers = new Map(
    documents.map(({ id, said, currency }) => [
      id,
      { currency, buyer: deliveredTo(said, buyers.get(said.customerId)!) },
    ]),
  )
  const standing = documents.map(({ id, said, total }) => {
    const { kind, draftedOn, paymentDays = null, paymentMonthEnd = null } = said
    const draft = { id, kind, on: draftedOn ?? ctx.today, paymentDays, paymentMonthEnd, grossCents: total.grossCents }
    const { on, number, days, monthEnd, due, open, buyer } = frozen(draft, {
      ...{ settings, brought, papers, numbered: new Map() },
    })
    const head = { number, issuedOn: on, dueOn: due, paymentDays: days, paymentMonthEnd: monthEnd, buyer }
    return {
      head: { ...head, sellerId: seller?.id ?? null },
      state: { issuedOn: on, dueOn: open > 0 ? due : null, grossCents: open, openCents: open },
    }
  })
  await writeDocuments(ctx, documents, standing)
  await rateForeign(ctx, documents)
  const ids = documents.map(({ id }) => id)
  return tell(ctx, ids, await invoiceFacts(ctx, ids))
}

async function rateForeign(ctx: Ctx, documents: readonly { id: string; currency: string }[]) {
  const foreign = documents.filter(({ currency }) => currency !== EURO)
  if (foreign.length > 0)
    await rateDocuments(
      ctx,
      foreign.map(({ id }) => id),
    )
}

async function refuseUnready(ctx: Ctx, papers: ReadonlyMap<string, Paper>) {
  if (papers.size === 0) return
  for (const unready of unreadyAmong(papers).values()) throw refusalOf(unready)
  for (const refusal of (await vatChanged(ctx, papers)).values()) throw refusal
}

/** The drafts, which nobody else issues or edits meanwhile. */
async function lockedDrafts(ctx: Ctx, ids: readonly string[]): Promise<Draft[]> {
  const { db, company } = ctx
  const { rows } = await db.execute<Draft>(sql`
    select i.id, i.kind, i.customer_id as "customerId", ${issueDay(ctx)} as on, i.payment_days as "paymentDays",
      i.payment_month_end as "paymentMonthEnd", i.gross_cents as "grossCents",
      array(select a.deposit_id from invoice_allowances a
        where a.company_id = ${company.id} and a.invoice_id = i.id and a.deposit_id is not null) as "depositIds"
    from invoices i where i.company_id = ${company.id} and i.id = any(${sql.param([...ids])}::uuid[]) and i.issued_on is null
    order by i.id for update`)
  if (rows.length < new Set(ids).size) refuse('invoicing.alreadyIssued')
  return rows
}

/** A day to come would keep all that is issued until then waiting. */
function refuseAhead({ today }: Ctx, drafts: readonly Draft[]) {
  const ahead = drafts.find(({ on }) => on > today)
  if (ahead) refuse('invoicing.issuedAhead', { field: 'issuedOn', values: { on: ahead.on } })
}

async function refuseDepositsUsed(ctx: Ctx, drafts: readonly Draft[]) {
  const deposits = [...new Set(drafts.flatMap(({ depositIds }) => depositIds))].sort()
  if (deposits.length === 0) return
  await ctx.db.execute(sql`select from invoice_states
    where company_id = ${ctx.company.id} and id = any(${sql.param(deposits)}::uuid[]) order by id for update`)
  const left = await depositsLeft(ctx, deposits, { issuing: drafts.map(({ id }) => id) })
  for (const { number, rates } of left.values())
    if (rates.some(({ grossCents }) => grossCents < 0))
      refuse('invoicing.depositUsed', { field: 'allowances', values: { number, held: 0 } })
}

type Numbers = {
  settings: InvoicingSettings
  numbered: ReadonlyMap<string, Numbered>
  brought: ReadonlyMap<string, string>
  papers: ReadonlyMap<string, Pick<Paper, 'currency' | 'buyer'>>
}

/** Writes what a document says for good: number, day, terms, the customer and the company as they are now. */
async function freeze(ctx: Ctx, drafts: readonly Draft[], numbers: Numbers): Promise<SealedHead[]> {
  const { db, company, actor } = ctx
  const mine = sql`${company.id}::uuid`
  const seller = await currentSeller(ctx)
  const given = sql`json_to_recordset(${JSON.stringify(drafts.map(draft => frozen(draft, numbers)))}::json) as g (id uuid, "on" date,
    number text, "seriesKind" text, "seriesYear" int, "seriesNumber" int, days int, "monthEnd" text, due date, open bigint, currency text, buyer jsonb)`
  const { rows } = await db.execute<SealedHead>(sql`
    with given as materialized (select * from ${given})
    update invoices i set number = g.number, series_kind = g."seriesKind", series_year = g."seriesYear", series_number = g."seriesNumber",
      issued_on = g.on, issued_at = now(), due_on = g.due, payment_days = g.days, payment_month_end = g."monthEnd",
      buyer = g.buyer, seller_id = ${seller?.id ?? null}, updated_by = ${actor.initials}, updated_at = now(), revision = i.revision + 1
    from given g where i.company_id = ${mine} and i.id = g.id
    returning ${sealedHead}`)
  await db.execute(sql`
    update invoice_states s set issued_on = g.on, due_on = case when g.open > 0 then g.due end, gross_cents = g.open, open_cents = g.open,
      currency = g.currency
    from ${given} where s.company_id = ${mine} and s.id = g.id`)
  return rows
}

function frozen(draft: Omit<Draft, 'customerId' | 'depositIds'>, { settings, numbered, brought, papers }: Numbers) {
  const { id, on, kind, grossCents } = draft
  const days = draft.paymentDays ?? settings.paymentDays
  const monthEnd = draft.paymentMonthEnd ?? settings.paymentMonthEnd
  const { seriesKind = null, seriesYear = null, seriesNumber = null, number = brought.get(id) } = numbered.get(id) ?? {}
  const due = kind === 'credit-note' ? null : dueOn(on, { days, monthEnd })
  const open = kind === 'credit-note' ? -grossCents : grossCents
  return {
    id,
    on,
    number,
    seriesKind,
    seriesYear,
    seriesNumber,
    days,
    monthEnd,
    due,
    open,
    currency: papers.get(id)!.currency,
    buyer: papers.get(id)!.buyer,
  }
}

/** Seals what was issued, in the order of numbers, and lets others know. */
async function tell(
  ctx: Ctx,
  ids: readonly string[],
  facts: ReadonlyMap<string, SealedDocument>,
): Promise<IssuedDocument[]> {
  const issued = [...facts.values()].sort((a, b) => (a.facts.number! < b.facts.number! ? -1 : 1))
  seal(
    ctx,
    issued.map(({ id, kind, issuedOn, grossCents, facts }) => ({
      kind,
      recordId: id,
      on: issuedOn,
      grossCents,
      facts,
    })),
  )
  for (const { id, issuedOn, facts } of issued) {
    const { number, customerId, netCents, vatCents, grossCents } = facts
    ctx.record({
      record: 'invoices',
      id,
      from: null,
      to: { number, issuedOn, customerId, netCents, vatCents, grossCents },
    })
  }
  const creditNotes = issued.filter(({ kind }) => kind === 'credit-note').map(({ id }) => id)
  const invoiceIds = issued.filter(({ kind }) => kind !== 'credit-note').map(({ id }) => id)
  if (invoiceIds.length > 0) await ctx.happened(invoicesIssued, { invoiceIds })
  if (creditNotes.length > 0) await ctx.happened(creditNotesIssued, { creditNoteIds: creditNotes })
  return ids.map(id => {
    const { kind, issuedOn, facts: said } = facts.get(id)!
    return { id, kind, issuedOn, number: said.number as string, grossCents: said.grossCents as number }
  })
}
