import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { shopOrdersContract } from '../contract/orders.ts'
import { orderWords } from '../labels/orders.ts'
import { OrderStatus, useStatusWord } from './order-status.part.tsx'

const api = apiOf('shopOrders', shopOrdersContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]
const MOST = 20

/** The orders of shops that a document or a customer came from. */
export function OrdersOf({ whose }: { whose: { invoiceId: string } | { customerId: string } }) {
  const words = useLabels(orderWords)
  const format = useFormat()
  const statusWord = useStatusWord()
  const { columns: headings } = words
  const query = useQuery(api.list.queryOptions({ input: { ...whose, limit: MOST } }))
  const columns: ListColumn<Row>[] = [
    {
      key: 'number',
      header: headings.number,
      cell: row => (
        <RecordLink to="shop-orders" search={{ open: row.id }}>
          {row.number || row.externalId}
        </RecordLink>
      ),
    },
    { key: 'shop', header: headings.shop },
    { key: 'orderedAt', header: headings.orderedAt, kind: 'instant' },
    {
      key: 'totalCents',
      header: headings.totalCents,
      align: 'end',
      text: row => (row.totalCents === null ? '' : format.money(row.totalCents, row.currency)),
    },
    { key: 'status', header: headings.status, text: row => statusWord(row.status) },
    { key: 'state', header: headings.state, cell: row => <OrderStatus of={row.state} /> },
    {
      key: 'invoiceNumber',
      header: headings.invoiceNumber,
      cell: row => row.invoiceId && <RecordLink to={`invoices/${row.invoiceId}`}>{row.invoiceNumber}</RecordLink>,
    },
  ]
  return (
    <SmallTable
      query={query}
      columns={columns}
      empty={words.noOrders}
      more={
        'customerId' in whose && (
          <RecordLink to="shop-orders" search={{ customerId: whose.customerId }}>
            {words.title}
          </RecordLink>
        )
      }
    />
  )
}
