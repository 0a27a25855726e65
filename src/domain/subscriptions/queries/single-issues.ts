import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
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

type Found = PurchaseFound & { boughtOn: string; issueNumber: string; netCents: number; grossCents: number }
type Filters = Whose & {
  issueId?: string | undefined
  served?: boolean | undefined
  boughtFrom?: string | undefined
  boughtTo?: string | undefined
}

const served = sql`exists (select from shipments s where s.company_id = p.company_id and s.purchase_id = p.id and s.purpose = 'regular' and s.cancelled_on is null)`

/** Purchases of single issues; the amount shown is the one paid, tax included, with the net beside it. Source: ABO-46, X-9. */
export const singleIssueList = listByParty<Found, Found, Filters>({
  from: sql`${purchaseTables} join issues issue on issue.company_id = p.company_id and issue.id = p.issue_id`,
  columns: {
    ...purchaseColumns,
    boughtOn: sql`p.bought_on`,
    issueNumber: sql`issue.number`,
    netCents: sql`p.net_cents`,
    grossCents: sql`p.gross_cents`,
  },
  id: sql`p.id`,
  sorts: { ...purchaseSorts, boughtOn: sql`p.bought_on` },
  defaultSort: '-number',
  ...purchaseSearch,
  where: ({ company }, { issueId, served: isServed, boughtFrom, boughtTo, ...whose }) => [
    sql`p.company_id = ${company.id} and p.kind = 'single-issue'`,
    ...whoseConditions(whose),
    ...(issueId ? [sql`p.issue_id = ${issueId}`] : []),
    ...(isServed === undefined ? [] : [isServed ? served : sql`not ${served}`]),
    ...(boughtFrom ? [sql`p.bought_on >= ${boughtFrom}`] : []),
    ...(boughtTo ? [sql`p.bought_on <= ${boughtTo}`] : []),
  ],
  row: found => found,
})

type SingleIssueExtra = { issueNumber: string; issueId: string }

export const singleIssueCard = (ctx: Ctx, id: string) =>
  purchaseCard<SingleIssueExtra>(ctx, 'single-issue', id, { issueNumber: sql`issue.number`, issueId: sql`p.issue_id` })
