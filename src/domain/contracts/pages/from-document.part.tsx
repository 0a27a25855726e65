import { IconRepeat } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { MainAction, RowAction } from '../../../platform/web/list/list-types.ts'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { contractWords } from '../labels/screens.ts'

type Document = { id: string; kind: 'invoice' | 'credit-note' | 'deposit' }

/** Makes a contract of a document, from its card. Source: REC-5. */
export function FromDocumentButton({ of }: { of: Document }) {
  const words = useLabels(contractWords)
  const may = useMay()
  if (of.kind !== 'invoice' || !may('contracts.write')) return null
  return (
    <RecordButton to="contracts/new" search={{ invoiceId: of.id }} icon={<IconRepeat size={15} />}>
      {words.fromDocument}
    </RecordButton>
  )
}

/** The same from the list of documents. */
export function useFromDocument<Row extends Document>(): RowAction<Row> {
  const words = useLabels(contractWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return {
    key: 'contract',
    label: words.fromDocument,
    icon: <IconRepeat size={16} />,
    right: 'contracts.write',
    enabled: ({ kind }) => kind === 'invoice' || words.onlyInvoices,
    run: ({ rows: [row] }) =>
      row && void navigate({ to: path('contracts/new'), search: { invoiceId: row.id } as never }),
  }
}

/** From the documents to the terms of contracts that wait for theirs. Source: REC-29, REC-30. */
export function useTermsToInvoice(): MainAction {
  const words = useLabels(contractWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return {
    label: words.termsToInvoice,
    right: 'contracts.read',
    run: () => void navigate({ to: path('contract-terms'), search: { state: 'to-invoice' } as never }),
  }
}
