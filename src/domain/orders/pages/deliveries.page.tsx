import { IconCheck, IconFileInvoice, IconTrash, IconX } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useDoing, useNotify } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { DELIVERY_STATES, deliveriesContract } from '../contract/deliveries.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import { DELIVERY_KINDS } from '../rules/order.ts'
import { type Delivery, type DeliveryRow, deliveries } from './order-api.part.ts'
import { DeliveryState } from './order-marks.part.tsx'
import { useOrderTabs } from './order-tabs.part.ts'

/** Delivery notes, and what came in from suppliers. */
export function DeliveriesPage() {
  const words = useLabels(orderWords)
  const format = useFormat()
  const own = useDeliveryActions()
  return (
    <>
      <ListPage
        title={words.orders}
        name="deliveries"
        source={deliveries}
        counted={count => format.many(count, words.deliveryOne, words.deliveryMany)}
        columns={useColumns()}
        filters={useFilters()}
        tabs={useOrderTabs('deliveries')}
        searchPlaceholder={words.deliverySearch}
        empty={{ text: words.noNotes }}
        actions={own.actions}
        panel={id => <DeliveryPanel key={id} id={id} />}
        rowName={row => `${row.number} ${row.party}`}
      />
      {own.dialog}
    </>
  )
}

function useColumns(): ListColumn<DeliveryRow>[] {
  const { columns, deliveryColumns, deliveryStates, deliveryKinds } = useLabels(ordersLabels)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, sort: true, width: 118, phone: 1 },
      { key: 'kind', header: columns.kind, width: 120, text: row => deliveryKinds[row.kind] },
      { key: 'deliveredOn', header: deliveryColumns.deliveredOn, kind: 'day', sort: true, width: 96, phone: 'end' },
      { key: 'party', header: columns.party, width: 150, grow: true, phone: 1 },
      { key: 'orders', header: deliveryColumns.orders, width: 150, grow: true },
      {
        key: 'state',
        header: columns.state,
        width: 130,
        cell: row => <DeliveryState of={row.state} />,
        text: row => deliveryStates[row.state],
        phone: 2,
      },
      { key: 'carrier', header: deliveryColumns.carrier, width: 110 },
      { key: 'parcelReference', header: deliveryColumns.parcelReference, width: 110, hidden: true },
      { key: 'parcels', header: deliveryColumns.parcels, kind: 'integer', width: 70, hidden: true },
      {
        key: 'invoiceNumber',
        header: deliveryColumns.invoiceNumber,
        width: 130,
        cell: row => <NoteInvoice of={row} />,
        text: row => row.invoiceNumber ?? '',
      },
    ],
    [columns, deliveryColumns, deliveryStates, deliveryKinds],
  )
}

function NoteInvoice({ of }: { of: Pick<DeliveryRow, 'invoiceId' | 'invoiceNumber'> }) {
  const words = useLabels(orderWords)
  return (
    of.invoiceId && <RecordLink to={`invoices/${of.invoiceId}`}>{of.invoiceNumber ?? words.showInvoice}</RecordLink>
  )
}

function useFilters(): ListFilter[] {
  const { columns, deliveryColumns, deliveryStates, deliveryKinds } = useLabels(ordersLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'kind',
        label: columns.kind,
        options: DELIVERY_KINDS.map(value => ({ value, label: deliveryKinds[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: columns.state,
        options: DELIVERY_STATES.map(value => ({ value, label: deliveryStates[value] })),
      },
      { kind: 'days', label: deliveryColumns.deliveredOn, from: 'deliveredFrom', to: 'deliveredTo' },
      { kind: 'lookup', key: 'partyId', label: columns.party, source: contactLookup },
    ],
    [columns, deliveryColumns, deliveryStates, deliveryKinds],
  )
}

/** Sends notes off, invoices them, takes them back. */
function useDeliveryActions(): { actions: RowAction<DeliveryRow>[]; dialog: ReactNode } {
  const words = useLabels(orderWords)
  const doing = useDoing()
  const invoice = useInvoicing()
  const [cancelling, setCancelling] = useState<DeliveryRow | null>(null)
  const prepared = ({ state }: DeliveryRow) => state === 'prepared' || words.onlyPrepared
  const actions: RowAction<DeliveryRow>[] = [
    {
      key: 'done',
      label: words.markDone,
      icon: <IconCheck size={16} />,
      right: 'orders.write',
      enabled: prepared,
      run: ({ rows: [row] }) => row && void doing(() => deliveries.done.call({ id: row.id }), words.markedDone),
    },
    {
      key: 'invoice',
      label: words.invoice,
      icon: <IconFileInvoice size={16} />,
      right: 'invoicing.write',
      on: 'some',
      enabled: row => (row.state === 'done' && row.kind === 'delivery') || words.onlyDone,
      run: ({ rows }) => void invoice(rows.map(({ id }) => id)),
    },
    {
      key: 'cancel',
      label: words.cancelDelivery,
      icon: <IconX size={16} />,
      right: 'orders.write',
      apart: true,
      danger: true,
      enabled: row => row.state === 'done' || words.onlyDone,
      run: ({ rows: [row] }) => row && setCancelling(row),
    },
    {
      key: 'discard',
      label: words.discardDelivery,
      icon: <IconTrash size={16} />,
      right: 'orders.write',
      danger: true,
      enabled: prepared,
      run: ({ rows: [row] }) =>
        row && void doing(() => deliveries.discard.call({ id: row.id }), words.deliveryDiscarded),
    },
  ]
  return { actions, dialog: cancelling && <CancelNote of={cancelling} onClose={() => setCancelling(null)} /> }
}

/** Several notes of one customer come on one invoice. */
function useInvoicing() {
  const words = useLabels(orderWords)
  const path = useCompanyPath()
  const notify = useNotify()
  const doing = useDoing()
  return (ids: string[]) =>
    doing(async () => {
      const made = await deliveries.invoice.call({ ids })
      notify.done(words.invoicedDone(made.length), {
        links: made.slice(0, 1).map(({ id }) => ({ to: path(`invoices/${id}`), label: words.showInvoice })),
      })
    })
}

function CancelNote({ of, onClose }: { of: DeliveryRow; onClose(): void }) {
  const words = useLabels(orderWords)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { reason: '' },
    input: ({ reason }) => ({ id: of.id, reason }),
    schema: deliveriesContract.cancel['~orpc'].inputSchema,
    save: (input: Parameters<typeof deliveries.cancel.call>[0], saving) => deliveries.cancel.call(input, saving),
    onSaved: () => saved(words.deliveryCancelled),
  })
  return (
    <FormDialog
      title={words.cancelDeliveryTitle(of.number)}
      form={form}
      submit={words.cancelDeliveryNow}
      size={520}
      onClose={onClose}
    >
      <p>{words.cancelDeliveryText}</p>
      <TextField {...form.field('reason')} label={words.reason} maxLength={100} required autoFocus />
    </FormDialog>
  )
}

/** A delivery beside the list. */
function DeliveryPanel({ id }: { id: string }) {
  const words = useLabels(orderWords)
  const query = useQuery(deliveries.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {note => (
        <>
          <RecordHead number={note.number} name={note.party} status={<DeliveryState of={note.state} />} />
          <NoteFacts of={note} />
          <RecordPart title={words.lines}>
            <NoteLines of={note} />
          </RecordPart>
          <Stamps createdAt={note.createdAt} createdBy={note.createdBy} />
        </>
      )}
    </RecordPanel>
  )
}

function NoteFacts({ of }: { of: Delivery }) {
  const words = useLabels(orderWords)
  const { columns, deliveryColumns, deliveryKinds } = useLabels(ordersLabels)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: columns.kind, value: deliveryKinds[of.kind] },
        { label: columns.party, value: <RecordLink to={`contacts/${of.partyId}`}>{of.party}</RecordLink> },
        { label: deliveryColumns.deliveredOn, value: format.day(of.deliveredOn) },
        { label: deliveryColumns.carrier, value: of.carrier },
        { label: deliveryColumns.parcelReference, value: of.parcelReference },
        { label: deliveryColumns.parcels, value: of.parcels !== null && format.integer(of.parcels) },
        { label: columns.theirReference, value: of.theirReference },
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
