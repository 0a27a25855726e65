import { RecordHistory } from '../../domain/accounts/pages/record-history.part.tsx'
import { ShipmentsOf } from '../../domain/dispatch/pages/shipments-of.part.tsx'
import { invoicingLabels } from '../../domain/invoicing/labels.ts'
import { InvoicePage } from '../../domain/invoicing/pages/invoice.page.tsx'
import { journalWords } from '../../domain/journal/labels/screens.ts'
import { RecordEntries } from '../../domain/journal/pages/record-entries.part.tsx'
import { mailWords } from '../../domain/messaging/labels/screens.ts'
import { MessagesOf } from '../../domain/messaging/pages/messages-of.part.tsx'
import { orderWords } from '../../domain/orders/labels/screens.ts'
import { DeliveriesOf } from '../../domain/orders/pages/orders-of.part.tsx'
import { ofDocumentWords } from '../../domain/payments/labels/of-document.ts'
import { reminderWords } from '../../domain/payments/labels/reminder-screens.ts'
import { PaymentsOfDocument } from '../../domain/payments/pages/of-document.part.tsx'
import { RemindersOf } from '../../domain/payments/pages/reminders-of.part.tsx'
import { seriesWords } from '../../domain/renewals/labels/series.ts'
import { NoticesOf } from '../../domain/renewals/pages/notices-of.part.tsx'
import { orderWords as shopOrderWords } from '../../domain/shops/labels/orders.ts'
import { OrdersOf as ShopOrdersOf } from '../../domain/shops/pages/orders-of.part.tsx'
import { ShopSubscriptionOf } from '../../domain/shops/pages/subscription-of.part.tsx'
import { ledgerWords } from '../../domain/subscriptions/labels/ledger.ts'
import { subscriptionsLabels } from '../../domain/subscriptions/labels.ts'
import { HoldsOf } from '../../domain/subscriptions/pages/holds.part.tsx'
import { LedgerOf } from '../../domain/subscriptions/pages/ledger.part.tsx'
import { SingleIssuesOf, SubscriptionsOf } from '../../domain/subscriptions/pages/purchases-of.part.tsx'
import { SingleIssuePage } from '../../domain/subscriptions/pages/single-issue.page.tsx'
import { SubscriptionPage } from '../../domain/subscriptions/pages/subscription.page.tsx'
import { useLabels } from '../../platform/web/language.ts'
import { RecordPart } from '../../platform/web/record/record-panel.tsx'
import { useAllowed } from './allowed-tabs.ts'
import { invoiceParts } from './sales.tsx'
import { appWords } from './words.ts'

/** An invoice with the purchases it made and its history. */
export function InvoiceCard() {
  const words = useLabels(appWords)
  const money = useLabels(ofDocumentWords)
  const sealed = useLabels(journalWords)
  const shops = useLabels(shopOrderWords)
  const reminders = useLabels(reminderWords)
  const mails = useLabels(mailWords)
  const orders = useLabels(orderWords)
  const { columns } = useLabels(invoicingLabels)
  const allowed = useAllowed()
  return (
    <InvoicePage
      parts={invoiceParts}
      tabs={({ id, typed, ...invoice }) =>
        allowed([
          ...(typed
            ? []
            : [
                {
                  key: 'payments',
                  label: money.paymentsTab,
                  right: 'payments.read',
                  content: <PaymentsOfDocument of={{ id, ...invoice }} />,
                },
                {
                  key: 'purchases',
                  label: words.purchases,
                  right: 'subscriptions.read',
                  content: <PurchasesOf invoiceId={id} />,
                },
                ...(invoice.kind === 'credit-note'
                  ? []
                  : [
                      {
                        key: 'reminders',
                        label: reminders.ofDocumentTab,
                        right: 'payments.read',
                        content: <RemindersOf of={{ id, ...invoice }} />,
                      },
                    ]),
                {
                  key: 'mails',
                  label: mails.ofRecord,
                  right: 'messaging.read',
                  content: <MessagesOf recordId={id} />,
                },
                ...(invoice.source === 'delivery'
                  ? [
                      {
                        key: 'deliveries',
                        label: orders.deliveries,
                        right: 'orders.read',
                        content: <DeliveriesOf invoiceId={id} />,
                      },
                    ]
                  : []),
                ...(invoice.source.startsWith('shop:')
                  ? [
                      {
                        key: 'shop-orders',
                        label: shops.orderOfDocument,
                        right: 'shops.read',
                        content: <ShopOrdersOf whose={{ invoiceId: id }} />,
                      },
                    ]
                  : []),
                {
                  key: 'sealed',
                  label: sealed.journal,
                  right: 'journal.read',
                  content: <RecordEntries recordId={id} />,
                },
              ]),
          {
            key: 'history',
            label: words.history,
            right: 'audit.read',
            content: <RecordHistory record="invoices" id={id} names={columns} />,
          },
        ])
      }
    />
  )
}

function PurchasesOf({ invoiceId }: { invoiceId: string }) {
  const words = useLabels(appWords)
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordPart title={words.subscriptions}>
        <SubscriptionsOf whose={{ invoiceId }} />
      </RecordPart>
      <RecordPart title={words.singleIssues}>
        <SingleIssuesOf whose={{ invoiceId }} />
      </RecordPart>
    </div>
  )
}

/** A subscription issue by issue, with its shipments and history. */
export function SubscriptionCard() {
  const words = useLabels(ledgerWords)
  const { series } = useLabels(seriesWords)
  const tabs = usePurchaseTabs()
  return (
    <SubscriptionPage
      tabs={id => [
        { key: 'ledger', label: words.ledger, content: <IssuesOf id={id} /> },
        { key: 'notices', label: series, content: <NoticesOf purchaseId={id} /> },
        ...tabs(id),
      ]}
    />
  )
}

/** What a subscription is owed, and what holds it back. Source: M-1, CIR-15. */
function IssuesOf({ id }: { id: string }) {
  const words = useLabels(ledgerWords)
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <ShopSubscriptionOf purchaseId={id} />
      <div>
        <LedgerOf id={id} />
      </div>
      <RecordPart title={words.holds}>
        <HoldsOf id={id} />
      </RecordPart>
    </div>
  )
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
