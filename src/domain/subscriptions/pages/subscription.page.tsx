import { useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { subscriptionsLabels } from '../labels.ts'
import { EditPurchase } from './purchase.form.tsx'
import { nameOf } from './purchase-facts.part.tsx'
import { PurchaseActions } from './purchase-head.part.tsx'
import { PurchaseStamps, useEditing } from './purchase-panel.part.tsx'
import { SubscriptionFacts, useSubscription } from './subscription-panel.part.tsx'
import { SubscriptionStatus } from './subscription-status.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }

/** One subscription on its own page. Source: ABO-41, ABO-42. */
export function SubscriptionPage({ tabs }: { tabs: (id: string) => readonly Tab[] }) {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(subscriptionsLabels)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const { editing, begin, end } = useEditing(id)
  const leave = () => void navigate({ to: path('subscriptions') })
  return (
    <CardPage
      query={useSubscription(id)}
      back={{ to: path('subscriptions'), label: labels.subscriptions }}
      number={subscription => subscription.number}
      name={nameOf}
      status={subscription => <SubscriptionStatus of={subscription.status} />}
      actions={subscription =>
        !editing && <PurchaseActions kind="subscription" of={subscription} onEdit={begin} onGone={leave} />
      }
      tabs={() => tabs(id)}
    >
      {subscription => (
        <>
          {editing ? (
            <EditPurchase kind="subscription" of={subscription} onDone={end} />
          ) : (
            <SubscriptionFacts of={subscription} />
          )}
          <PurchaseStamps of={subscription} />
        </>
      )}
    </CardPage>
  )
}
