import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day } from '../../../values/day.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { type Status, subscriptionStatus } from '../rules/status.ts'
import { heldTogether } from './held-together.ts'
import {
  type PurchaseFound,
  purchaseCard,
  purchaseColumns,
  purchaseSearch,
  purchaseSorts,
  purchaseTables,
  type Whose,
  whoseConditions,
} from './purchase-columns.ts'
import { type StatusFacts, statusColumns, statusConditions } from './statuses.ts'

type TermFound = { startsOn: string; expiresOn: string; termMonths: number }
type Found = PurchaseFound & TermFound
type Listed = Found & StatusFacts
export type SubscriptionRow = Listed & { status: Status }

export type SubscriptionFilters = Whose & {
  status?: Status | undefined
  expiresFrom?: string | undefined
  expiresTo?: string | undefined
  startsFrom?: string | undefined
  startsTo?: string | undefined
  heldTogether?: string | undefined
}

const term = { startsOn: sql`p.starts_on`, expiresOn: sql`p.expires_on`, termMonths: sql`p.term_months` }
export const subscriptionTables = ({ today }: Ctx) =>
  sql`${purchaseTables} cross join (select ${today}::date as day) today`

const list = {
  from: subscriptionTables,
  columns: { ...purchaseColumns, ...term, ...statusColumns(sql`today.day`) },
  id: sql`p.id`,
  sorts: { ...purchaseSorts, startsOn: sql`p.starts_on`, expiresOn: sql`p.expires_on` },
  ...purchaseSearch,
}
const ofCompany = ({ company }: Ctx) => sql`p.company_id = ${company.id} and p.kind = 'subscription'`

/** The subscription with its status on a day. */
export function withStatus<T extends TermFound & StatusFacts & { cancelledOn: string | null }>(
  found: T,
  on: string,
): T & { status: Status } {
  const { startsOn, expiresOn, cancelledOn, heldAs, stopped, inGrace, warningDays } = found
  const facts = {
    heldAs,
    stopped,
    inGrace,
    warningDays,
    startsOn: day(startsOn),
    expiresOn: day(expiresOn),
    cancelledOn: cancelledOn ? day(cancelledOn) : null,
  }
  return { ...found, status: subscriptionStatus(facts, day(on)) }
}

/** Of those suspended together, that still are. */
const isHeldTogether = ({ company }: Ctx, togetherId: string) =>
  sql`exists (select from holds h where h.company_id = ${company.id} and h.id = ${heldTogether(sql`p.id`, togetherId)})`

export const subscriptionList = listByParty<SubscriptionRow, Listed, SubscriptionFilters>({
  ...list,
  defaultSort: '-number',
  where: (ctx, { status, expiresFrom, expiresTo, startsFrom, startsTo, heldTogether: togetherId, ...whose }) => [
    ofCompany(ctx),
    ...whoseConditions(whose),
    ...(status ? statusConditions(ctx.company.id, status, ctx.today) : []),
    ...(expiresFrom ? [sql`p.expires_on >= ${expiresFrom}`] : []),
    ...(expiresTo ? [sql`p.expires_on <= ${expiresTo}`] : []),
    ...(startsFrom ? [sql`p.starts_on >= ${startsFrom}`] : []),
    ...(startsTo ? [sql`p.starts_on <= ${startsTo}`] : []),
    ...(togetherId ? [isHeldTogether(ctx, togetherId)] : []),
  ],
  row: (found, { today }) => withStatus(found, today),
})

type SubscriptionExtra = TermFound & StatusFacts & { servedBy: string; issuesDue: number | null }

export async function subscriptionCard(ctx: Ctx, id: string) {
  const card = await purchaseCard<SubscriptionExtra>(ctx, 'subscription', id, {
    ...term,
    ...statusColumns(sql`${ctx.today}::date`),
    servedBy: sql`p.served_by`,
    issuesDue: sql`p.issues_due`,
  })
  return card && withStatus(card, ctx.today)
}
