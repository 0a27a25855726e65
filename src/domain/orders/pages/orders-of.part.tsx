import { useQuery } from '@tanstack/react-query'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import { type DeliveryRow, deliveries, type OrderRow, orders } from './order-api.part.ts'
import { DeliveryState, natureOf, OrderState } from './order-marks.part.tsx'
import classes from './orders.module.css'

/** The orders of a contact, and those they are sent as a supplier. */
export function OrdersOf({ partyId }: { partyId: string }) {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const { columns, kinds } = useLabels(ordersLabels)
  const may = useMay()
  const query = useQuery(orders.list.queryOptions({ input: { partyId, limit: 50 } }))
  const shown: ListColumn<OrderRow>[] = [
    {
      key: 'number',
      header: columns.number,
      cell: row => <RecordLink to={`orders/${row.id}`}>{row.number}</RecordLink>,
    },
    { key: 'kind', header: columns.kind, text: row => kinds[row.kind] },
    { key: 'orderedOn', header: columns.orderedOn, kind: 'day' },
    { key: 'nature', header: columns.nature, text: natureOf },
    { key: 'theirReference', header: columns.theirReference },
    { key: 'state', header: columns.state, cell: row => <OrderState of={row} /> },
    { key: 'status', header: columns.status, text: row => row.status || words.noChoice },
    { key: 'deliverOn', header: columns.deliverOn, kind: 'day' },
    { key: 'grossCents', header: columns.grossCents, kind: 'money' },
  ]
  const more = (
    <RecordLink to="orders" search={{ partyId }}>
      {handling.allOrders}
    </RecordLink>
  )
  return (
    <div className={classes.lines}>
      <SmallTable query={query} columns={shown} empty={handling.noOrdersHere} more={more} />
      {may('orders.write') && (
        <div className={classes.buttons}>
          <RecordButton to="orders/new" search={{ kind: 'customer', partyId }}>
            {words.newOrder}
          </RecordButton>
          <RecordButton to="orders/new" search={{ kind: 'supplier', partyId }}>
            {words.newSupplierOrder}
          </RecordButton>
        </div>
      )}
    </div>
  )
}

/** The delivery notes that an invoice is of, with their orders. */
export function DeliveriesOf({ invoiceId }: { invoiceId: string }) {
  const words = useLabels(orderWords)
  const { columns, deliveryColumns } = useLabels(ordersLabels)
  const query = useQuery(deliveries.list.queryOptions({ input: { invoiceId, limit: 50 } }))
  const shown: ListColumn<DeliveryRow>[] = [
    {
      key: 'number',
      header: columns.number,
      cell: row => (
        <RecordLink to="deliveries" search={{ open: row.id }}>
          {row.number}
        </RecordLink>
      ),
    },
    { key: 'deliveredOn', header: deliveryColumns.deliveredOn, kind: 'day' },
    {
      key: 'orders',
      header: deliveryColumns.orders,
      cell: row => <OrderLinks of={row} />,
    },
    { key: 'state', header: columns.state, cell: row => <DeliveryState of={row} /> },
    { key: 'carrier', header: deliveryColumns.carrier },
  ]
  const more = (
    <RecordLink to="deliveries" search={{ invoiceId }}>
      {words.deliveries}
    </RecordLink>
  )
  return <SmallTable query={query} columns={shown} empty={words.noNotes} more={more} />
}

/** The orders of a note, by their numbers. */
function OrderLinks({ of }: { of: Pick<DeliveryRow, 'orders'> }) {
  const numbers = of.orders.split(', ').filter(Boolean)
  return numbers.map((number, at) => (
    <span key={number}>
      {at > 0 && ', '}
      <RecordLink to="orders" search={{ number }}>
        {number}
      </RecordLink>
    </span>
  ))
}
