import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { singleIssuesContract } from '../contract.ts'
import { latestIssueWords } from '../labels/latest-issue.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { BoughtIssue } from './latest-issue.part.tsx'
import { EditPurchase } from './purchase.form.tsx'
import { PurchasePanel, useTradeFacts, useWhoFacts } from './purchase-panel.part.tsx'

const api = apiOf('singleIssues', singleIssuesContract)
export type SingleIssue = Awaited<ReturnType<typeof api.get.call>>

/** One single-issue purchase, read by its id. */
export const useSingleIssue = (id: string) =>
  useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** Whether the copy has left. */
export function SingleIssueStatus({
  of: { cancelledOn, lastDispatchedOn, newerIssueNumber },
}: {
  of: Pick<SingleIssue, 'cancelledOn' | 'lastDispatchedOn' | 'newerIssueNumber'>
}) {
  const words = useLabels(purchaseWords)
  const latest = useLabels(latestIssueWords)
  if (cancelledOn) return <Status of="off" label={words.cancelled} />
  if (lastDispatchedOn) return <Status of="good" label={words.served} />
  const newer = newerIssueNumber === null ? '' : `, ${latest.newerShort(newerIssueNumber)}`
  return <Status of="warning" label={`${words.toServe}${newer}`} />
}

/** One single-issue purchase beside its list. */
export function SingleIssuePanel({ id }: { id: string }) {
  return (
    <PurchasePanel
      id={id}
      kind="single-issue"
      query={useSingleIssue(id)}
      status={of => <SingleIssueStatus of={of} />}
      form={(of, done) => <EditPurchase key={of.id} kind="single-issue" of={of} onDone={done} />}
    >
      {of => <SingleIssueFacts of={of} />}
    </PurchasePanel>
  )
}

/** All that is known of a single-issue purchase. */
export function SingleIssueFacts({ of }: { of: SingleIssue }) {
  const words = useLabels(purchaseWords)
  return (
    <Facts
      facts={[
        ...useWhoFacts(of),
        { label: words.product, value: of.productCode },
        { label: words.label, value: of.label },
        { label: words.issue, value: <BoughtIssue of={of} /> },
        ...useTradeFacts(of),
      ]}
    />
  )
}
