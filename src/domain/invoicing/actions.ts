import { newId } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { invoicesIssued } from './actions/events.ts'
import { issueBrought, issueDrafts } from './actions/issue.ts'
import { type Priced, priceDocuments } from './actions/price.ts'
import { reserveNumbersOf } from './actions/series.ts'
import { writeDocuments } from './actions/write.ts'
import type { DocumentSaid, LineSaid } from './rules/draft.ts'

/** A sale to be invoiced; days are `YYYY-MM-DD`. */
export type Sale = Omit<DocumentSaid, 'kind' | 'draftedOn' | 'lines'> & {
  issuedOn: string
  /** The number it had elsewhere; else the next of its series. */
  number?: string | undefined
  lines: readonly SaleLine[]
}

export type SaleLine = LineSaid & {
  /** The price paid for one, tax included, when it is not the product's. */
  unitGrossCents?: number | undefined
}

export type Issued = {
  id: string
  number: string
  /** What became of each line of the sale: of a bundle, its first component. */
  lineIds: readonly string[]
}

/** Issues one invoice a sale, numbered in the order of their days, all or none; what they cause (purchases) comes with them. */
export async function issueInvoices(ctx: Ctx, sales: readonly Sale[]): Promise<Issued[]> {
  const ids = sales.map(() => newId())
  const said = sales.map(documentOf)
  const priced = await priceDocuments(ctx, said, ids)
  const isHistory = ({ source = '' }: Sale) => source.startsWith('import:')
  const history = sales.flatMap((sale, at) => (isHistory(sale) ? [{ sale, document: priced[at]! }] : []))
  const drafts = priced.filter((_, at) => !isHistory(sales[at]!))
  const brought = new Map<string, string>(
    sales.flatMap(({ number }, at) => (number === undefined ? [] : [[ids[at]!, number]])),
  )
  await reserveNumbersOf(
    ctx,
    sales.flatMap(({ number, issuedOn }) => (number === undefined ? [] : [{ number, on: issuedOn }])),
  )
  await bringIn(ctx, history)
  const isReady = ({ id, allowances }: Priced) => brought.has(id) && !allowances.some(({ depositId }) => depositId)
  const ready = drafts.filter(isReady)
  const waiting = drafts.filter(document => !isReady(document))
  await writeDocuments(ctx, waiting)
  const issued = [
    ...(await issueBrought(ctx, ready, brought)),
    ...(await issueDrafts(
      ctx,
      waiting.map(({ id }) => id),
      brought,
    )),
  ]
  const numberOf = new Map([
    ...history.map(({ sale, document }) => [document.id, sale.number!] as const),
    ...issued.map(({ id, number }) => [id, number] as const),
  ])
  return priced.map(({ id, lines }, at) => {
    const first = new Map(lines.toReversed().map(line => [line.typed, line.id]))
    return { id, number: numberOf.get(id)!, lineIds: sales[at]!.lines.map((_, typed) => first.get(typed)!) }
  })
}

/** Invoices of before: with their own numbers, taken as paid, and never numbered, sealed or booked here. */
async function bringIn(ctx: Ctx, history: readonly { sale: Sale; document: Priced }[]) {
  if (history.length === 0) return
  await writeDocuments(
    ctx,
    history.map(({ document }) => document),
    history.map(({ sale: { number, issuedOn }, document: { total } }) => ({
      head: { number: number!, issuedOn },
      state: { issuedOn, grossCents: total.grossCents },
    })),
  )
  for (const { sale, document } of history) {
    const { number, issuedOn, customerId } = sale
    ctx.record({
      record: 'invoices',
      id: document.id,
      from: null,
      to: { number, issuedOn, customerId, ...document.total },
    })
  }
  await ctx.happened(invoicesIssued, { invoiceIds: history.map(({ document }) => document.id) })
}

function documentOf({ issuedOn, number: _, lines, ...sale }: Sale): DocumentSaid {
  const priced = lines.some(({ unitGrossCents }) => typeof unitGrossCents === 'number')
  return {
    ...sale,
    kind: 'invoice',
    draftedOn: issuedOn,
    ...(priced ? { priceBasis: 'gross' } : {}),
    lines: lines.map(({ unitGrossCents, ...line }) => ({
      ...line,
      unitCents: line.unitCents ?? unitGrossCents ?? undefined,
    })),
  }
}
