import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { invoicingWords } from '../labels/screens.ts'
import { invoicingLabels } from '../labels.ts'
import { InvoiceLines } from './invoice-lines.part.tsx'
import { type Invoice, InvoiceFacts, InvoiceStatus, useInvoice } from './invoice-panel.part.tsx'
import { NewSaleButton } from './new-sale.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }

type PageProps = {
  tabs(id: string): readonly Tab[]
  /** What other slices can do with it. */
  actions(invoice: Invoice): ReactNode
}

/** One invoice on its own page; its purchases are given by the app. */
export function InvoicePage({ tabs, actions }: PageProps) {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(invoicingLabels)
  const words = useLabels(invoicingWords)
  const path = useCompanyPath()
  const may = useMay()
  return (
    <CardPage
      query={useInvoice(id)}
      back={{ to: path('invoices'), label: labels.invoices }}
      number={({ number }) => number}
      name={({ customer }) => customer}
      status={invoice => <InvoiceStatus of={invoice} />}
      actions={invoice => (
        <>
          {may('parties.read') && (
            <RecordButton to={`contacts/${invoice.customerId}`}>{words.showCustomer}</RecordButton>
          )}
          <NewSaleButton customerId={invoice.customerId} />
          {actions(invoice)}
        </>
      )}
      tabs={() => tabs(id)}
    >
      {invoice => (
        <>
          <InvoiceFacts of={invoice} />
          <RecordPart title={words.lines}>
            <InvoiceLines of={invoice} />
          </RecordPart>
          <Stamps createdAt={invoice.createdAt} createdBy={invoice.createdBy} />
        </>
      )}
    </CardPage>
  )
}
