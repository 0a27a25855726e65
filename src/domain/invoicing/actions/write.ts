import { sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import { newId } from '../../../platform/db/database.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { partyName } from '../../parties/queries.ts'
import { HEADER_TEXTS } from '../rules/draft.ts'
import { invoiceAllowances, invoiceLines, invoiceStates, invoices } from '../tables.ts'
import type { Priced } from './price.ts'

/** How a document stands that is issued as it is written: what its head says for good, and what is due and open of it. */
export type Standing = {
  head: Pick<typeof invoices.$inferInsert, 'number' | 'issuedOn'> & Partial<typeof invoices.$inferInsert>
  state: Pick<typeof invoiceStates.$inferInsert, 'issuedOn' | 'grossCents'> & Partial<typeof invoiceStates.$inferInsert>
}

/** Writes documents as drafts, or as issued where they say how they stand: four statements, however many. */
export async function writeDocuments(ctx: Ctx, documents: readonly Priced[], standing?: readonly Standing[]) {
  const { actor } = ctx
  const stamps = { createdBy: actor.initials, updatedBy: actor.initials }
  await insertRows(
    ctx,
    invoices,
    documents.map((document, at) => ({
      id: document.id,
      ...headerOf(document),
      source: document.said.source ?? 'hand',
      sourceReference: document.said.sourceReference ?? null,
      ...(standing ? { ...standing[at]!.head, issuedAt: instantNow() } : {}),
      ...stamps,
    })),
  )
  await insertRows(
    ctx,
    invoiceStates,
    documents.map(({ id, said, currency }, at) => ({
      id,
      customerId: said.customerId,
      currency,
      ...standing?.[at]?.state,
      owner: said.owner ?? '',
      privateNote: said.privateNote ?? '',
    })),
  )
  await writeLines(ctx, documents)
}

/** The lines of documents, and what is taken off or added to the whole. */
export async function writeLines(ctx: Ctx, documents: readonly Priced[]) {
  const names = await recipientNames(
    ctx,
    documents.flatMap(({ lines }) => lines.flatMap(({ said }) => said.recipientId ?? [])),
  )
  await insertRows(
    ctx,
    invoiceLines,
    documents.flatMap(document => linesOf(document, names)),
  )
  await insertRows(ctx, invoiceAllowances, documents.flatMap(allowancesOf))
}

/** What stands at the head of a document, and its sums. */
export const headerOf = ({ said, currency, basis, language, territory, total }: Priced) => ({
  kind: said.kind,
  customerId: said.customerId,
  draftedOn: said.draftedOn ?? null,
  soldOn: said.soldOn ?? null,
  suppliedOn: said.suppliedOn ?? null,
  language,
  currency,
  priceBasis: basis,
  territory,
  paymentDays: said.paymentDays ?? null,
  paymentMonthEnd: said.paymentMonthEnd ?? null,
  paymentMethod: said.paymentMethod ?? null,
  deliveryAddress: said.deliveryAddress ?? null,
  ...(Object.fromEntries(HEADER_TEXTS.map(name => [name, said[name] ?? ''])) as Record<
    (typeof HEADER_TEXTS)[number],
    string
  >),
  ...total,
})

/** Who receives, as papers name them: a line keeps it, whatever becomes of the contact. */
async function recipientNames({ db, company }: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; name: string }>(sql`
    select p.id, ${partyName('p')} as name from parties p
    where p.company_id = ${company.id} and p.id = any(${sql.param([...new Set(ids)])}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const linesOf = ({ id: invoiceId, lines }: Priced, names: ReadonlyMap<string, string>) =>
  lines.map(({ said, bundle, ...line }, at) => ({
    id: line.id,
    invoiceId,
    position: at + 1,
    productId: said.productId,
    label: line.label,
    description: said.description ?? '',
    supply: line.supply,
    quantity: said.quantity,
    unitCents: line.unitCents,
    discountBps: said.discountBps ?? null,
    discountCents: line.discountCents,
    discountReason: said.discountReason ?? '',
    vatCategory: line.vatCategory,
    vatRateBps: line.vatRateBps,
    netCents: line.netCents,
    vatCents: line.vatCents,
    grossCents: line.grossCents,
    periodFrom: said.periodFrom ?? null,
    periodTo: said.periodTo ?? null,
    recipientId: said.recipientId ?? null,
    recipientName: names.get(said.recipientId ?? '') ?? '',
    gift: said.gift ?? false,
    startsOn: said.startsOn ?? null,
    startsWith: said.startsWith ?? null,
    startIssueId: said.startIssueId ?? null,
    renewsId: said.renewsId ?? null,
    renewalContactId: said.renewalContactId ?? null,
    bundleId: bundle?.id ?? null,
    bundleGroup: bundle?.group ?? null,
    purchaseNumber: said.purchaseNumber ?? null,
  }))

const allowancesOf = ({ id: invoiceId, allowances }: Priced) =>
  allowances.map(({ cents: _, typed: _typed, ...allowance }, at) => ({
    id: newId(),
    invoiceId,
    position: at + 1,
    ...allowance,
  }))
