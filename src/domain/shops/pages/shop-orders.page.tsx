import { IconFileInvoice, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { ORDER_STATES, shopOrdersContract } from '../contract/orders.ts'
import { orderWords } from '../labels/orders.ts'
import { OrderPanel } from './order-panel.part.tsx'
import { OrderStatus, useStatusWord } from './order-status.part.tsx'
import { useShops } from './shop-api.part.ts'
import { useShopTabs } from './shop-tabs.part.tsx'
import { Unsettled } from './unsettled.part.tsx'

const api = apiOf('shopOrders', shopOrdersContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** What every shop sold, the newest first, and what became of it. Source: ABO-7 to ABO-12. */
export function ShopOrdersPage() {
  const words = useLabels(orderWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  return (
    <ListPage
      title={words.title}
      name="shop-orders"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useShopTabs('shop-orders')}
      above={<Unsettled />}
      searchPlaceholder={words.search}
      exportPath="/shop-orders/export"
      empty={{
        text: words.none,
        action: {
          label: words.connect,
          right: 'shops.read',
          run: () => void navigate({ to: path('shop-connections') }),
        },
      }}
      actions={useActions()}
      panel={id => <OrderPanel key={id} id={id} />}
      rowName={row => `${row.number} ${row.buyerName}`}
    />
  )
}

function useActions(): RowAction<Row>[] {
  const words = useLabels(orderWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'invoice',
      label: words.showInvoice,
      icon: <IconFileInvoice size={16} />,
      right: 'invoicing.read',
      enabled: row => row.invoiceId !== null,
      run: ({ rows: [row] }) => row && void navigate({ to: path(`invoices/${row.invoiceId}`) }),
    },
    {
      key: 'customer',
      label: words.showCustomer,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      enabled: row => row.customerId !== null,
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.customerId}`) }),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const words = useLabels(orderWords)
  const format = useFormat()
  const statusWord = useStatusWord()
  return useMemo(() => {
    const { columns } = words
    return [
      { key: 'number', header: columns.number, width: 84, text: row => row.number || row.externalId, phone: 1 },
      { key: 'orderedAt', header: columns.orderedAt, kind: 'instant', width: 136, sort: true, phone: 2 },
      {
        key: 'buyerName',
        header: columns.buyerName,
        width: 150,
        grow: true,
        text: row => row.buyerName || words.nameless,
        phone: 1,
      },
      {
        key: 'totalCents',
        header: columns.totalCents,
        align: 'end',
        width: 92,
        text: row => (row.totalCents === null ? '' : format.money(row.totalCents, row.currency)),
        phone: 'end',
      },
      { key: 'status', header: columns.status, width: 112, text: row => statusWord(row.status) },
      {
        key: 'state',
        header: columns.state,
        width: 128,
        cell: row => (row.gone ? <Status of="warning" label={words.gone} /> : <OrderStatus of={row.state} />),
        text: row => (row.gone ? words.gone : words.states[row.state]),
        phone: 2,
      },
      { key: 'reasonSaid', header: columns.reasonSaid, width: 170, grow: true },
      {
        key: 'invoiceNumber',
        header: columns.invoiceNumber,
        width: 110,
        cell: row => row.invoiceId && <RecordLink to={`invoices/${row.invoiceId}`}>{row.invoiceNumber}</RecordLink>,
        text: row => row.invoiceNumber ?? '',
      },
      { key: 'shop', header: columns.shop, width: 120 },
      { key: 'externalId', header: columns.externalId, width: 100, hidden: true },
    ]
  }, [words, format, statusWord])
}

function useFilters(): ListFilter[] {
  const words = useLabels(orderWords)
  const all = useShops()
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'shopId',
        label: words.shop,
        options: all.map(({ id, name }) => ({ value: id, label: name })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: words.columns.state,
        options: ORDER_STATES.map(value => ({ value, label: words.states[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'status',
        label: words.columns.status,
        options: Object.entries(words.statuses).map(([value, label]) => ({ value, label })),
      },
      { kind: 'days', label: words.when, from: 'orderedFrom', to: 'orderedTo' },
      { kind: 'text', key: 'reason', label: words.reason, own: true },
      { kind: 'lookup', key: 'customerId', label: words.customer, source: contactLookup, apart: true },
    ],
    [words, all],
  )
}
