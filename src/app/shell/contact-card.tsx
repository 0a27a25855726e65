import { RecordHistory } from '../../domain/accounts/pages/record-history.part.tsx'
import { IssueDayField } from '../../domain/catalog/pages/issue-day.part.tsx'
import { contractWords } from '../../domain/contracts/labels/screens.ts'
import { ContractsOf } from '../../domain/contracts/pages/contracts-of.part.tsx'
import { CreateMenu } from '../../domain/contracts/pages/create-menu.part.tsx'
import { debitWords } from '../../domain/debits/labels/screens.ts'
import { CustomerDebits } from '../../domain/debits/pages/customer-debits.part.tsx'
import { ShipmentsOf } from '../../domain/dispatch/pages/shipments-of.part.tsx'
import { InvoicesOf } from '../../domain/invoicing/pages/invoices-of.part.tsx'
import { orderWords } from '../../domain/orders/labels/screens.ts'
import { OrdersOf } from '../../domain/orders/pages/orders-of.part.tsx'
import { agencyWords } from '../../domain/parties/labels/agencies.ts'
import { partiesLabels } from '../../domain/parties/labels.ts'
import { AgencyOf } from '../../domain/parties/pages/agency.form.tsx'
import { PartyPage } from '../../domain/parties/pages/party.page.tsx'
import { ofDocumentWords } from '../../domain/payments/labels/of-document.ts'
import { CustomerAccount } from '../../domain/payments/pages/customer-account.part.tsx'
import { orderWords as shopOrderWords } from '../../domain/shops/labels/orders.ts'
import { OrdersOf as ShopOrdersOf } from '../../domain/shops/pages/orders-of.part.tsx'
import { SingleIssuesOf, SubscriptionsOf } from '../../domain/subscriptions/pages/purchases-of.part.tsx'
import { useLabels } from '../../platform/web/language.ts'
import { RecordPart } from '../../platform/web/record/record-panel.tsx'
import { useAllowed } from './allowed-tabs.ts'
import { appWords } from './words.ts'

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
