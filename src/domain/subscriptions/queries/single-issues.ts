import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { isShipped, newerIssue } from './latest-issue.ts'
import {
  type PurchaseFound,
  purchaseCard,
  purchaseColumns,
  purchaseCurrency,
  purchaseSearch,
  purchaseSorts,
  purchaseTables,
  type Whose,
  whoseConditions,
} from './purchase-columns.ts'

type Found = PurchaseFound & {
  boughtOn: string
  issueNumber: string
  issueAtShipment: boolean
  newerIssueNumber: string | null
  currency: string
  netCents: number
  grossCents: number
}
type Filters = Whose & {
  issueId?: string | undefined
  served?: boolean | undefined
  newer?: boolean | undefined
  boughtFrom?: string | undefined
  boughtTo?: string | undefined
}

/** The issue of the purchase, else the one it was sent; '' while it is the latest one at shipment. Source: X-8. */
const issueNumber = sql`coalesce(issue.number, (select s.issue_number from shipments s where s.company_id = p.company_id
  and s.purchase_id = p.id and s.purpose = 'regular' and s.cancelled_on is null limit 1), '')`

/** Purchases of single issues; the amount shown is the one paid, tax included, with the net beside it. Source: ABO-46, X-9. */
export const singleIssueList = listByParty<Found, Found, Filters>({
  from: ({ company, today }) => sql`${purchaseTables}
    left join issues issue on issue.company_id = p.company_id and issue.id = p.issue_id
    left join lateral (select ${newerIssue(company.id, today)} as number) newer on true`,
  columns: {
    ...purchaseColumns,
    boughtOn: sql`p.bought_on`,
    issueNumber,
    issueAtShipment: sql`p.issue_at_shipment`,
    newerIssueNumber: sql`newer.number`,
    currency: purchaseCurrency,
    netCents: sql`p.net_cents`,
    grossCents: sql`p.gross_cents`,
  },
  id: sql`p.id`,
  sorts: { ...purchaseSorts, boughtOn: sql`p.bought_on` },
  defaultSort: '-number',
  ...purchaseSearch,
  where: ({ company }, { issueId, served, newer, boughtFrom, boughtTo, ...whose }) => [
    sql`p.company_id = ${company.id} and p.kind = 'single-issue'`,
    ...whoseConditions(whose),
    ...(issueId ? [sql`p.issue_id = ${issueId}`] : []),
    ...(served === undefined ? [] : [served ? isShipped(company.id) : sql`not ${isShipped(company.id)}`]),
    ...(newer === undefined ? [] : [newer ? sql`newer.number is not null` : sql`newer.number is null`]),
    ...(boughtFrom ? [sql`p.bought_on >= ${boughtFrom}`] : []),
    ...(boughtTo ? [sql`p.bought_on <= ${boughtTo}`] : []),
  ],
  row: found => found,
})

type SingleIssueExtra = Pick<Found, 'issueNumber' | 'issueAtShipment' | 'newerIssueNumber'> & { issueId: string | null }

export const singleIssueCard = (ctx: Ctx, id: string) =>
  purchaseCard<SingleIssueExtra>(ctx, 'single-issue', id, {
    issueNumber,
    issueAtShipment: sql`p.issue_at_shipment`,
    newerIssueNumber: newerIssue(ctx.company.id, ctx.today),
    issueId: sql`p.issue_id`,
  })
