import { useMemo } from 'react'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { DELIVERY_STATES } from '../contract/deliveries.ts'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import { DELIVERY_KINDS } from '../rules/order.ts'
import { useDeliveryActions } from './delivery-actions.part.tsx'
import { DeliveryPanel, NoteInvoice } from './delivery-panel.part.tsx'
import { type DeliveryRow, deliveries } from './order-api.part.ts'
import { DeliveryState } from './order-marks.part.tsx'
import { useOrderTabs } from './order-tabs.part.ts'

/** Delivery notes, and what came in from suppliers. */
export function DeliveriesPage() {
  const words = useLabels(orderWords)
  const { firstNote } = useLabels(handlingWords)
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
        empty={{ text: `${words.noNotes} ${firstNote}` }}
        exportPath="/deliveries/export"
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
        cell: row => <DeliveryState of={row} />,
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
      { kind: 'text', key: 'number', label: columns.number, apart: true },
    ],
    [columns, deliveryColumns, deliveryStates, deliveryKinds],
  )
}
