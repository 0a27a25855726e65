import { IconFileInvoice, IconShoppingBag } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { REFUND_STATES } from '../contract/refunds.ts'
import { refundWords } from '../labels/refunds.ts'
import { REFUND_KINDS } from '../rules/order.ts'
import { useEmpty } from './no-shop.part.tsx'
import { type Refund, RefundPanel, RefundStatus, refundWord, shopRefunds } from './refund-panel.part.tsx'
import { useShops } from './shop-api.part.ts'
import { useShopTabs } from './shop-tabs.part.tsx'

/** Money that shops gave back, and what it does to what was sold. Source: ABO-82, E6. */
export function ShopRefundsPage() {
  const words = useLabels(refundWords)
  const format = useFormat()
  return (
    <ListPage
      title={words.title}
      name="shop-refunds"
      source={shopRefunds}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useShopTabs('shop-refunds')}
      exportPath="/shop-refunds/export"
      empty={useEmpty(words.none)}
      actions={useActions()}
      panel={(id, row) => <RefundPanel key={id} id={id} row={row} />}
      rowName={row => `${row.orderNumber} ${row.buyerName}`}
    />
  )
}

function useActions(): RowAction<Refund>[] {
  const words = useLabels(refundWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'order',
      label: words.showOrder,
      icon: <IconShoppingBag size={16} />,
      run: ({ rows: [row] }) =>
        row && void navigate({ to: path('shop-orders'), search: { open: row.orderId } as never }),
    },
    {
      key: 'creditNote',
      label: words.showCreditNote,
      icon: <IconFileInvoice size={16} />,
      right: 'invoicing.read',
      enabled: row => row.creditNoteId !== null,
      run: ({ rows: [row] }) => row && void navigate({ to: path(`invoices/${row.creditNoteId}`) }),
    },
  ]
}

function useColumns(): ListColumn<Refund>[] {
  const words = useLabels(refundWords)
  const format = useFormat()
  return useMemo(() => {
    const { columns, kinds, effects } = words
    return [
      { key: 'orderNumber', header: columns.orderNumber, width: 104, phone: 1 },
      { key: 'buyerName', header: columns.buyerName, width: 170, grow: true, phone: 1 },
      { key: 'refundedAt', header: columns.refundedAt, kind: 'instant', width: 136, phone: 2 },
      {
        key: 'cents',
        header: columns.cents,
        align: 'end',
        width: 104,
        text: row => format.money(row.cents, row.currency),
        phone: 'end',
      },
      { key: 'kind', header: columns.kind, width: 140, text: row => (row.kind ? kinds[row.kind] : '') },
      {
        key: 'state',
        header: columns.state,
        width: 140,
        cell: row => <RefundStatus of={row} />,
        text: row => refundWord(words, row),
        phone: 2,
      },
      { key: 'effect', header: columns.effect, width: 96, text: row => (row.effect ? effects[row.effect] : '') },
      {
        key: 'creditNoteNumber',
        header: columns.creditNoteNumber,
        width: 140,
        cell: row =>
          row.creditNoteId && <RecordLink to={`invoices/${row.creditNoteId}`}>{row.creditNoteNumber}</RecordLink>,
        text: row => row.creditNoteNumber ?? '',
      },
      { key: 'reason', header: columns.reason, width: 180, grow: true },
      { key: 'shop', header: columns.shop, width: 130 },
      { key: 'externalId', header: columns.externalId, width: 110, hidden: true },
    ]
  }, [words, format])
}

function useFilters(): ListFilter[] {
  const words = useLabels(refundWords)
  const all = useShops()
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: words.columns.state,
        options: REFUND_STATES.map(value => ({ value, label: words.states[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'kind',
        label: words.columns.kind,
        options: REFUND_KINDS.map(value => ({ value, label: words.kinds[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'shopId',
        label: words.columns.shop,
        options: all.map(({ id, name }) => ({ value: id, label: name })),
      },
    ],
    [words, all],
  )
}
