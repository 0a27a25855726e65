import type { InferSchemaOutput } from '@orpc/contract'
import { sql } from 'drizzle-orm'
import { listByParty } from '../../parties/queries/by-party.ts'
import type { freeServiceRow } from '../contract/free.ts'
import type { Nature } from '../rules/nature.ts'
import { purchaseColumns, purchaseSearch, purchaseSorts, purchaseTables } from './purchase-columns.ts'

type Row = InferSchemaOutput<typeof freeServiceRow>
type Found = Omit<Row, 'toReview'>
type Filters = {
  nature?: Nature | undefined
  titleId?: string | undefined
  toReview?: boolean | undefined
  dueFrom?: string | undefined
  dueTo?: string | undefined
}

const dueOn = sql`coalesce(p.review_on, p.expires_on)`
const { id, number, recipientId, lastName, firstName, legalName, contactNumber } = purchaseColumns
const { productCode, label, nature, copies, lastDispatchedOn } = purchaseColumns

/** Subscriptions that nobody pays for and nobody stopped; those to review first. Source: CIR-11. */
export const freeServiceList = listByParty<Row, Found, Filters>({
  from: purchaseTables,
  columns: {
    id,
    number,
    recipientId,
    lastName,
    firstName,
    legalName,
    contactNumber,
    productCode,
    label,
    nature,
    reason: sql`p.reason`,
    copies,
    startsOn: sql`p.starts_on`,
    expiresOn: sql`p.expires_on`,
    dueOn,
    lastDispatchedOn,
  },
  id: sql`p.id`,
  sorts: { ...purchaseSorts, dueOn },
  defaultSort: 'dueOn',
  ...purchaseSearch,
  where: ({ company, today }, { nature, titleId, toReview, dueFrom, dueTo }) => [
    // The second condition says nothing more: it is that of the index of natures.
    sql`p.company_id = ${company.id} and p.kind = 'subscription' and p.nature <> 'gift' and p.nature <> 'paid' and p.cancelled_on is null`,
    ...(nature ? [sql`p.nature = ${nature}`] : []),
    ...(titleId ? [sql`p.title_id = ${titleId}`] : []),
    ...(toReview === undefined ? [] : [toReview ? sql`${dueOn} <= ${today}` : sql`${dueOn} > ${today}`]),
    ...(dueFrom ? [sql`${dueOn} >= ${dueFrom}`] : []),
    ...(dueTo ? [sql`${dueOn} <= ${dueTo}`] : []),
  ],
  row: (found, { today }) => ({ ...found, toReview: found.dueOn <= today }),
})
