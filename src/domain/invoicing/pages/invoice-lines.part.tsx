import { Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useNarrow } from '../../../platform/web/layout.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { invoicingWords } from '../labels/screens.ts'
import type { Invoice } from './invoice-panel.part.tsx'

type Line = Invoice['lines'][number]

/** What was sold, line by line; briefly beside a list. */
export function InvoiceLines({ of: { lines, currency }, brief = false }: { of: Invoice; brief?: boolean }) {
  const words = useLabels(invoicingWords)
  const format = useFormat()
  const narrow = useNarrow()
  const product: ListColumn<Line> = { key: 'product', header: words.product, cell: line => <Product of={line} /> }
  const quantity: ListColumn<Line> = { key: 'quantity', header: words.quantity, kind: 'integer' }
  const gross: ListColumn<Line> = { key: 'grossCents', header: words.gross, kind: 'money' }
  const recipient: ListColumn<Line> = {
    key: 'recipient',
    header: words.recipient,
    cell: ({ recipientId, recipient }) =>
      recipientId && <RecordLink to={`contacts/${recipientId}`}>{recipient}</RecordLink>,
  }
  const whole: ListColumn<Line>[] = [
    { key: 'position', header: words.position, kind: 'integer' },
    product,
    quantity,
    { key: 'netCents', header: words.net, kind: 'money' },
    { key: 'vatRateBps', header: words.vatRate, align: 'end', text: line => format.percent(line.vatRateBps) },
    gross,
  ]
  const columns = brief || narrow ? [product, quantity, gross] : whole
  const gifts = lines.some(({ recipientId }) => recipientId)
  const read = { data: { rows: lines }, error: null } as UseQueryResult<{ rows: Line[] }>
  return <SmallTable query={read} columns={gifts ? [...columns, recipient] : columns} empty="" currency={currency} />
}

function Product({ of: { productId, productCode, label, bundleId, bundle } }: { of: Line }) {
  const words = useLabels(invoicingWords)
  if (!productId) return label
  return (
    <>
      <RecordLink to="products" search={{ open: productId }}>
        <span style={{ whiteSpace: 'nowrap' }}>{productCode}</span>
      </RecordLink>{' '}
      {label}
      {bundleId && (
        <Text size="xs" c="dimmed">
          {words.inBundle}{' '}
          <RecordLink to="products" search={{ open: bundleId }}>
            {bundle}
          </RecordLink>
        </Text>
      )}
    </>
  )
}
