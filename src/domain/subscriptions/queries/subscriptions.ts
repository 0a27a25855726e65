import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { day } from '../../../values/day.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { type Status, subscriptionStatus, WARNING_DAYS } from '../rules/status.ts'
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

type TermFound = { startsOn: string; expiresOn: string; termMonths: number }
type Found = PurchaseFound & TermFound
export type SubscriptionRow = Found & { status: Status }

type Filters = Whose & {
  status?: Status | undefined
  expiresFrom?: string | undefined
  expiresTo?: string | undefined
  startsFrom?: string | undefined
  startsTo?: string | undefined
}

const term = { startsOn: sql`p.starts_on`, expiresOn: sql`p.expires_on`, termMonths: sql`p.term_months` }
const list = {
  from: purchaseTables,
  columns: { ...purchaseColumns, ...term },
  id: sql`p.id`,
  sorts: { ...purchaseSorts, startsOn: sql`p.starts_on`, expiresOn: sql`p.expires_on` },
  ...purchaseSearch,
}
const ofCompany = ({ company }: Ctx) => sql`p.company_id = ${company.id} and p.kind = 'subscription'`

/** The subscription with its status on a day. */
export function withStatus<T extends Found>(found: T, on: string): T & { status: Status } {
  const { startsOn, expiresOn, cancelledOn } = found
  const facts = {
    startsOn: day(startsOn),
    expiresOn: day(expiresOn),
    cancelledOn: cancelledOn ? day(cancelledOn) : null,
  }
  return { ...found, status: subscriptionStatus(facts, day(on)) }
}

/** The rule of `subscriptionStatus` as conditions; a law in the tests holds the two together. */
export function statusConditions(status: Status, today: string): SQL[] {
  const live = sql`p.cancelled_on is null`
  const started = sql`p.starts_on <= ${today}`
  switch (status) {
    case 'cancelled':
      return [sql`p.cancelled_on is not null`]
    case 'upcoming':
      return [live, sql`p.starts_on > ${today}`]
    case 'expired':
      return [live, started, sql`p.expires_on < ${today}`]
    case 'expiring':
      return [live, started, sql`p.expires_on between ${today} and ${today}::date + ${WARNING_DAYS}::int`]
    case 'running':
      return [live, started, sql`p.expires_on > ${today}::date + ${WARNING_DAYS}::int`]
  }
}

export const subscriptionList = listByParty<SubscriptionRow, Found, Filters>({
  ...list,
  defaultSort: '-number',
  where: (ctx, { status, expiresFrom, expiresTo, startsFrom, startsTo, ...whose }) => [
    ofCompany(ctx),
    ...whoseConditions(whose),
    ...(status ? statusConditions(status, ctx.today) : []),
    ...(expiresFrom ? [sql`p.expires_on >= ${expiresFrom}`] : []),
    ...(expiresTo ? [sql`p.expires_on <= ${expiresTo}`] : []),
    ...(startsFrom ? [sql`p.starts_on >= ${startsFrom}`] : []),
    ...(startsTo ? [sql`p.starts_on <= ${startsTo}`] : []),
  ],
  row: (found, { today }) => withStatus(found, today),
})

type SubscriptionExtra = TermFound & { servedBy: string; issuesDue: number | null }

export async function subscriptionCard(ctx: Ctx, id: string) {
  const card = await purchaseCard<SubscriptionExtra>(ctx, 'subscription', id, {
    ...term,
    servedBy: sql`p.served_by`,
    issuesDue: sql`p.issues_due`,
  })
  return card && withStatus(card, ctx.today)
}
