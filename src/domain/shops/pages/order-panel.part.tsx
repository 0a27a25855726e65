import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { shopOrdersContract } from '../contract/orders.ts'
import { orderWords } from '../labels/orders.ts'
import { OrderActions } from './order-actions.part.tsx'
import { OrderDone } from './order-done.part.tsx'
import { OrderDocuments, OrderLines, OrderRefunds } from './order-lines.part.tsx'
import { EventLog } from './order-log.part.tsx'
import { OrderStatus, useStatusWord } from './order-status.part.tsx'
import { RawDocument } from './raw-document.part.tsx'

const api = apiOf('shopOrders', shopOrdersContract)
export type Order = Awaited<ReturnType<typeof api.get.call>>

/** One order beside its list: what was done with it, what it became, and what the shop said. */
export function OrderPanel({ id }: { id: string }) {
  const words = useLabels(orderWords)
  const query = useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {order => (
        <>
          <RecordHead
            number={order.number || order.externalId}
            name={order.buyerName || words.nameless}
            status={
              <>
                <OrderStatus of={order.state} />
                {order.gone && <Status of="warning" label={words.gone} />}
              </>
            }
            actions={
              <>
                {order.invoiceId && <RecordButton to={`invoices/${order.invoiceId}`}>{words.showInvoice}</RecordButton>}
                {order.customerId && (
                  <RecordButton to={`contacts/${order.customerId}`}>{words.showCustomer}</RecordButton>
                )}
                <OrderActions of={order} />
              </>
            }
          />
          <OrderDone of={order} />
          <OrderFacts of={order} />
          <RecordPart title={words.lines}>
            <OrderLines of={order} />
          </RecordPart>
          {order.documents.length > 0 && (
            <RecordPart title={words.documents}>
              <OrderDocuments of={order} />
            </RecordPart>
          )}
          {order.refunds.length > 0 && (
            <RecordPart title={words.refunds}>
              <OrderRefunds of={order} />
            </RecordPart>
          )}
          <RecordPart title={words.log}>
            <EventLog of={order.events} none={words.noLog} />
          </RecordPart>
          <RawDocument key={order.id} id={order.id} />
          <Stamps createdAt={order.createdAt} createdBy="" />
        </>
      )}
    </RecordPanel>
  )
}

function OrderFacts({ of: order }: { of: Order }) {
  const words = useLabels(orderWords)
  const format = useFormat()
  const statusWord = useStatusWord()
  return (
    <Facts
      facts={[
        { label: words.columns.shop, value: order.shop },
        { label: words.columns.orderedAt, value: format.instant(order.orderedAt) },
        {
          label: words.columns.totalCents,
          value: order.totalCents !== null && <strong>{format.money(order.totalCents, order.currency)}</strong>,
        },
        { label: words.columns.status, value: statusWord(order.status) },
        {
          label: words.customer,
          value: order.customer && (
            <RecordLink to={`contacts/${order.customer.id}`}>
              {order.customer.number} {order.customer.name}
            </RecordLink>
          ),
        },
        { label: words.columns.externalId, value: order.externalId !== order.number && order.externalId },
        { label: words.modifiedAt, value: format.instant(order.modifiedAt) },
        {
          label: words.takenAt,
          value:
            order.takenAt &&
            [format.instant(order.takenAt), order.tries > 1 && words.tries(format.integer(order.tries))]
              .filter(Boolean)
              .join(' · '),
        },
      ]}
    />
  )
}
