import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { shopSubscriptionsContract } from '../contract/subscriptions.ts'
import { shopSubscriptionWords } from '../labels/subscriptions.ts'

const api = apiOf('shopSubscriptions', shopSubscriptionsContract)

/** How the subscription stands in the shop that renews a purchase by itself; nothing where none does. Source: W-12. */
export function ShopSubscriptionOf({ purchaseId }: { purchaseId: string }) {
  const words = useLabels(shopSubscriptionWords)
  const format = useFormat()
  const may = useMay()
  const { data } = useQuery(api.ofPurchase.queryOptions({ input: { purchaseId }, enabled: may('shops.read') }))
  if (!data || data.length === 0) return null
  return (
    <Facts
      facts={data.map(({ shop, externalId, status, nextPaymentAt, endsAt }) => ({
        label: words.label(shop),
        value: [
          externalId,
          words.statuses[status] ?? status,
          nextPaymentAt && words.next(format.instant(nextPaymentAt)),
          endsAt && words.ends(format.instant(endsAt)),
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
    />
  )
}
