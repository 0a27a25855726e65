import { useQuery } from '@tanstack/react-query'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { debitsLabels } from '../labels/lists.ts'
import { debitWords } from '../labels/screens.ts'
import { reasonOf } from '../rules/reasons.ts'
import { type Debit, debits } from './debit-api.part.ts'
import { DebitStatus } from './debit-status.part.tsx'
import classes from './debits.module.css'

const MOST = 60
/** Of a batch, whose others are a list of their own. */
const FIRST = 12

type Whose = { batchId: string } | { mandateId: string } | { invoiceId: string } | { customerId: string }

/** The debits of a batch, a mandate, an invoice or a customer, the latest first. */
export function DebitsOf({ query }: { query: Whose }) {
  const words = useLabels(debitWords)
  const columns = useColumns(query)
  const found = useQuery(
    debits.list.queryOptions({ input: { ...query, sort: '-collectOn', limit: 'batchId' in query ? FIRST : MOST } }),
  )
  return (
    <SmallTable<Debit>
      query={found}
      empty={words.noDebit}
      columns={columns}
      more={
        'customerId' in query && (
          <RecordLink to="debits" search={query}>
            {words.allDebits}
          </RecordLink>
        )
      }
    />
  )
}

/** Those that say more than the record they hang on. */
function useColumns(query: Whose): ListColumn<Debit>[] {
  const { columns } = useLabels(debitsLabels)
  const [language] = useLanguage()
  const invoice: ListColumn<Debit> = {
    key: 'number',
    header: columns.number,
    cell: row => (
      <span className={classes.whole}>
        <RecordLink to={`invoices/${row.invoiceId}`}>{row.number}</RecordLink>
      </span>
    ),
  }
  const batch: ListColumn<Debit> = {
    key: 'batchNumber',
    header: columns.batchNumber,
    align: 'end',
    cell: row => <RecordLink to={`debit-batches/${row.batchId}`}>{row.batchNumber}</RecordLink>,
  }
  return [
    ...('invoiceId' in query ? [] : [invoice]),
    ...('batchId' in query
      ? [{ key: 'customer', header: columns.customer }]
      : [batch, { key: 'collectOn', header: columns.collectOn, kind: 'day' as const }]),
    { key: 'cents', header: columns.cents, kind: 'money' },
    { key: 'state', header: columns.state, cell: row => <DebitStatus of={row.state} /> },
    { key: 'code', header: columns.reason, text: row => (row.code ? reasonOf(row.code, language) : '') },
  ]
}
