import type { UseQueryResult } from '@tanstack/react-query'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { invoicingWords } from '../labels/screens.ts'
import type { Invoice } from './invoice-panel.part.tsx'

/** Rows that are there already, as a table takes them. */
const readRows = <Row,>(rows: Row[]) => ({ data: { rows }, error: null }) as UseQueryResult<{ rows: Row[] }>

/** What is taken off or added to the whole document. */
export function InvoiceAllowances({ of: { allowances, currency } }: { of: Invoice }) {
  const words = useLabels(invoicingWords)
  const format = useFormat()
  if (allowances.length === 0) return null
  const rows = allowances.map((allowance, at) => ({ ...allowance, id: String(at) }))
  const columns: ListColumn<(typeof rows)[number]>[] = [
    { key: 'kind', header: words.allowanceKind, text: ({ kind }) => words.allowances[kind] },
    {
      key: 'reason',
      header: words.allowanceReason,
      cell: ({ depositId, depositNumber, reason }) =>
        depositId ? <RecordLink to={`invoices/${depositId}`}>{depositNumber}</RecordLink> : reason,
    },
    { key: 'netCents', header: words.net, kind: 'money' },
    { key: 'rate', header: words.vatRate, align: 'end', text: ({ vatRateBps }) => format.percent(vatRateBps) },
    { key: 'grossCents', header: words.gross, kind: 'money' },
  ]
  return (
    <RecordPart title={words.whole}>
      <SmallTable query={readRows(rows)} columns={columns} empty="" currency={currency} />
    </RecordPart>
  )
}

/** VAT at each rate, as on the paper. */
export function VatTable({ of: { breakdown, currency } }: { of: Invoice }) {
  const words = useLabels(invoicingWords)
  const format = useFormat()
  const rows = breakdown.map(rate => ({ ...rate, id: `${rate.vatCategory} ${rate.vatRateBps}` }))
  const columns: ListColumn<(typeof rows)[number]>[] = [
    { key: 'rate', header: words.rate, text: ({ vatRateBps }) => format.percent(vatRateBps) },
    { key: 'netCents', header: words.base, kind: 'money' },
    { key: 'vatCents', header: words.vat, kind: 'money' },
    { key: 'grossCents', header: words.gross, kind: 'money' },
  ]
  if (rows.length === 0) return null
  return (
    <RecordPart title={words.vatTable}>
      <SmallTable query={readRows(rows)} columns={columns} empty="" currency={currency} />
    </RecordPart>
  )
}
