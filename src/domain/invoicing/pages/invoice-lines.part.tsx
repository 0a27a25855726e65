import type { UseQueryResult } from '@tanstack/react-query'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { invoicingWords } from '../labels/screens.ts'
import type { Invoice } from './invoice-panel.part.tsx'

type Line = Invoice['lines'][number]

/** What was sold, line by line. */
export function InvoiceLines({ of: { lines } }: { of: Invoice }) {
  const words = useLabels(invoicingWords)
  const format = useFormat()
  const columns: ListColumn<Line>[] = [
    { key: 'position', header: words.position, kind: 'integer' },
    {
      key: 'productCode',
      header: words.product,
      cell: ({ productId, productCode }) =>
        productId && (
          <RecordLink to="products" search={{ open: productId }}>
            {productCode}
          </RecordLink>
        ),
    },
    { key: 'label', header: words.label },
    { key: 'quantity', header: words.quantity, kind: 'integer' },
    { key: 'netCents', header: words.net, kind: 'money' },
    { key: 'vatRateBps', header: words.vatRate, align: 'end', text: line => format.percent(line.vatRateBps) },
    { key: 'grossCents', header: words.gross, kind: 'money' },
    ...(lines.some(({ recipientId }) => recipientId) ? [recipientColumn(words.recipient)] : []),
  ]
  const read = { data: { rows: lines }, error: null } as UseQueryResult<{ rows: Line[] }>
  return <SmallTable query={read} columns={columns} empty="" />
}

const recipientColumn = (header: string): ListColumn<Line> => ({
  key: 'recipient',
  header,
  cell: ({ recipientId, recipient }) =>
    recipientId && <RecordLink to={`contacts/${recipientId}`}>{recipient}</RecordLink>,
})
