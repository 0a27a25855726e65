import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day, isoDay } from '../../../values/day.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { currentAddress, partyName } from '../../parties/queries.ts'
import { issuesLeft } from '../../subscriptions/queries/issues-left.ts'
import { endsAt, type Verdict, type When } from '../rules/steps.ts'
import { type StepToSend, stepToSend } from './steps.ts'

/** Subscriptions picked by hand for a step, whatever their end: by id, or by conditions on `p`. */
export type Picked = { purchaseIds: readonly string[] } | { where: readonly SQL[] }
export type Wave = { step: StepToSend; picked?: Picked | undefined }

const uuids = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`

/** Whether a subscription `p` is not cancelled and was gone on from, before or after its end. */
export const isRenewed = (companyId: string) => sql`exists (select from purchases q
  where q.company_id = ${companyId} and q.renews_id = p.id and q.cancelled_on is null)`

/** Whether copies of a subscription `p` are held back now, whatever for. */
const isHeld = ({ company, today }: Ctx) => sql`p.id in (select h.purchase_id from holds h
  left join issues f on f.company_id = ${company.id} and f.id = h.from_issue_id
  left join issues t on t.company_id = ${company.id} and t.id = h.to_issue_id
  where h.company_id = ${company.id} and h.kind not in ('grace', 'left-out', 'forgone')
    and coalesce(h.from_on, f.cover_on) <= ${today}::date
    and (case when h.from_on is null then t.cover_on else h.to_on end is null
      or case when h.from_on is null then t.cover_on else h.to_on end >= ${today}::date))`

/** Whether a subscription `p` is at a step. */
function isAt({ company, today }: Ctx, { calendar }: StepToSend, { countedIn, left }: When): SQL {
  if (countedIn === 'issues') return sql`coalesce(${issuesLeft(company.id, calendar)} = ${left}, false)`
  const { from, to } = endsAt(left, day(today))
  return sql`p.expires_on between ${isoDay(from)}::date and ${isoDay(to)}::date`
}

/** Subscriptions `p` of the series that have come to the step and not yet to the next one, or those picked. */
function subscriptionsAt(ctx: Ctx, { step, picked }: Wave): SQL {
  const ofSeries = sql`p.company_id = ${ctx.company.id} and p.kind = 'subscription' and p.title_id = ${step.titleId}
    and ${step.productId ? sql`p.product_id = ${step.productId}` : sql`p.product_id <> all(${uuids(step.otherOffers)})`}`
  if (picked && 'where' in picked) return sql.join([ofSeries, ...picked.where], sql` and `)
  if (picked) return sql`${ofSeries} and p.id = any(${uuids(picked.purchaseIds)})`
  // At one count of issues nobody is at another one.
  const others = step.later.filter(({ countedIn }) => countedIn === 'days' || step.countedIn === 'days')
  const gonePast = others.map(later => sql` and not ${isAt(ctx, step, later)}`)
  // An insert is for the next issue, which is still to go out.
  const left = step.channel === 'insert' && step.countedIn === 'issues' ? step.left + 1 : step.left
  return sql`${ofSeries} and ${isAt(ctx, step, { ...step, left })}${sql.join(gonePast)}`
}

const reachable = ({ company, today }: Ctx, { channel }: StepToSend): SQL => {
  if (channel === 'mail') return sql`contact.emails[1] is not null`
  if (channel === 'phone') return sql`contact.phones[1] is not null`
  const isGood = sql`and a.town <> '' and a.undeliverable_on is null`
  return sql`exists (${currentAddress(sql`${company.id}::uuid`, sql`contact.id`, today, isGood)})`
}

/** Why somebody is not reminded, the first reason that holds; else `due`. Source: CIR-21, M-13. */
function verdict(ctx: Ctx, { step }: Wave): SQL {
  const { company, today } = ctx
  const noticed = sql`select from renewal_notices n where n.company_id = ${company.id} and n.contact_id = contact.id and n.cancelled_on is null`
  const fromHere = uuids([step.id, ...step.later.map(({ id }) => id)])
  const isSent =
    step.channel === 'insert'
      ? sql``
      : sql`when exists (${noticed} and n.purchase_id = p.id and n.step_id = any(${fromHere})) then 'sent'
    when exists (${noticed} and n.sent_on = ${today}::date) then 'today'`
  return sql`case
    when p.nature not in ('paid', 'gift') then 'complimentary'
    when p.cancelled_on is not null or p.last_issue_id is not null then 'cancelled'
    when ${isRenewed(company.id)} then 'renewed'
    when ${isHeld(ctx)} then 'held'
    when contact.no_marketing_on is not null then 'objection'
    when not ${reachable(ctx, step)} then 'unreachable'
    ${isSent}
    else 'due' end`
}

/**
 * Each subscription at the step and who is written to about it: the renewal contact, else the payer; of a gift also the
 * recipient when the step says so.
 */
function written({ step }: Wave): SQL {
  const payer = sql`coalesce(p.renewal_contact_id, p.payer_id)`
  const who =
    step.channel === 'insert'
      ? sql`values (p.recipient_id, p.nature = 'gift')`
      : step.alsoRecipient
        ? sql`values (${payer}, false), (case when p.nature = 'gift' and p.recipient_id <> ${payer} then p.recipient_id end, true)`
        : sql`values (${payer}, false)`
  return sql`purchases p cross join lateral (${who}) who (contact_id, as_recipient)`
}

const condition = (ctx: Ctx, wave: Wave) => {
  const giftless = wave.step.channel === 'insert' && !wave.step.alsoRecipient ? sql` and p.nature <> 'gift'` : sql``
  return sql`${subscriptionsAt(ctx, wave)} and who.contact_id is not null${giftless}`
}

const sentTo = ({ step: { channel } }: Wave) =>
  channel === 'mail' ? sql`contact.emails[1]` : channel === 'phone' ? sql`contact.phones[1]` : sql`''`

/** Whom a step reaches now, each with its verdict. */
export const candidates = (ctx: Ctx, wave: Wave): SQL => sql`
  select p.id as purchase_id, p.number, p.expires_on, contact.id as contact_id, who.as_recipient, ${sentTo(wave)} as sent_to,
    ${verdict(ctx, wave)} as verdict
  from ${written(wave)} join parties contact on contact.company_id = ${ctx.company.id} and contact.id = who.contact_id
  where ${condition(ctx, wave)}`

export type Preview = {
  due: number
  people: number
  verdicts: { verdict: Verdict; count: number }[]
  /** The due subscription that ends first. */
  example: string | null
}

/** How many a step reaches now, and how many not, by reason; each candidate is judged once. */
export async function previewOf(ctx: Ctx, wave: Wave): Promise<Preview> {
  type Counted = { verdict: Verdict; count: number; people: number; example: string | null }
  const { rows } = await ctx.db.execute<Counted>(sql`
    with judged as materialized (${candidates(ctx, wave)})
    select verdict, count(*) as count, count(distinct contact_id) as people,
      (select purchase_id from judged where verdict = 'due' order by expires_on, number limit 1) as example
    from judged group by verdict order by count desc, verdict`)
  const due = rows.find(({ verdict }) => verdict === 'due')
  return {
    due: due?.count ?? 0,
    people: due?.people ?? 0,
    verdicts: rows.map(({ verdict, count }) => ({ verdict, count })),
    example: rows[0]?.example ?? null,
  }
}

export type CandidateRow = {
  id: string
  purchaseId: string
  number: number
  contactId: string
  contact: string
  recipient: string
  email: string
  phone: string
  productCode: string
  expiresOn: string
  asRecipient: boolean
  verdict: Verdict
}

const listOf = (ctx: Ctx, wave: Wave) =>
  listByParty<CandidateRow, CandidateRow, { verdict?: Verdict | undefined }>({
    from: sql`${written(wave)}
      join parties contact on contact.company_id = ${ctx.company.id} and contact.id = who.contact_id
      join parties recipient on recipient.company_id = ${ctx.company.id} and recipient.id = p.recipient_id
      join products product on product.company_id = ${ctx.company.id} and product.id = p.product_id
      cross join lateral (select ${verdict(ctx, wave)}) v (verdict)`,
    columns: {
      id: idOf,
      purchaseId: sql`p.id`,
      number: sql`p.number`,
      contactId: sql`contact.id`,
      contact: partyName('contact'),
      recipient: partyName('recipient'),
      email: sql`coalesce(contact.emails[1], '')`,
      phone: sql`coalesce(contact.phones[1], '')`,
      productCode: sql`product.code`,
      expiresOn: sql`p.expires_on`,
      asRecipient: sql`who.as_recipient`,
      verdict: sql`v.verdict`,
    },
    id: idOf,
    sorts: { expiresOn: sql`p.expires_on`, name: [sql`contact.sort_name`, sql`contact.id`], number: sql`p.number` },
    defaultSort: 'expiresOn',
    party: sql`contact.id`,
    number: sql`p.number`,
    where: (_ctx, { verdict: only }) => [condition(ctx, wave), ...(only ? [sql`v.verdict = ${only}`] : [])],
    row: found => found,
  })

/** A subscription and whom it is written to about: a gift may have two. */
const idOf = sql`case when who.as_recipient then md5(p.id::text || 'recipient')::uuid else p.id end`

type CandidatesAsked = { stepId: string; verdict?: Verdict | undefined; search?: string | undefined }
type PageAsked = CandidatesAsked & { limit: number; after?: string | undefined; sort?: string | undefined }

/** Who is at a step, with the verdict of each. */
export const candidateList = {
  page: async (ctx: Ctx, { stepId, ...query }: PageAsked) =>
    listOf(ctx, { step: await stepToSend(ctx, stepId) }).page(ctx, query),
  count: async (ctx: Ctx, { stepId, ...query }: CandidatesAsked) =>
    listOf(ctx, { step: await stepToSend(ctx, stepId) }).count(ctx, query),
  async *all(ctx: Ctx, { stepId, ...query }: CandidatesAsked & { sort?: string | undefined }) {
    yield* listOf(ctx, { step: await stepToSend(ctx, stepId) }).all(ctx, query)
  },
}
