import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { paymentsContract } from '../contract.ts'
import { ofDocumentWords } from '../labels/of-document.ts'
import { paymentsLabels } from '../labels.ts'

const api = apiOf('payments', paymentsContract)
type Allocated = Awaited<ReturnType<typeof api.ofDocument.call>>[number]

/** What paid a document, or what a credit note pays. */
export function PaymentsOfDocument({ id }: { id: string }) {
  const words = useLabels(ofDocumentWords)
  const { methods } = useLabels(paymentsLabels)
  const query = useQuery(api.ofDocument.queryOptions({ input: { id }, select: (rows: Allocated[]) => ({ rows }) }))
  const columns: ListColumn<Allocated>[] = [
    { key: 'allocatedOn', header: words.on, kind: 'day' },
    { key: 'what', header: words.what, cell: row => <What of={row} id={id} /> },
    { key: 'method', header: words.method, text: ({ method }) => (method ? methods[method] : '') },
    { key: 'cents', header: words.money, kind: 'money' },
  ]
  return <SmallTable query={query} columns={columns} empty={words.none} />
}

/** The other side of an allocation. */
function What({ of, id }: { of: Allocated; id: string }) {
  const words = useLabels(ofDocumentWords)
  const format = useFormat()
  if (of.documentId && of.documentId !== id)
    return <RecordLink to={`invoices/${of.documentId}`}>{words.ofInvoice(of.documentNumber ?? '')}</RecordLink>
  if (of.paymentId)
    return (
      <RecordLink to="payments" search={{ open: of.paymentId }}>
        {words.payment(format.integer(of.paymentNumber))}
      </RecordLink>
    )
  return <RecordLink to={`invoices/${of.creditNoteId}`}>{words.creditNote(of.creditNoteNumber ?? '')}</RecordLink>
}
