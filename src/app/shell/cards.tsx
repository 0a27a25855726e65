import { RecordHistory } from '../../domain/accounts/pages/record-history.part.tsx'
import { IssueDayField } from '../../domain/catalog/pages/issue-day.part.tsx'
import { contractWords } from '../../domain/contracts/labels/screens.ts'
import { ContractsOf } from '../../domain/contracts/pages/contracts-of.part.tsx'
import { CreateMenu } from '../../domain/contracts/pages/create-menu.part.tsx'
import { debitWords } from '../../domain/debits/labels/screens.ts'
import { CustomerDebits } from '../../domain/debits/pages/customer-debits.part.tsx'
import { ShipmentsOf } from '../../domain/dispatch/pages/shipments-of.part.tsx'
import { invoicingLabels } from '../../domain/invoicing/labels.ts'
import { InvoicePage } from '../../domain/invoicing/pages/invoice.page.tsx'
import { InvoicesOf } from '../../domain/invoicing/pages/invoices-of.part.tsx'
import { journalWords } from '../../domain/journal/labels/screens.ts'
import { RecordEntries } from '../../domain/journal/pages/record-entries.part.tsx'
import { mailWords } from '../../domain/messaging/labels/screens.ts'
import { MessagesOf } from '../../domain/messaging/pages/messages-of.part.tsx'
import { orderWords } from '../../domain/orders/labels/screens.ts'
import { DeliveriesOf, OrdersOf } from '../../domain/orders/pages/orders-of.part.tsx'
import { agencyWords } from '../../domain/parties/labels/agencies.ts'
import { partiesLabels } from '../../domain/parties/labels.ts'
import { AgencyOf } from '../../domain/parties/pages/agency.form.tsx'
import { PartyPage } from '../../domain/parties/pages/party.page.tsx'
import { ofDocumentWords } from '../../domain/payments/labels/of-document.ts'
import { reminderWords } from '../../domain/payments/labels/reminder-screens.ts'
import { CustomerAccount } from '../../domain/payments/pages/customer-account.part.tsx'
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
import { useMay } from '../../platform/web/session.tsx'
import { invoiceParts } from './sales.tsx'
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
  const agency = useLabels(agencyWords)
  const money = useLabels(ofDocumentWords)
  const shops = useLabels(shopOrderWords)
  const { contracts } = useLabels(contractWords)
  const { orders } = useLabels(orderWords)
  const { debits } = useLabels(debitWords)
  const { columns } = useLabels(partiesLabels)
  const allowed = useAllowed()
  return (
    <PartyPage
      actions={id => <CreateMenu customerId={id} />}
      issueField={IssueDayField}
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
            key: 'pays-for',
            label: agency.paysFor,
            right: 'subscriptions.read',
            content: <PaidBy payerId={id} />,
          },
          {
            key: 'shipments',
            label: words.shipments,
            right: 'dispatch.read',
            content: <ShipmentsOf whose={{ recipientId: id }} />,
          },
          {
            key: 'account',
            label: money.account,
            right: 'payments.read',
            content: <CustomerAccount customerId={id} />,
          },
          {
            key: 'invoices',
            label: words.invoices,
            right: 'invoicing.read',
            content: <InvoicesOf customerId={id} />,
          },
          {
            key: 'orders',
            label: orders,
            right: 'orders.read',
            content: <OrdersOf partyId={id} />,
          },
          {
            key: 'contracts',
            label: contracts,
            right: 'contracts.read',
            content: <ContractsOf customerId={id} />,
          },
          {
            key: 'debits',
            label: debits,
            right: 'debits.read',
            content: <CustomerDebits customerId={id} />,
          },
          {
            key: 'shop-orders',
            label: shops.ordersOf,
            right: 'shops.read',
            content: <ShopOrdersOf whose={{ customerId: id }} />,
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

/** What somebody pays for, for themselves or for others, and whether they are an agency. Source: CIR-12. */
function PaidBy({ payerId }: { payerId: string }) {
  const words = useLabels(appWords)
  const agency = useLabels(agencyWords)
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordPart title={words.subscriptions}>
        <SubscriptionsOf whose={{ payerId }} />
      </RecordPart>
      <RecordPart title={words.singleIssues}>
        <SingleIssuesOf whose={{ payerId }} />
      </RecordPart>
      <RecordPart title={agency.agency}>
        <AgencyOf id={payerId} />
      </RecordPart>
    </div>
  )
}

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
