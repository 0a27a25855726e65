import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { MessagesOf } from '../../messaging/pages/messages-of.part.tsx'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import { DeliveryActions } from './delivery-actions.part.tsx'
import { type Delivery, type DeliveryRow, useDelivery } from './order-api.part.ts'
import { OrderHistory } from './order-history.part.tsx'
import { DeliveryState } from './order-marks.part.tsx'

/** The invoice of a note, when there is one. */
export function NoteInvoice({ of }: { of: Pick<DeliveryRow, 'invoiceId' | 'invoiceNumber'> }) {
  const words = useLabels(orderWords)
  return (
    of.invoiceId && <RecordLink to={`invoices/${of.invoiceId}`}>{of.invoiceNumber ?? words.showInvoice}</RecordLink>
  )
}

/** A delivery beside the list. */
export function DeliveryPanel({ id }: { id: string }) {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const may = useMay()
  const query = useDelivery(id)
  return (
    <RecordPanel query={query}>
      {note => (
        <>
          <RecordHead
            number={note.number}
            name={note.party}
            status={<DeliveryState of={note} />}
            actions={<DeliveryActions of={note} />}
          />
          <NoteFacts of={note} />
          <RecordPart title={words.lines}>
            <NoteLines of={note} />
          </RecordPart>
          {may('messaging.read') && (
            <RecordPart title={handling.mails}>
              <MessagesOf recordId={id} />
            </RecordPart>
          )}
          {may('audit.read') && (
            <RecordPart title={words.history}>
              <OrderHistory record="deliveries" id={id} />
            </RecordPart>
          )}
          <Stamps createdAt={note.createdAt} createdBy={note.createdBy} />
        </>
      )}
    </RecordPanel>
  )
}

function NoteFacts({ of }: { of: Delivery }) {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const { columns, deliveryColumns, deliveryKinds } = useLabels(ordersLabels)
  const format = useFormat()
  const ours = of.kind === 'delivery'
  return (
    <Facts
      facts={[
        { label: columns.kind, value: deliveryKinds[of.kind] },
        { label: columns.party, value: <RecordLink to={`contacts/${of.partyId}`}>{of.party}</RecordLink> },
        { label: ours ? words.deliveredOn : words.receivedOn, value: format.day(of.deliveredOn) },
        {
          label: ours ? handling.doneBy : handling.receivedBy,
          value: of.doneAt && [format.instant(of.doneAt), of.doneBy].filter(Boolean).join(' · '),
        },
        { label: deliveryColumns.carrier, value: of.carrier },
        { label: deliveryColumns.parcelReference, value: of.parcelReference },
        { label: deliveryColumns.parcels, value: of.parcels !== null && format.integer(of.parcels) },
        { label: handling.theirNote, value: of.theirReference },
        { label: deliveryColumns.invoiceNumber, value: of.invoiceId && <NoteInvoice of={of} /> },
        { label: words.note, value: of.note, wide: true },
        { label: words.cancelReason, value: of.cancelledReason, wide: true },
      ]}
    />
  )
}

function NoteLines({ of }: { of: Delivery }) {
  const words = useLabels(orderWords)
  const format = useFormat()
  return (
    <PlainTable
      rows={of.lines}
      empty={words.noLines}
      columns={[
        {
          key: 'order',
          header: words.order,
          cell: line => <RecordLink to={`orders/${line.orderId}`}>{line.orderNumber}</RecordLink>,
        },
        { key: 'code', header: words.code, cell: line => line.productCode },
        { key: 'label', header: words.label, cell: line => line.label },
        { key: 'orderedCount', header: words.ordered, align: 'end', cell: line => format.integer(line.orderedCount) },
        { key: 'quantity', header: words.quantity, align: 'end', cell: line => format.integer(line.quantity) },
      ]}
    />
  )
}
