import { RecordHistory } from '../../domain/accounts/pages/record-history.part.tsx'
import { ShipmentsOf } from '../../domain/dispatch/pages/shipments-of.part.tsx'
import { partiesLabels } from '../../domain/parties/labels.ts'
import { PartyPage } from '../../domain/parties/pages/party.page.tsx'
import { subscriptionsLabels } from '../../domain/subscriptions/labels.ts'
import { SingleIssuesOf, SubscriptionsOf } from '../../domain/subscriptions/pages/purchases-of.part.tsx'
import { SingleIssuePage } from '../../domain/subscriptions/pages/single-issue.page.tsx'
import { SubscriptionPage } from '../../domain/subscriptions/pages/subscription.page.tsx'
import { useLabels } from '../../platform/web/language.ts'
import { useMay } from '../../platform/web/session.tsx'
import { appWords } from './words.ts'

type Tab = { key: string; label: string; content: React.ReactNode }
type Offered = Tab & { right: string }

function useAllowed() {
  const may = useMay()
  return (tabs: Offered[]): Tab[] => tabs.filter(({ right }) => may(right))
}

/** A contact with what every slice knows of it. */
export function ContactCard() {
  const words = useLabels(appWords)
  const { columns } = useLabels(partiesLabels)
  const allowed = useAllowed()
  return (
    <PartyPage
      tabs={id =>
        allowed([
          {
            key: 'subscriptions',
            label: words.subscriptions,
            right: 'subscriptions.read',
            content: <SubscriptionsOf whose={{ recipientId: id }} />,
          },
          {
            key: 'single-issues',
            label: words.singleIssues,
            right: 'subscriptions.read',
            content: <SingleIssuesOf whose={{ recipientId: id }} />,
          },
          {
            key: 'shipments',
            label: words.shipments,
            right: 'dispatch.read',
            content: <ShipmentsOf whose={{ recipientId: id }} />,
          },
          {
            key: 'history',
            label: words.history,
            right: 'audit.read',
            content: <RecordHistory record="parties" id={id} names={columns} />,
          },
        ])
      }
    />
  )
}

/** A subscription with its shipments and history. */
export function SubscriptionCard() {
  return <SubscriptionPage tabs={usePurchaseTabs()} />
}

/** A single-issue purchase with its shipments and history. */
export function SingleIssueCard() {
  return <SingleIssuePage tabs={usePurchaseTabs()} />
}

function usePurchaseTabs() {
  const words = useLabels(appWords)
  const { columns } = useLabels(subscriptionsLabels)
  const allowed = useAllowed()
  return (id: string) =>
    allowed([
      {
        key: 'shipments',
        label: words.shipments,
        right: 'dispatch.read',
        content: <ShipmentsOf whose={{ purchaseId: id }} />,
      },
      {
        key: 'history',
        label: words.history,
        right: 'audit.read',
        content: <RecordHistory record="purchases" id={id} names={columns} />,
      },
    ])
}
