import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { NO_END } from '../../../values/day.ts'
import { subscriptionsContract } from '../contract.ts'
import { ledgerWords } from '../labels/ledger.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { LedgerOf } from './ledger.part.tsx'
import { EditPurchase } from './purchase.form.tsx'
import { PurchasePanel, useTradeFacts, useWhoFacts } from './purchase-panel.part.tsx'
import { SubscriptionStatus } from './subscription-status.part.tsx'

const api = apiOf('subscriptions', subscriptionsContract)
export type Subscription = Awaited<ReturnType<typeof api.get.call>>

/** One subscription, read by its id. */
export const useSubscription = (id: string) =>
  useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** One subscription beside its list. Source: ABO-41. */
export function SubscriptionPanel({ id }: { id: string }) {
  const words = useLabels(ledgerWords)
  return (
    <PurchasePanel
      id={id}
      kind="subscription"
      query={useSubscription(id)}
      status={({ status }) => <SubscriptionStatus of={status} />}
      form={(of, done) => <EditPurchase key={of.id} kind="subscription" of={of} onDone={done} />}
    >
      {of => (
        <>
          <SubscriptionFacts of={of} />
          <RecordPart title={words.ledger}>
            <LedgerOf id={of.id} />
          </RecordPart>
        </>
      )}
    </PurchasePanel>
  )
}

/** All that is known of a subscription. */
export function SubscriptionFacts({ of }: { of: Subscription }) {
  const words = useLabels(purchaseWords)
  const format = useFormat()
  return (
    <Facts
      facts={[
        ...useWhoFacts(of),
        { label: words.product, value: of.productCode },
        { label: words.label, value: of.label },
        ...(of.expiresOn === NO_END
          ? [{ label: words.term, value: words.fromWithoutEnd(format.day(of.startsOn)) }]
          : [
              { label: words.term, value: words.fromTo(format.day(of.startsOn), format.day(of.expiresOn)) },
              { label: words.duration, value: words.months(of.termMonths) },
            ]),
        { label: words.title, value: of.titleName },
        { label: words.servedBy, value: of.servedBy === 'issue' ? words.byIssue(of.issuesDue ?? 0) : words.byDate },
        ...useTradeFacts(of),
      ]}
    />
  )
}
