import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { EURO } from '../../../values/currency.ts'
import { customersById } from '../../invoicing/queries/customers.ts'
import type { DocumentSaid, LineSaid } from '../../invoicing/rules/draft.ts'
import { type ContractLine, linesOf, linesOn } from '../queries/lines.ts'
import type { TermToInvoice } from '../queries/to-invoice.ts'
import { lineText, partText } from '../rules/line-text.ts'
import type { Into } from '../rules/term-state.ts'
import type { Part } from './priced.ts'

type TermLine = { term: TermToInvoice; line: ContractLine; said: LineSaid }
/** The terms of one invoice; its lines are charged for those parts of their terms. */
export type InvoiceGroup = {
  terms: TermToInvoice[]
  lines: TermLine[]
  said: DocumentSaid
  parts: (Part | null)[]
}

/** What contracts must have alike to stand on one invoice. Source: A7. */
export const together = (term: TermToInvoice) => {
  const {
    payerId,
    invoiceOn,
    paymentMethod,
    paymentDays,
    paymentMonthEnd,
    mandateId,
    purchaseOrder,
    buyerReference,
    priceBasis,
    currency,
  } = term
  if (!term.grouped) return term.id
  return JSON.stringify([
    ...[payerId, invoiceOn, paymentMethod, paymentDays, paymentMonthEnd, mandateId],
    ...[purchaseOrder, buyerReference, priceBasis, currency],
  ])
}

/** What the invoices of terms say: one a term, or one for those that are grouped. */
export async function invoiceGroups(ctx: Ctx, terms: readonly TermToInvoice[], into: Into): Promise<InvoiceGroup[]> {
  const lines = Map.groupBy(
    await linesOf(
      ctx,
      terms.map(({ contractId }) => contractId),
    ),
    ({ contractId }) => contractId,
  )
  const known = {
    languages: await customersById(ctx, [...new Set(terms.map(({ payerId }) => payerId))]),
    purchases: await purchasesBefore(ctx, terms),
    issues: await issuesWithin(ctx, terms, lines),
  }
  const ofTerm = (term: TermToInvoice): TermLine[] =>
    linesOn(lines.get(term.contractId) ?? [], term.startsOn).map(line => ({
      term,
      line,
      said: said(term, line, known),
    }))
  return [...Map.groupBy(terms, together).values()].map(those => {
    const lines = those.flatMap(ofTerm)
    return {
      terms: those,
      lines,
      said: { ...headSaid(those, into), lines: lines.map(({ said }) => said) },
      parts: lines.map(({ term: { isPart, days, wholeDays } }) => (isPart ? { days, wholeDays } : null)),
    }
  })
}

type Known = {
  languages: ReadonlyMap<string, { language: 'fr' | 'en' }>
  purchases: ReadonlyMap<string, string>
  issues: ReadonlyMap<string, { first: string; last: string }>
}

/** A draft bears the day of its term; an invoice is issued on the day it is asked for, and never ahead of its term. */
function headSaid(terms: readonly TermToInvoice[], into: Into): Omit<DocumentSaid, 'lines'> {
  const [first] = terms
  const { payerId, invoiceOn, paymentMethod, paymentDays, paymentMonthEnd, priceBasis, currency, owner } = first!
  const each = (of: (term: TermToInvoice) => string) => [...new Set(terms.map(of))].filter(text => text !== '')
  return {
    kind: 'invoice',
    customerId: payerId,
    draftedOn: into === 'draft' || first!.isAhead ? invoiceOn : undefined,
    ...(currency === EURO ? {} : { currency }),
    priceBasis,
    paymentDays: paymentDays ?? undefined,
    paymentMonthEnd: paymentMonthEnd ?? undefined,
    paymentMethod: paymentMethod ?? undefined,
    buyerReference: first!.buyerReference,
    purchaseOrder: first!.purchaseOrder,
    contractReference: each(({ number }) => number)
      .join(', ')
      .slice(0, 100),
    note: each(({ note }) => note)
      .join('\n')
      .slice(0, 2000),
    privateNote: each(({ privateNote }) => privateNote)
      .join('\n')
      .slice(0, 2000),
    owner,
    source: 'contract',
  }
}

function said(term: TermToInvoice, line: ContractLine, known: Known): LineSaid {
  const { startsOn, endsOn, payerId, customerId, isPart, days, wholeDays } = term
  const language = known.languages.get(payerId)?.language ?? 'fr'
  const issues = known.issues.get(issueKey(line.titleId, term))
  const text = lineText(line.description, { startsOn, endsOn, issues }, language)
  const recipientId = line.recipientId ?? (customerId === payerId ? undefined : customerId)
  const served = line.productKind === 'subscription'
  const renewsId =
    known.purchases.get(purchaseKey(term.previousInvoiceId, line.productId, recipientId ?? payerId)) ??
    (term.previousInvoiceId ? undefined : (line.renewsPurchaseId ?? undefined))
  return {
    productId: line.productId,
    quantity: line.quantity,
    ...(line.label === '' ? {} : { label: line.label }),
    description: [text, ...(isPart ? [partText(days, wholeDays, language)] : [])].filter(Boolean).join('\n'),
    ...(line.unitCents === null ? {} : { unitCents: line.unitCents }),
    ...(line.discountBps === 0 ? {} : { discountBps: line.discountBps }),
    ...(line.productId === null ? { vatRateBps: line.vatRateBps ?? 0 } : {}),
    periodFrom: startsOn,
    periodTo: endsOn,
    ...(recipientId === undefined || recipientId === payerId ? {} : { recipientId }),
    ...(line.gift ? { gift: true } : {}),
    ...(served ? { startsOn, ...(renewsId ? { renewsId } : {}) } : {}),
  }
}

const purchaseKey = (invoiceId: string | null, productId: string | null, recipientId: string) =>
  `${invoiceId} ${productId} ${recipientId}`

/** What the terms before sold, which theirs go on from: a purchase has the id of its invoice line. */
async function purchasesBefore({ db, company }: Ctx, terms: readonly TermToInvoice[]): Promise<Map<string, string>> {
  const ids = [...new Set(terms.flatMap(({ previousInvoiceId }) => previousInvoiceId ?? []))]
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; invoiceId: string; productId: string; recipientId: string }>(sql`
    select p.id, p.invoice_id as "invoiceId", p.product_id as "productId", p.recipient_id as "recipientId" from purchases p
    where p.company_id = ${company.id} and p.invoice_id = any(${sql.param(ids)}::uuid[]) and p.kind = 'subscription'
      and not exists (select from purchases n where n.company_id = ${company.id} and n.renews_id = p.id)`)
  return new Map(
    rows.map(({ id, invoiceId, productId, recipientId }) => [purchaseKey(invoiceId, productId, recipientId), id]),
  )
}

const issueKey = (titleId: string | null, { startsOn, endsOn }: { startsOn: string; endsOn: string }) =>
  `${titleId} ${startsOn} ${endsOn}`

/** The first and last issues that come out in the periods whose lines say so. Source: A22. */
async function issuesWithin(ctx: Ctx, terms: readonly TermToInvoice[], lines: ReadonlyMap<string, ContractLine[]>) {
  const asked = new Map(
    terms.flatMap(term =>
      linesOn(lines.get(term.contractId) ?? [], term.startsOn).flatMap(({ titleId, description }) =>
        titleId && description.includes('{issue.')
          ? [[issueKey(titleId, term), { titleId, startsOn: term.startsOn, endsOn: term.endsOn }] as const]
          : [],
      ),
    ),
  )
  if (asked.size === 0) return new Map<string, { first: string; last: string }>()
  const { rows } = await ctx.db.execute<{
    titleId: string
    startsOn: string
    endsOn: string
    first: string
    last: string
  }>(sql`
    select g."titleId", g."startsOn", g."endsOn", (array_agg(i.number order by i.ordinal))[1] as first,
      (array_agg(i.number order by i.ordinal desc))[1] as last
    from json_to_recordset(${JSON.stringify([...asked.values()])}::json) as g ("titleId" uuid, "startsOn" date, "endsOn" date)
    join issues i on i.company_id = ${ctx.company.id} and i.title_id = g."titleId" and i.on_sale_on between g."startsOn" and g."endsOn"
    group by 1, 2, 3`)
  return new Map(rows.map(({ titleId, first, last, ...period }) => [issueKey(titleId, period), { first, last }]))
}
