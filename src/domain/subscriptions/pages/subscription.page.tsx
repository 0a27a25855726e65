import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { subscriptionsLabels } from '../labels.ts'
import { nameOf, PurchaseLinks } from './purchase-facts.part.tsx'
import { SubscriptionFacts, useSubscription } from './subscription-panel.part.tsx'
import { SubscriptionStatus } from './subscription-status.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }

/** One subscription on its own page. Source: ABO-41, ABO-42. */
export function SubscriptionPage({ tabs }: { tabs: (id: string) => readonly Tab[] }) {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(subscriptionsLabels)
  const path = useCompanyPath()
  return (
    <CardPage
      query={useSubscription(id)}
      back={{ to: path('subscriptions'), label: labels.subscriptions }}
      number={subscription => subscription.number}
      name={nameOf}
      status={subscription => <SubscriptionStatus of={subscription.status} />}
      actions={subscription => <PurchaseLinks of={subscription} />}
      tabs={() => tabs(id)}
    >
      {subscription => (
        <>
          <SubscriptionFacts of={subscription} />
          <Stamps {...subscription} />
        </>
      )}
    </CardPage>
  )
}
