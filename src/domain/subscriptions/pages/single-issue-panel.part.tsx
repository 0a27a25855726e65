import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { singleIssuesContract } from '../contract.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { InvoiceFact, nameOf, PurchaseLinks, RecipientFact } from './purchase-facts.part.tsx'

const api = apiOf('singleIssues', singleIssuesContract)
export type SingleIssue = Awaited<ReturnType<typeof api.get.call>>

/** One single-issue purchase, read by its id. */
export const useSingleIssue = (id: string) =>
  useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** Whether the copy has left. */
export function SingleIssueStatus({
  of: { cancelledOn, lastDispatchedOn },
}: {
  of: Pick<SingleIssue, 'cancelledOn' | 'lastDispatchedOn'>
}) {
  const words = useLabels(purchaseWords)
  if (cancelledOn) return <Status of="off" label={words.cancelled} />
  return lastDispatchedOn ? <Status of="good" label={words.served} /> : <Status of="warning" label={words.toServe} />
}

/** One single-issue purchase beside its list. */
export function SingleIssuePanel({ id }: { id: string }) {
  return (
    <RecordPanel query={useSingleIssue(id)}>
      {purchase => (
        <>
          <RecordHead
            number={purchase.number}
            name={nameOf(purchase)}
            status={<SingleIssueStatus of={purchase} />}
            actions={<PurchaseLinks of={purchase} />}
          />
          <SingleIssueFacts of={purchase} />
          <Stamps {...purchase} />
        </>
      )}
    </RecordPanel>
  )
}

/** All that is known of a single-issue purchase. */
export function SingleIssueFacts({ of }: { of: SingleIssue }) {
  const words = useLabels(purchaseWords)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: words.recipient, value: <RecipientFact of={of} /> },
        { label: words.client, value: <RecordLink to={`contacts/${of.payerId}`}>{of.payer}</RecordLink> },
        { label: words.product, value: of.productCode },
        { label: words.label, value: of.label },
        { label: words.issue, value: `${of.titleName} ${of.issueNumber}`.trim() },
        { label: words.copies, value: format.integer(of.copies) },
        { label: words.boughtOn, value: format.day(of.boughtOn) },
        { label: words.net, value: format.money(of.netCents) },
        { label: words.gross, value: format.money(of.grossCents) },
        { label: words.invoice, value: <InvoiceFact of={of} /> },
        { label: words.lastDispatched, value: format.day(of.lastDispatchedOn) || words.neverDispatched },
        { label: words.cancelledOn, value: format.day(of.cancelledOn) },
      ]}
    />
  )
}
