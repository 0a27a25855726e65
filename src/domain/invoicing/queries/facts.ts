import { sql } from 'drizzle-orm'
import { selected } from '../../../platform/db/selected.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import type { Facts } from '../../journal/rules/canonical.ts'
import { breakdownOf } from '../rules/breakdown.ts'
import type { DocumentKind } from '../rules/document.ts'
import type { Amounts, Vat } from '../rules/draft.ts'

export type SealedDocument = { id: string; kind: DocumentKind; issuedOn: string; grossCents: number; facts: Facts }

const columns = (alias: string, names: readonly string[]) =>
  Object.fromEntries(
    names.map(name => [name, sql.raw(`${alias}.${name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}`)]),
  )

const header = columns('i', [
  'kind',
  'number',
  'seriesKind',
  'seriesYear',
  'seriesNumber',
  'customerId',
  'creditsId',
  'reason',
  'issuedOn',
  'soldOn',
  'suppliedOn',
  'language',
  'currency',
  'priceBasis',
  'territory',
  'paymentDays',
  'paymentMonthEnd',
  'paymentMethod',
  'dueOn',
  'buyerReference',
  'purchaseOrder',
  'contractReference',
  'note',
  'buyer',
  'sellerId',
  'netCents',
  'vatCents',
  'grossCents',
  'source',
  'sourceReference',
])
const line = columns('l', [
  'id',
  'position',
  'productId',
  'label',
  'description',
  'supply',
  'quantity',
  'unitCents',
  'discountBps',
  'discountCents',
  'discountReason',
  'vatCategory',
  'vatRateBps',
  'netCents',
  'vatCents',
  'grossCents',
  'periodFrom',
  'periodTo',
  'creditsLineId',
  'recipientId',
  'recipientName',
  'bundleId',
  'bundleGroup',
  'gift',
])
const allowance = columns('a', [
  'id',
  'position',
  'kind',
  'depositId',
  'reason',
  'percentBps',
  'vatCategory',
  'vatRateBps',
  'netCents',
  'vatCents',
  'grossCents',
])

type Part = Facts & Vat & Amounts & { invoiceId: string }

export type SealedHead = Facts & { id: string; kind: DocumentKind; issuedOn: string; grossCents: number }
/** What is sealed of the row of an issued document `i`. */
export const sealedHead = sql`i.id, ${selected(header)}`

/** All that issued documents say, as the journal seals it and proves it again. Source: L-1. */
export async function invoiceFacts(ctx: Ctx, ids: readonly string[]): Promise<Map<string, SealedDocument>> {
  const { rows } = await ctx.db.execute<SealedHead>(sql`
    select ${sealedHead} from invoices i
    where i.company_id = ${ctx.company.id} and i.id = any(${sql.param([...ids])}::uuid[]) and i.issued_on is not null`)
  return factsOf(ctx, rows)
}

/** The same of documents whose rows are read. */
export async function factsOf(
  { db, company }: Ctx,
  heads: readonly SealedHead[],
): Promise<Map<string, SealedDocument>> {
  const mine = sql`${company.id}::uuid`
  const these = sql`any(${sql.param(heads.map(({ id }) => id))}::uuid[])`
  const { rows: lines } = await db.execute<Part>(sql`
    select l.invoice_id as "invoiceId", ${selected(line)} from invoice_lines l
    where l.company_id = ${mine} and l.invoice_id = ${these} order by l.invoice_id, l.position`)
  const { rows: allowances } = await db.execute<Part & { kind: string }>(sql`
    select a.invoice_id as "invoiceId", ${selected(allowance)} from invoice_allowances a
    where a.company_id = ${mine} and a.invoice_id = ${these} order by a.invoice_id, a.position`)
  const linesOf = Map.groupBy(lines, ({ invoiceId }) => invoiceId)
  const allowancesOf = Map.groupBy(allowances, ({ invoiceId }) => invoiceId)
  return new Map(
    heads.map(({ id, ...head }) => {
      const { kind, issuedOn, grossCents } = head
      const its = linesOf.get(id) ?? []
      const taken = allowancesOf.get(id) ?? []
      const sign = kind === 'credit-note' ? -1 : 1
      const parts = { lines: its.map(own), allowances: taken.map(own), vat: vatOf(its, taken, sign) }
      return [id, { id, kind, issuedOn, grossCents: sign * grossCents, facts: { ...said(head), ...parts } as Facts }]
    }),
  )
}

const own = ({ invoiceId: _, ...part }: Part): Facts => said(part)

/** What is empty is left out: it is empty as long as nothing is there. */
const said = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null && fact !== '' && fact !== false))

/** By rate, as closings add it up: less than zero on a credit note. */
const vatOf = (lines: readonly Part[], allowances: readonly (Part & { kind: string })[], sign: number) =>
  breakdownOf(lines, allowances).map(({ vatCategory, vatRateBps, netCents, vatCents }) => ({
    category: vatCategory,
    rateBps: vatRateBps,
    netCents: sign * netCents,
    vatCents: sign * vatCents,
  }))
