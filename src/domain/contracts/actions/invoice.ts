import { sql } from 'drizzle-orm'
import { newId } from '../../../platform/db/database.ts'
import { givenRows } from '../../../platform/db/given-rows.ts'
import { plannedForAnyCompany } from '../../../platform/db/many-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { issueDrafts } from '../../invoicing/actions/issue.ts'
import type { Priced } from '../../invoicing/actions/price.ts'
import { writeDocuments } from '../../invoicing/actions/write.ts'
import { type TermToInvoice, termsToInvoice } from '../queries/to-invoice.ts'
import type { Into } from '../rules/term-state.ts'
import { type InvoiceGroup, invoiceGroups, together } from './documents.ts'
import { priceTerms } from './priced.ts'

export type Made = { invoiceId: string; termIds: string[]; number: string | null }

/** Terms invoiced in one transaction. */
export const INVOICED_AT_ONCE = 1000

/**
 * Makes the invoices of terms that have none, as drafts dated in their terms or issued on this day, all or none: one
 * statement a table, however many. Terms somebody invoiced meanwhile are left out. Source: REC-26, X-61.
 */
export async function invoiceTerms(ctx: Ctx, termIds: readonly string[], into: Into): Promise<Made[]> {
  const { made, refused } = await invoicePriced(ctx, termIds, into)
  if (refused[0]) throw refused[0].refusal
  return made
}

/** The same of those that can be priced; a refusal of what is written stops all. */
async function invoicePriced(ctx: Ctx, termIds: readonly string[], into: Into): Promise<Invoiced> {
  const terms = await termsToInvoice(ctx, { ids: termIds, locked: true })
  const { groups, priced, refused } = await pricedSome(ctx, terms, into)
  if (priced.length === 0) return { made: [], refused }
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
  const made = groups.map(({ terms }, at) => ({
    invoiceId: priced[at]!.id,
    termIds: terms.map(({ id }) => id),
    number: numberOf.get(priced[at]!.id) ?? null,
  }))
  return { made, refused }
}

export type RefusedTerm = { id: string; refusal: Refusal }
type Invoiced = { made: Made[]; refused: RefusedTerm[] }

type Groups = { groups: InvoiceGroup[]; priced: (Priced | Refusal)[] }

/** What the invoices of terms come to, or why one cannot be; nothing is written. */
export async function pricedGroups(ctx: Ctx, terms: readonly TermToInvoice[], into: Into): Promise<Groups> {
  const groups = await invoiceGroups(ctx, terms, into)
  const ids = groups.map(() => newId())
  return { groups, priced: await priceTerms(ctx, groups, ids) }
}

type Some = { groups: InvoiceGroup[]; priced: Priced[]; refused: RefusedTerm[] }

/** The invoices of the terms that can be priced. Terms that would share one with another that cannot are together without it. */
async function pricedSome(ctx: Ctx, terms: readonly TermToInvoice[], into: Into): Promise<Some> {
  const { groups, priced } = await pricedGroups(ctx, terms, into)
  const some: Some = { groups: [], priced: [], refused: [] }
  const doubtful: TermToInvoice[] = []
  for (const [at, group] of groups.entries()) {
    const one = priced[at]!
    if (!(one instanceof Refusal)) {
      some.groups.push(group)
      some.priced.push(one)
    } else if (group.terms.length === 1) some.refused.push({ id: group.terms[0]!.id, refusal: one })
    else doubtful.push(...group.terms)
  }
  if (doubtful.length === 0) return some
  const alone = await pricedSome(
    ctx,
    doubtful.map(term => ({ ...term, grouped: false })),
    into,
  )
  const refused = new Set(alone.refused.map(({ id }) => id))
  const left = doubtful.filter(({ id }) => !refused.has(id))
  // What is refused only when it is together cannot be helped by asking again.
  const rest = refused.size === 0 ? alone : await pricedSome(ctx, left, into)
  return {
    groups: [...some.groups, ...rest.groups],
    priced: [...some.priced, ...rest.priced],
    refused: [...some.refused, ...alone.refused, ...(rest === alone ? [] : rest.refused)],
  }
}

async function setInvoices({ db, company, actor }: Ctx, set: readonly { id: string; invoiceId: string }[]) {
  await db.execute(sql`
    with given as materialized (${givenRows(set, { id: 'uuid', invoiceId: 'uuid' })})
    update contract_terms t set invoice_id = g."invoiceId", updated_by = ${actor.initials}, updated_at = now(), revision = t.revision + 1
    from given g where t.company_id = ${company.id} and t.id = g.id`)
}

/** Invoices as many of them as can be: what is refused as it is written is found by halves, and stops no other. */
export async function invoiceMost(ctx: Ctx, termIds: readonly string[], into: Into): Promise<Invoiced> {
  const all: Invoiced = { made: [], refused: [] }
  const some = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return
    try {
      const { made, refused } = await ctx.attempt(part =>
        plannedForAnyCompany(part, ids.length, () => invoicePriced(part, ids, into)),
      )
      all.made.push(...made)
      all.refused.push(...refused)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (ids.length === 1) {
        all.refused.push({ id: ids[0]!, refusal: error })
        return
      }
      const half = Math.ceil(ids.length / 2)
      await some(ids.slice(0, half))
      await some(ids.slice(half))
    }
  }
  for (let from = 0; from < termIds.length; from += INVOICED_AT_ONCE)
    await some(termIds.slice(from, from + INVOICED_AT_ONCE))
  return all
}

/** How many invoices terms make and, when asked, what those come to that can be priced. */
export async function pricedMost(ctx: Ctx, terms: readonly TermToInvoice[], counted: boolean) {
  if (!counted) return { documents: new Set(terms.map(together)).size, grossCents: 0 }
  const { priced, refused } = await pricedSome(ctx, terms, 'draft')
  const grossCents = priced.reduce((cents, { total }) => cents + total.grossCents, 0)
  return { documents: priced.length + refused.length, grossCents }
}
