import { changeRecord, createRecord, lockedRecord } from '../../platform/db/records.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { event } from '../../platform/http/reaction.ts'
import { refuse } from '../../platform/http/refusal.ts'
import { day } from '../../values/day.ts'
import { textKey } from '../../values/text-key.ts'
import { expectedIssues, issuesOf } from './queries.ts'
import { type Frequency, type IssueStatus, isInOrder } from './rules/issue-calendar.ts'
import { type IssueKind, issueStatusOn, kindProposes, mayMove } from './rules/issue-state.ts'
import { productCode } from './rules/product-code.ts'
import { cppapOf, issnOf } from './rules/registration.ts'
import { type CountedBy, type TitleKind, titleProposes } from './rules/title.ts'
import { issues, titles } from './tables.ts'

export type Given<T> = { [K in keyof T]?: T[K] | undefined }

export type TitleFields = {
  code: string
  name: string
  frequency: Frequency
  firstIssueOn: string
  mailingHouseId?: string | null | undefined
  issn?: string | undefined
  cppap?: string | undefined
  cppapUntil?: string | null | undefined
  kind?: TitleKind | undefined
  servedBy?: 'date' | 'issue' | undefined
  countedBy?: CountedBy | undefined
  graceIssues?: number | undefined
  coverPriceCents?: number | null | undefined
  warningDays?: number | undefined
  replacementLimit?: number | undefined
  parcelFromCopies?: number | null | undefined
  latestAtShipment?: boolean | undefined
}

/** Creates a title and returns its id. Source: ABO-20 to ABO-22, X-31, CIR-1. */
export const createTitle = (ctx: Ctx, given: TitleFields): Promise<string> =>
  createRecord(ctx, titles, {
    ...titleProposes(given.kind ?? 'magazine'),
    ...said(given),
    ...derivedTitle(given),
  })

export async function changeTitle(ctx: Ctx, id: string, given: Given<TitleFields>, revision?: number | undefined) {
  const before = await lockedRecord(ctx, titles, id)
  const changes = said(given)
  await changeRecord(ctx, titles, id, { ...changes, ...derivedTitle({ ...before, ...changes }) }, revision)
}

const derivedTitle = ({ code, name, frequency, firstIssueOn, issn = '', cppap = '' }: TitleFields) => ({
  code: productCode(code),
  name,
  frequency,
  firstIssueOn,
  issn: issn && (issnOf(issn) ?? refuse('catalog.issnForm', { field: 'issn' })),
  cppap: cppap && (cppapOf(cppap) ?? refuse('catalog.cppapForm', { field: 'cppap' })),
  searchKey: textKey(`${name} ${code}`),
})

export type IssueFields = {
  ordinal?: number | undefined
  number?: string | undefined
  label?: string | undefined
  coverOn?: string | undefined
  onSaleOn?: string | undefined
  closesOn?: string | null | undefined
  shipsOn?: string | null | undefined
  kind?: IssueKind | undefined
  countsFor?: number | undefined
  forSubscribers?: boolean | undefined
  weightGrams?: number | null | undefined
  printedCopies?: number | null | undefined
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
    ...kindProposes(given.kind ?? 'regular'),
    ...said(given),
    titleId,
    ordinal,
    number,
    label,
    coverOn,
    onSaleOn: given.onSaleOn ?? coverOn,
    searchKey: textKey(`${number} ${label}`),
  })
  await refuseDisorder(ctx, titleId)
  return id
}

/** Creates the issues to expect after the last one of a title, by its frequency. Source: X-7. */
export async function planIssues(ctx: Ctx, titleId: string, count: number) {
  await lockedRecord(ctx, titles, titleId)
  const expected = await expectedIssues(ctx, titleId, count)
  if (expected.length === 0) refuse('catalog.irregular')
  const planned = []
  for (const issue of expected) planned.push({ id: await createIssue(ctx, titleId, issue), ...issue })
  return planned
}

type IssueKept = typeof issues.$inferSelect

/** An issue is no longer what it was; `affects` is how many subscriptions the user knows it matters to. */
export const issueChanged = event<{ before: IssueKept; after: IssueKept; affects: number }>('catalog.issueChanged')

export async function changeIssue(
  ctx: Ctx,
  id: string,
  { affects = 0, ...given }: Given<IssueFields & { status: Exclude<IssueStatus, 'dispatched'>; affects: number }>,
  revision?: number | undefined,
) {
  const before = await lockedRecord(ctx, issues, id)
  const changes = said(given)
  const after = { ...before, ...changes }
  refuseMove(ctx, before, after)
  await changeRecord(ctx, issues, id, { ...changes, searchKey: textKey(`${after.number} ${after.label}`) }, revision)
  await refuseDisorder(ctx, before.titleId)
  await ctx.happened(issueChanged, { before, after, affects })
}

function refuseMove({ today }: Ctx, before: IssueKept, after: IssueKept) {
  const stands = (issue: IssueKept) =>
    issueStatusOn({ status: issue.status, closesOn: issue.closesOn ? day(issue.closesOn) : null }, day(today))
  const field = 'status'
  if (before.status === 'dispatched' && after.status !== 'dispatched')
    refuse('catalog.issueDispatched', { field, values: { number: before.number } })
  if (after.status === before.status) return
  if (!mayMove(stands(before), after.status))
    refuse('catalog.issueMove', { field, values: { from: stands(before), to: after.status } })
  if (after.status === 'planned' && stands(after) === 'closed')
    refuse('catalog.closingDayPassed', { field: 'closesOn', values: { on: after.closesOn! } })
}

/** Remembers that an issue left; a further run of the same issue changes nothing. */
export async function markDispatched(ctx: Ctx, id: string) {
  const { status } = await lockedRecord(ctx, issues, id)
  if (status !== 'dispatched') await changeRecord(ctx, issues, id, { status: 'dispatched' })
}

async function refuseDisorder(ctx: Ctx, titleId: string) {
  if (!isInOrder(await issuesOf(ctx, titleId))) refuse('catalog.issueOutOfOrder', { field: 'coverOn' })
}

/** What was said, without what was left out. */
export const said = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
