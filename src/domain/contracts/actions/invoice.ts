import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { plannedForAnyCompany } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { issueDrafts } from '../../invoicing/actions/issue.ts'
import { type Priced, priceDocuments } from '../../invoicing/actions/price.ts'
import { writeDocuments } from '../../invoicing/actions/write.ts'
import { type TermToInvoice, termsToInvoice } from '../queries/to-invoice.ts'
import type { Into } from '../rules/term-state.ts'
import { type InvoiceGroup, invoiceGroups, lineSaid, together } from './documents.ts'
export type Made = { invoiceId: string; termIds: string[]; number: string | null }

/** Terms invoiced in one transaction. */
export const INVOICED_AT_ONCE = 1000

/**
 * Makes the invoices of terms that have none, as drafts dated in their terms or issued on this day, all or none: one
 * statement a table, however many. Terms somebody invoiced meanwhile are left out. Source: REC-26, X-61.
 */
export async function invoiceTerms(ctx: Ctx, termIds: readonly string[], into: Into): Promise<Made[]> {
  const terms = await termsToInvoice(ctx, { ids: termIds, locked: true })
  if (terms.length === 0) return []
  const { groups, priced } = await pricedGroups(ctx, terms, into)
  await writeDocuments(ctx, priced)
  await setInvoices(
    ctx,
    groups.flatMap(({ terms }, at) => terms.map(({ id }) => ({ id, invoiceId: priced[at]!.id }))),
  )
  for (const { id, said, total } of priced)
    ctx.record({
      record: 'invoices',
      id,
      from: null,
      to: { state: 'draft', kind: said.kind, customerId: said.customerId, ...total },
    })
  const issued =
    into === 'issued'
      ? await issueDrafts(
          ctx,
          priced.map(({ id }) => id),
        )
      : []
  const numberOf = new Map(issued.map(({ id, number }) => [id, number]))
  return groups.map(({ terms }, at) => ({
    invoiceId: priced[at]!.id,
    termIds: terms.map(({ id }) => id),
    number: numberOf.get(priced[at]!.id) ?? null,
  }))
}

/** What the invoices of terms come to; nothing is written. */
export async function pricedGroups(
  ctx: Ctx,
  terms: readonly TermToInvoice[],
  into: Into,
): Promise<{ groups: InvoiceGroup[]; priced: Priced[] }> {
  const groups = await invoiceGroups(ctx, terms, into)
  const ids = groups.map(() => newId())
  const said = groups.map(({ said }) => said)
  const priced = await priceDocuments(ctx, said, ids)
  const cut = groups.flatMap((group, at) => (group.terms.some(({ isPart }) => isPart) ? [at] : []))
  if (cut.length === 0) return { groups, priced }
  const parts = await priceDocuments(
    ctx,
    cut.map(at => ({ ...groups[at]!.said, lines: groups[at]!.lines.map((line, n) => lineSaid(line, n, priced[at]!)) })),
    cut.map(at => ids[at]!),
  )
  for (const [n, at] of cut.entries()) priced[at] = parts[n]!
  return { groups, priced }
}

async function setInvoices({ db, company, actor }: Ctx, set: readonly { id: string; invoiceId: string }[]) {
  await db.execute(sql`
    with given as materialized (${givenRows(set, { id: 'uuid', invoiceId: 'uuid' })})
    update contract_terms t set invoice_id = g."invoiceId", updated_by = ${actor.initials}, updated_at = now(), revision = t.revision + 1
    from given g where t.company_id = ${company.id} and t.id = g.id`)
}

export type RefusedTerm = { id: string; refusal: Refusal }

/** Invoices as many of them as can be: what is refused is found by halves, and stops no other. */
export async function invoiceMost(ctx: Ctx, termIds: readonly string[], into: Into) {
  const made: Made[] = []
  const refused: RefusedTerm[] = []
  const some = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return
    try {
      made.push(
        ...(await ctx.attempt(part => plannedForAnyCompany(part, ids.length, () => invoiceTerms(part, ids, into)))),
      )
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (ids.length === 1) {
        refused.push({ id: ids[0]!, refusal: error })
        return
      }
      const half = Math.ceil(ids.length / 2)
      await some(ids.slice(0, half))
      await some(ids.slice(half))
    }
  }
  for (let from = 0; from < termIds.length; from += INVOICED_AT_ONCE)
    await some(termIds.slice(from, from + INVOICED_AT_ONCE))
  return { made, refused }
}

/** How many invoices terms make and, when asked, what those come to that can be priced. */
export async function pricedMost(ctx: Ctx, terms: readonly TermToInvoice[], counted: boolean) {
  const documents = new Set(terms.map(together)).size
  if (!counted) return { documents, grossCents: 0 }
  const sum = async (some: readonly TermToInvoice[]): Promise<number> => {
    try {
      const { priced } = await pricedGroups(ctx, some, 'draft')
      return priced.reduce((cents, { total }) => cents + total.grossCents, 0)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (some.length < 2) return 0
      const half = Math.ceil(some.length / 2)
      return (await sum(some.slice(0, half))) + (await sum(some.slice(half)))
    }
  }
  return { documents, grossCents: await sum(terms) }
}
