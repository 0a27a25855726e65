import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { paymentsContract } from '../contract.ts'
import { ofDocumentWords } from '../labels/of-document.ts'
import { paymentsLabels } from '../labels.ts'
import { AllocateRest } from './allocate.form.tsx'
import { CreditsFor } from './credits.part.tsx'
import { UndoAllocation } from './undo-allocation.part.tsx'

const api = apiOf('payments', paymentsContract)
type Allocated = Awaited<ReturnType<typeof api.ofDocument.call>>[number]
type Document = { id: string; kind: string; customerId: string; openCents: number; currency: string }

/** What paid a document, or what a credit note pays; and what else may pay it, or be paid by it. */
export function PaymentsOfDocument({ of }: { of: Document }) {
  const { id, kind, customerId, openCents, currency } = of
  const may = useMay()
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <Paid of={of} />
      {may('payments.write') && openCents > 0 && <CreditsFor of={of} />}
      {may('payments.write') && kind === 'credit-note' && openCents < 0 && (
        <AllocateRest
          key={openCents}
          of={{ id, kind: 'credit-note', customerId, cents: -openCents, currency, text: '' }}
        />
      )}
    </div>
  )
}

function Paid({ of: { id, currency } }: { of: Document }) {
  const words = useLabels(ofDocumentWords)
  const { methods } = useLabels(paymentsLabels)
  const called = useCalled(id)
  const query = useQuery(api.ofDocument.queryOptions({ input: { id }, select: (rows: Allocated[]) => ({ rows }) }))
  const columns: ListColumn<Allocated>[] = [
    { key: 'allocatedOn', header: words.on, kind: 'day' },
    { key: 'what', header: words.what, cell: row => <What of={row} id={id} /> },
    { key: 'method', header: words.method, text: ({ method }) => (method ? methods[method] : '') },
    { key: 'cents', header: words.money, kind: 'money' },
    { key: 'undo', header: '', align: 'end', cell: row => <UndoAllocation of={row} called={called(row)} /> },
  ]
  return <SmallTable query={query} columns={columns} empty={words.none} currency={currency} />
}

/** How the other side of an allocation is called. */
function useCalled(id: string) {
  const words = useLabels(ofDocumentWords)
  const format = useFormat()
  return (of: Allocated) => {
    if (of.documentId && of.documentId !== id) return words.ofInvoice(of.documentNumber ?? '')
    if (of.paymentId) return words.payment(format.integer(of.paymentNumber))
    return words.creditNote(of.creditNoteNumber ?? '')
  }
}

function What({ of, id }: { of: Allocated; id: string }) {
  const called = useCalled(id)(of)
  if (of.paymentId && (!of.documentId || of.documentId === id))
    return (
      <RecordLink to="payments" search={{ open: of.paymentId }}>
        {called}
      </RecordLink>
    )
  return <RecordLink to={`invoices/${of.documentId === id ? of.creditNoteId : of.documentId}`}>{called}</RecordLink>
}
