import { sql } from 'drizzle-orm'
import { changeRecord, createRecord, lockedRecord } from '../../platform/db/records.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { textKey } from '../../values/text-key.ts'
import { expectedIssues, issuesOf, productCard, titleCard } from './queries.ts'
import { type Frequency, type IssueStatus, isInOrder } from './rules/issue-calendar.ts'
import { bothPrices, type PriceBasis, proposedVatRate } from './rules/price.ts'
import { type ProductGiven, productFault, productTerms } from './rules/product.ts'
import { productCode } from './rules/product-code.ts'
import { issues, products, titles } from './tables.ts'

type Given<T> = { [K in keyof T]?: T[K] | undefined }

export type TitleFields = {
  code: string
  name: string
  frequency: Frequency
  firstIssueOn: string
  mailingHouseId?: string | null | undefined
  issn?: string | undefined
  cppap?: string | undefined
}

/** Creates a title and returns its id. Source: ABO-20 to ABO-22. */
export const createTitle = (ctx: Ctx, given: TitleFields): Promise<string> =>
  createRecord(ctx, titles, {
    mailingHouseId: given.mailingHouseId ?? null,
    issn: given.issn ?? '',
    cppap: given.cppap ?? '',
    ...derivedTitle(given),
  })

export async function changeTitle(ctx: Ctx, id: string, given: Given<TitleFields>, revision?: number | undefined) {
  const before = await lockedRecord(ctx, titles, id)
  const changes = said(given)
  await changeRecord(ctx, titles, id, { ...changes, ...derivedTitle({ ...before, ...changes }) }, revision)
}

const derivedTitle = ({ code, name, frequency, firstIssueOn }: TitleFields) => ({
  code: productCode(code),
  name,
  frequency,
  firstIssueOn,
  searchKey: textKey(`${name} ${code}`),
})

export type IssueFields = {
  ordinal?: number | undefined
  number?: string | undefined
  label?: string | undefined
  coverOn?: string | undefined
  onSaleOn?: string | undefined
  closesOn?: string | null | undefined
}

/** Creates an issue and returns its id; what is not said is the next one by the frequency of its title. Source: X-7. */
export async function createIssue(ctx: Ctx, titleId: string, given: IssueFields = {}): Promise<string> {
  await lockedRecord(ctx, titles, titleId) // two clerks who add the next issue together add two
  const [next] = await expectedIssues(ctx, titleId, 1)
  const ordinal = given.ordinal ?? next?.ordinal ?? ((await issuesOf(ctx, titleId)).at(-1)?.ordinal ?? 0) + 1
  const coverOn = given.coverOn ?? next?.coverOn ?? refuse('catalog.coverDateMissing', { field: 'coverOn' })
  const number = given.number ?? (given.ordinal === undefined ? next?.number : undefined) ?? String(ordinal)
  const label = given.label ?? ''
  const id = await createRecord(ctx, issues, {
    titleId,
    ordinal,
    number,
    label,
    coverOn,
    onSaleOn: given.onSaleOn ?? coverOn,
    closesOn: given.closesOn ?? null,
    searchKey: textKey(`${number} ${label}`),
  })
  await refuseDisorder(ctx, titleId)
  return id
}

export async function changeIssue(
  ctx: Ctx,
  id: string,
  given: Given<IssueFields & { status: Exclude<IssueStatus, 'dispatched'> }>,
  revision?: number | undefined,
) {
  const before = await lockedRecord(ctx, issues, id)
  const changes = said(given)
  const { number, label, status } = { ...before, ...changes }
  if (before.status === 'dispatched' && status !== 'dispatched')
    refuse('catalog.issueDispatched', { field: 'status', values: { number: before.number } })
  await changeRecord(ctx, issues, id, { ...changes, searchKey: textKey(`${number} ${label}`) }, revision)
  await refuseDisorder(ctx, before.titleId)
}

/** Remembers that an issue left; a further run of the same issue changes nothing. */
export async function markDispatched(ctx: Ctx, id: string) {
  const { status } = await lockedRecord(ctx, issues, id)
  if (status !== 'dispatched') await changeRecord(ctx, issues, id, { status: 'dispatched' })
}

async function refuseDisorder(ctx: Ctx, titleId: string) {
  if (!isInOrder(await issuesOf(ctx, titleId))) refuse('catalog.issueOutOfOrder', { field: 'coverOn' })
}

export type NewProduct = ProductGiven & {
  titleId?: string | null | undefined
  priceBasis?: PriceBasis | undefined
  priceCents: number
  vatRateBps?: number | undefined
  supplierName?: string | undefined
  archivedOn?: string | null | undefined
}

/** Creates a product and returns its id; its code fills in what is not said. Source: ABO-13 to ABO-18, X-1 to. */
export const createProduct = async (ctx: Ctx, given: NewProduct): Promise<string> =>
  createRecord(ctx, products, await wholeProduct(ctx, given))

/** Changes a product; the code is no longer a hint, only what is said changes. */
export async function changeProduct(ctx: Ctx, id: string, given: Given<NewProduct>, revision?: number | undefined) {
  await lockedRecord(ctx, products, id)
  const before = await productCard(ctx, id)
  const changes = said(given)
  await changeRecord(ctx, products, id, await wholeProduct(ctx, { ...before, ...changes }), revision)
}

async function wholeProduct(ctx: Ctx, given: NewProduct) {
  const { issueNumber, ...terms } = productTerms(given)
  const titleId = terms.kind === 'other' ? null : (given.titleId ?? (await onlyTitle(ctx)))
  const issueId = issueNumber && titleId ? await issueNumbered(ctx, titleId, issueNumber) : terms.issueId
  const product = { ...terms, titleId, issueId }
  const fault = productFault(product)
  if (fault) refuse(fault.code, { field: fault.field })
  const priceBasis = given.priceBasis ?? 'gross'
  const vatRateBps = given.vatRateBps ?? proposedVatRate(titleId ? (await titleCard(ctx, titleId)).cppap : '')
  return {
    ...product,
    priceBasis,
    priceCents: given.priceCents,
    vatRateBps,
    ...bothPrices(priceBasis, given.priceCents, vatRateBps),
    supplierName: given.supplierName ?? '',
    archivedOn: given.archivedOn ?? null,
    searchKey: textKey(`${product.label} ${product.code}`),
  }
}

/** A company with one title need not name it. Source: X-31. */
async function onlyTitle({ db, company }: Ctx): Promise<string | null> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from titles where company_id = ${company.id} limit 2`)
  return rows.length === 1 ? rows[0]!.id : null
}

async function issueNumbered(ctx: Ctx, titleId: string, number: string): Promise<string> {
  const found = (await issuesOf(ctx, titleId)).find(issue => issue.number.toUpperCase() === number)
  return found?.id ?? refuse('catalog.issueUnknown', { field: 'code', values: { number } })
}

/** What was said, without what was left out. */
const said = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
