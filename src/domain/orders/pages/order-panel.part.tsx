import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import { OrderActions } from './order-actions.part.tsx'
import { type Order, useOrder } from './order-api.part.ts'
import { DeliveryState, natureOf, OrderState } from './order-marks.part.tsx'
import classes from './orders.module.css'

/** An order beside the list. */
export function OrderPanel({ id }: { id: string }) {
  const words = useLabels(orderWords)
  return (
    <RecordPanel query={useOrder(id)}>
      {order => (
        <>
          <RecordHead
            number={order.number}
            name={order.party}
            status={<OrderState of={order} />}
            actions={
              <>
                <RecordButton to={`orders/${order.id}`}>{words.open}</RecordButton>
                <OrderActions of={order} />
              </>
            }
          />
          <OrderFacts of={order} />
          <RecordPart title={words.lines}>
            <OrderLines of={order} brief />
          </RecordPart>
          <RecordPart title={order.kind === 'customer' ? words.deliveries : words.receipts}>
            <OrderDeliveries of={order} />
          </RecordPart>
          <Stamps createdAt={order.createdAt} createdBy={order.createdBy} />
        </>
      )}
    </RecordPanel>
  )
}

/** Who ordered, when, for when, and how it stands. */
export function OrderFacts({ of }: { of: Order }) {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const { columns } = useLabels(ordersLabels)
  const format = useFormat()
  const address = of.deliveryAddress
  return (
    <Facts
      facts={[
        {
          label: of.kind === 'customer' ? words.customer : words.supplier,
          value: <RecordLink to={`contacts/${of.partyId}`}>{of.party}</RecordLink>,
        },
        { label: words.payer, value: of.payerId && <RecordLink to={`contacts/${of.payerId}`}>{of.payer}</RecordLink> },
        { label: columns.orderedOn, value: format.day(of.orderedOn) },
        { label: columns.deliverOn, value: of.deliverOn && format.day(of.deliverOn) },
        { label: columns.status, value: of.status || words.noChoice },
        { label: columns.nature, value: natureOf(of) },
        { label: columns.theirReference, value: of.theirReference },
        { label: columns.ourReference, value: of.ourReference },
        { label: columns.owner, value: of.owner },
        { label: columns.resource, value: of.resource },
        { label: columns.netCents, value: format.money(of.netCents, of.currency) },
        { label: columns.grossCents, value: <strong>{format.money(of.grossCents, of.currency)}</strong> },
        {
          label: handling.deliveryAddress,
          value: address && [...address.lines, `${address.postcode} ${address.town}`].join(', '),
          wide: true,
        },
        {
          label: words.duplicateOf,
          value: of.duplicateOfId && <RecordLink to={`orders/${of.duplicateOfId}`}>{of.duplicateOf}</RecordLink>,
        },
        { label: words.cancelReason, value: of.cancelledReason, wide: true },
        { label: words.note, value: of.note, wide: true },
        { label: words.privateNote, value: of.privateNote, wide: true },
      ]}
    />
  )
}

/** What is ordered, and how much of it was delivered. */
export function OrderLines({ of, brief = false }: { of: Order; brief?: boolean }) {
  const words = useLabels(orderWords)
  const format = useFormat()
  type Line = Order['lines'][number]
  const number = (key: 'quantity' | 'deliveredCount' | 'leftCount' | 'invoicedCount', header: string) => ({
    key,
    header,
    align: 'end' as const,
    cell: (line: Line) => format.integer(line[key]),
  })
  const ours = of.kind === 'customer'
  const whole = [
    ...(ours ? [number('invoicedCount', words.invoiced)] : []),
    {
      key: 'unitCents',
      header: words.unit,
      align: 'end' as const,
      cell: (line: Line) => format.money(line.unitCents, of.currency),
    },
  ]
  return (
    <PlainTable
      rows={of.lines}
      empty={words.noLines}
      columns={[
        { key: 'code', header: words.code, cell: line => line.code || line.productCode },
        { key: 'label', header: words.label, cell: line => <LineLabel of={line} /> },
        number('quantity', words.quantity),
        number('deliveredCount', ours ? words.delivered : words.receivedCount),
        number('leftCount', words.left),
        ...(brief ? [] : whole),
        {
          key: 'grossCents',
          header: words.amount,
          align: 'end',
          cell: line => format.money(line.grossCents, of.currency),
        },
      ]}
    />
  )
}

/** What is ordered by a line, and beneath it what else is said of it. */
function LineLabel({ of }: { of: Order['lines'][number] }) {
  const words = useLabels(handlingWords)
  const format = useFormat()
  const said = [
    of.description,
    of.deliverOn && words.lineOn(format.day(of.deliverOn)),
    of.recipient && words.lineFor(of.recipient),
    of.preparedCount > 0 && words.preparedOf(format.integer(of.preparedCount)),
    of.givenUp > 0 && words.givenUp(format.integer(of.givenUp), of.givenUpReason),
    of.toCheck && words.toCheck(of.toCheck),
  ].filter(Boolean)
  return (
    <>
      {of.label}
      {said.length > 0 && <span className={classes.beneath}>{said.join(' · ')}</span>}
    </>
  )
}

/** What was delivered of an order, and invoiced. */
export function OrderDeliveries({ of }: { of: Order }) {
  const ours = of.kind === 'customer'
  const words = useLabels(orderWords)
  const { columns, deliveryColumns } = useLabels(ordersLabels)
  const format = useFormat()
  const invoiceColumn = {
    key: 'invoice',
    header: deliveryColumns.invoiceNumber,
    cell: ({ invoiceId, invoiceNumber }: Order['deliveries'][number]) =>
      invoiceId && <RecordLink to={`invoices/${invoiceId}`}>{invoiceNumber ?? words.showInvoice}</RecordLink>,
  }
  return (
    <PlainTable
      rows={of.deliveries}
      empty={ours ? words.noDeliveries : words.noReceipts}
      columns={[
        {
          key: 'number',
          header: columns.number,
          cell: ({ id, number }) => (
            <RecordLink to="deliveries" search={{ open: id }}>
              {number}
            </RecordLink>
          ),
        },
        {
          key: 'deliveredOn',
          header: ours ? deliveryColumns.deliveredOn : words.receivedOn,
          cell: row => format.day(row.deliveredOn),
        },
        {
          key: 'state',
          header: words.state,
          cell: row => <DeliveryState of={{ kind: ours ? 'delivery' : 'receipt', state: stateOf(row) }} />,
        },
        ...(ours ? [invoiceColumn] : []),
      ]}
    />
  )
}

function stateOf({ cancelledOn, invoiceId, doneAt }: Order['deliveries'][number]) {
  if (cancelledOn) return 'cancelled'
  if (invoiceId) return 'invoiced'
  return doneAt ? 'done' : 'prepared'
}
