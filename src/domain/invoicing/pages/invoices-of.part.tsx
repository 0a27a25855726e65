import { useQuery } from '@tanstack/react-query'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { invoicingWords } from '../labels/screens.ts'
import { invoicingLabels } from '../labels.ts'
import { sourceKind } from '../rules/source.ts'
import { invoices } from './editor-api.part.ts'
import type { InvoiceRow } from './invoice-actions.part.tsx'
import { InvoiceStatus } from './invoice-status.part.tsx'

/** The documents of a contact, paid or owed. */
export function InvoicesOf({ customerId }: { customerId: string }) {
  const { columns } = useLabels(invoicingLabels)
  const words = useLabels(invoicingWords)
  const query = useQuery(invoices.list.queryOptions({ input: { customerId, limit: 50 } }))
  const shown: ListColumn<InvoiceRow>[] = [
    {
      key: 'number',
      header: columns.number,
      cell: row => <RecordLink to={`invoices/${row.id}`}>{row.number ?? words.draftName}</RecordLink>,
    },
    { key: 'state', header: columns.state, cell: row => <InvoiceStatus of={row} /> },
    { key: 'issuedOn', header: columns.issuedOn, kind: 'day' },
    { key: 'dueOn', header: columns.dueOn, kind: 'day' },
    { key: 'netCents', header: columns.netCents, kind: 'money' },
    { key: 'grossCents', header: columns.grossCents, kind: 'money' },
    { key: 'openCents', header: columns.openCents, kind: 'money' },
    { key: 'source', header: columns.source, text: row => words.sources[sourceKind(row.source)] ?? row.source },
  ]
  const more = (
    <RecordLink to="invoices" search={{ customerId }}>
      {words.allOfThem}
    </RecordLink>
  )
  return <SmallTable query={query} columns={shown} empty={words.noneHere} more={more} />
}
