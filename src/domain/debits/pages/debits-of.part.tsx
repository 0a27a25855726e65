import { useQuery } from '@tanstack/react-query'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { debitsLabels } from '../labels/lists.ts'
import { debitWords } from '../labels/screens.ts'
import { type Debit, debits } from './debit-api.part.ts'
import { DebitStatus } from './debit-status.part.tsx'

const MOST = 60

/** The debits of a batch or a mandate, the latest first. */
export function DebitsOf({ query }: { query: { batchId: string } | { mandateId: string } }) {
  const words = useLabels(debitWords)
  const { columns } = useLabels(debitsLabels)
  const found = useQuery(debits.list.queryOptions({ input: { ...query, sort: '-collectOn', limit: MOST } }))
  return (
    <SmallTable<Debit>
      query={found}
      empty={words.noDebit}
      columns={[
        {
          key: 'number',
          header: columns.number,
          cell: row => <RecordLink to={`invoices/${row.invoiceId}`}>{row.number}</RecordLink>,
        },
        'batchId' in query
          ? { key: 'customer', header: columns.customer }
          : { key: 'collectOn', header: columns.collectOn, kind: 'day' },
        { key: 'cents', header: columns.cents, kind: 'money' },
        { key: 'state', header: columns.state, cell: row => <DebitStatus of={row.state} /> },
        { key: 'code', header: columns.code },
      ]}
    />
  )
}
