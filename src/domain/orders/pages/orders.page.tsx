import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import type { OrderKind } from '../rules/order.ts'
import { ORDER_STATES } from '../rules/state.ts'
import { type OrderRow, orders, useNatures, useResources, useStatuses } from './order-api.part.ts'
import { natureOf, OrderState, useOrderStates } from './order-marks.part.tsx'
import { OrderPanel } from './order-panel.part.tsx'
import { useOrderRowActions } from './order-row-actions.part.tsx'
import { useOrderTabs } from './order-tabs.part.ts'

/** How near the promised day of an order is: the slice of the workshop says it. */
export type Promised = (of: { deliverOn: string }) => ReactNode
type Props = { Promised: Promised }

export const OrdersPage = (props: Props) => <Orders kind="customer" {...props} />
export const SupplierOrdersPage = (props: Props) => <Orders kind="supplier" {...props} />

const FIXED = { customer: { kind: 'customer' }, supplier: { kind: 'supplier' } }

/** The orders of customers, or those to suppliers. */
function Orders({ kind, Promised }: Props & { kind: OrderKind }) {
  const words = useLabels(orderWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const { firstHere, firstToSupplier } = useLabels(handlingWords)
  const { actions, dialog } = useOrderRowActions(kind)
  const creates = kind === 'customer' ? words.newOrder : words.newSupplierOrder
  const create = () => void navigate({ to: path('orders/new'), search: { kind } as never })
  const tab = kind === 'customer' ? 'orders' : 'supplier-orders'
  return (
    <>
      <ListPage
        key={kind}
        title={kind === 'customer' ? words.orders : words.supplierOrders}
        name={tab}
        source={orders}
        fixed={FIXED[kind]}
        counted={count => format.many(count, words.one, words.many)}
        columns={useColumns(kind, Promised)}
        filters={useFilters(kind)}
        tabs={useOrderTabs(tab)}
        searchPlaceholder={words.search}
        empty={{
          text: `${words.none} ${kind === 'customer' ? firstHere : firstToSupplier}`,
          action: { label: creates, right: 'orders.write', run: create },
        }}
        exportPath="/orders/export"
        actions={actions}
        mainAction={{
          label: creates,
          right: 'orders.write',
          run: create,
        }}
        panel={id => <OrderPanel key={id} id={id} />}
        card={row => path(`orders/${row.id}`)}
        rowName={row => `${row.number} ${row.party}`}
      />
      {dialog}
    </>
  )
}

const isGoing = ({ state }: OrderRow) => state === 'open' || state === 'part-delivered' || state === 'draft'

function useColumns(kind: OrderKind, Promised: Promised): ListColumn<OrderRow>[] {
  const { columns } = useLabels(ordersLabels)
  const states = useOrderStates(kind)
  const { promiseLeft } = useLabels(handlingWords)
  const words = useLabels(orderWords)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 118, phone: 1 },
      { key: 'serial', header: columns.serial, kind: 'integer', sort: true, width: 56, hidden: true },
      { key: 'orderedOn', header: columns.orderedOn, kind: 'day', sort: true, width: 92, phone: 2 },
      { key: 'partyNumber', header: columns.partyNumber, width: 84, align: 'end', hidden: true },
      { key: 'party', header: columns.party, width: 150, grow: true, phone: 1 },
      { key: 'nature', header: columns.nature, width: 130, grow: true, text: natureOf },
      { key: 'theirReference', header: columns.theirReference, width: 96 },
      { key: 'ourReference', header: columns.ourReference, width: 96, hidden: true },
      {
        key: 'state',
        header: columns.state,
        width: 124,
        cell: row => <OrderState of={row} />,
        text: row => states[row.state],
        phone: 2,
      },
      { key: 'status', header: columns.status, width: 120, text: row => row.status || words.noChoice },
      { key: 'deliverOn', header: columns.deliverOn, kind: 'day', sort: true, width: 96 },
      {
        key: 'promised',
        header: promiseLeft,
        width: 104,
        screenOnly: true,
        cell: row => row.deliverOn !== null && isGoing(row) && <Promised deliverOn={row.deliverOn} />,
      },
      { key: 'postcode', header: columns.postcode, width: 84, hidden: true },
      { key: 'town', header: columns.town, width: 120, hidden: true },
      { key: 'owner', header: columns.owner, width: 84, hidden: true },
      { key: 'resource', header: columns.resource, width: 110, hidden: true },
      { key: 'netCents', header: columns.netCents, kind: 'money', sum: true, width: 104, hidden: true },
      { key: 'grossCents', header: columns.grossCents, kind: 'money', sum: true, width: 108, phone: 'end' },
    ],
    [columns, states, words, promiseLeft, Promised],
  )
}

const choice = (key: string, label: string, options: { value: string; label: string }[], apart = false) =>
  ({ kind: 'choice', single: true, key, label, options, apart }) as const

function useFilters(kind: OrderKind): ListFilter[] {
  const { columns } = useLabels(ordersLabels)
  const states = useOrderStates(kind)
  const { reference } = useLabels(handlingWords)
  const statuses = useStatuses(kind)
  const natures = useNatures()
  const resources = useResources()
  return useMemo(
    () => [
      choice(
        'state',
        columns.state,
        ORDER_STATES.map(value => ({ value, label: states[value] })),
      ),
      choice('statusId', columns.status, statuses),
      { kind: 'days', label: columns.deliverOn, from: 'deliverFrom', to: 'deliverTo' },
      { kind: 'lookup', key: 'partyId', label: columns.party, source: contactLookup },
      { kind: 'days', label: columns.orderedOn, from: 'orderedFrom', to: 'orderedTo', apart: true },
      choice('natureId', columns.nature, natures, true),
      choice('resourceId', columns.resource, resources, true),
      { kind: 'text', key: 'owner', label: columns.owner, apart: true },
      { kind: 'text', key: 'reference', label: reference, apart: true },
      { kind: 'text', key: 'number', label: columns.number, apart: true },
    ],
    [columns, states, statuses, natures, resources, reference],
  )
}
