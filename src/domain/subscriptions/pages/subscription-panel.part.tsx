import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { subscriptionsContract } from '../contract.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { InvoiceFact, nameOf, PurchaseLinks, RecipientFact } from './purchase-facts.part.tsx'
import { SubscriptionStatus } from './subscription-status.part.tsx'

const api = apiOf('subscriptions', subscriptionsContract)
export type Subscription = Awaited<ReturnType<typeof api.get.call>>

/** One subscription, read by its id. */
export const useSubscription = (id: string) =>
  useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** One subscription beside its list. Source: ABO-41. */
export function SubscriptionPanel({ id }: { id: string }) {
  const query = useSubscription(id)
  return (
    <RecordPanel query={query}>
      {subscription => (
        <>
          <RecordHead
            number={subscription.number}
            name={nameOf(subscription)}
            status={<SubscriptionStatus of={subscription.status} />}
            actions={<PurchaseLinks of={subscription} />}
          />
          <SubscriptionFacts of={subscription} />
          <Stamps {...subscription} />
        </>
      )}
    </RecordPanel>
  )
}

/** All that is known of a subscription. */
export function SubscriptionFacts({ of }: { of: Subscription }) {
  const words = useLabels(purchaseWords)
  const format = useFormat()
  return (
    <Facts
      facts={[
        {
          label: words.recipient,
          value: <RecipientFact of={of} />,
        },
        { label: words.client, value: <RecordLink to={`contacts/${of.payerId}`}>{of.payer}</RecordLink> },
        { label: words.product, value: of.productCode },
        { label: words.label, value: of.label },
        { label: words.term, value: words.fromTo(format.day(of.startsOn), format.day(of.expiresOn)) },
        { label: words.duration, value: words.months(of.termMonths) },
        { label: words.title, value: of.titleName },
        { label: words.servedBy, value: of.servedBy === 'issue' ? words.byIssue(of.issuesDue ?? 0) : words.byDate },
        { label: words.copies, value: format.integer(of.copies) },
        { label: words.boughtOn, value: format.day(of.boughtOn) },
        { label: words.net, value: format.money(of.netCents) },
        { label: words.gross, value: format.money(of.grossCents) },
        {
          label: words.invoice,
          value: <InvoiceFact of={of} />,
        },
        { label: words.lastDispatched, value: format.day(of.lastDispatchedOn) || words.neverDispatched },
        { label: words.cancelledOn, value: format.day(of.cancelledOn) },
      ]}
    />
  )
}
