import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { invoicingContract } from '../contract.ts'
import { invoicingWords } from '../labels/screens.ts'
import { invoicingLabels } from '../labels.ts'

const api = apiOf('invoicing', invoicingContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** The invoices a contact paid or owes. */
export function InvoicesOf({ customerId }: { customerId: string }) {
  const { columns } = useLabels(invoicingLabels)
  const words = useLabels(invoicingWords)
  const query = useQuery(api.list.queryOptions({ input: { customerId, limit: 50 } }))
  const shown: ListColumn<Row>[] = [
    {
      key: 'number',
      header: columns.number,
      cell: row => <RecordLink to={`invoices/${row.id}`}>{row.number}</RecordLink>,
    },
    { key: 'issuedOn', header: columns.issuedOn, kind: 'day' },
    { key: 'netCents', header: columns.netCents, kind: 'money' },
    { key: 'vatCents', header: columns.vatCents, kind: 'money' },
    { key: 'grossCents', header: columns.grossCents, kind: 'money' },
    { key: 'source', header: columns.source, text: row => words.sources[row.source] ?? row.source },
    { key: 'cancelledOn', header: columns.cancelledOn, kind: 'day' },
  ]
  const more = (
    <RecordLink to="invoices" search={{ customerId }}>
      {words.allOfThem}
    </RecordLink>
  )
  return <SmallTable query={query} columns={shown} empty={words.noneHere} more={more} />
}
