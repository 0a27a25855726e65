import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { singleIssuesContract, subscriptionsContract } from '../contract.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { subscriptionsLabels } from '../labels.ts'
import { nameOf } from './purchase-facts.part.tsx'
import { SingleIssueStatus } from './single-issue-panel.part.tsx'
import { SubscriptionStatus } from './subscription-status.part.tsx'

const subscriptions = apiOf('subscriptions', subscriptionsContract)
const singleIssues = apiOf('singleIssues', singleIssuesContract)
type Subscription = Awaited<ReturnType<typeof subscriptions.list.call>>['rows'][number]
type SingleIssue = Awaited<ReturnType<typeof singleIssues.list.call>>['rows'][number]
type Whose = { recipientId?: string; payerId?: string; invoiceId?: string; productId?: string }

type Received = { id: string; recipientId: string; lastName: string; firstName: string; legalName: string }

/** Who receives, where it is not the one whose card it is. */
function useRecipientColumn<R extends Received>(): ListColumn<R> {
  const words = useLabels(purchaseWords)
  return {
    key: 'recipient',
    header: words.recipient,
    cell: row => <RecordLink to={`contacts/${row.recipientId}`}>{nameOf(row)}</RecordLink>,
  }
}

/** The subscriptions that hang on a contact, an invoice or a product. */
export function SubscriptionsOf({ whose }: { whose: Whose }) {
  const { columns, status } = useLabels(subscriptionsLabels)
  const words = useLabels(purchaseWords)
  const recipient = useRecipientColumn<Subscription>()
  const query = useQuery(subscriptions.list.queryOptions({ input: { ...whose, limit: 50 } }))
  const shown: ListColumn<Subscription>[] = [
    {
      key: 'number',
      header: columns.number,
      cell: row => <RecordLink to={`subscriptions/${row.id}`}>{row.number}</RecordLink>,
    },
    ...(whose.payerId || whose.invoiceId ? [recipient] : []),
    { key: 'productCode', header: columns.productCode },
    { key: 'label', header: columns.label },
    { key: 'startsOn', header: columns.startsOn, kind: 'day' },
    { key: 'expiresOn', header: columns.expiresOn, kind: 'day' },
    { key: 'lastDispatchedOn', header: columns.lastDispatchedOn, kind: 'day' },
    {
      key: 'status',
      header: words.status,
      cell: row => <SubscriptionStatus of={row.status} />,
      text: row => status[row.status],
    },
    { key: 'copies', header: columns.copies, kind: 'integer' },
  ]
  return <SmallTable query={query} columns={shown} empty={words.noneHere} />
}

/** The single-issue purchases that hang on a contact, an invoice or a product. */
export function SingleIssuesOf({ whose }: { whose: Whose }) {
  const { columns } = useLabels(subscriptionsLabels)
  const words = useLabels(purchaseWords)
  const recipient = useRecipientColumn<SingleIssue>()
  const query = useQuery(singleIssues.list.queryOptions({ input: { ...whose, limit: 50 } }))
  const shown: ListColumn<SingleIssue>[] = [
    {
      key: 'number',
      header: columns.number,
      cell: row => <RecordLink to={`single-issues/${row.id}`}>{row.number}</RecordLink>,
    },
    ...(whose.payerId || whose.invoiceId ? [recipient] : []),
    { key: 'productCode', header: columns.productCode },
    { key: 'label', header: columns.label },
    { key: 'boughtOn', header: columns.boughtOn, kind: 'day' },
    { key: 'lastDispatchedOn', header: columns.lastDispatchedOn, kind: 'day' },
    { key: 'served', header: words.status, cell: row => <SingleIssueStatus of={row} /> },
    { key: 'grossCents', header: columns.grossCents, kind: 'money' },
    { key: 'copies', header: columns.copies, kind: 'integer' },
  ]
  return <SmallTable query={query} columns={shown} empty={words.noneHere} />
}
