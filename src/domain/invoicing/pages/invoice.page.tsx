import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { invoicingWords } from '../labels/screens.ts'
import { invoicingLabels } from '../labels.ts'
import { DraftActions, IssuedActions } from './card-actions.part.tsx'
import { InvoiceAllowances, VatTable } from './invoice-amounts.part.tsx'
import { InvoiceFacts } from './invoice-facts.part.tsx'
import { InvoiceLines } from './invoice-lines.part.tsx'
import { type Invoice, type InvoiceParts, useInvoice } from './invoice-panel.part.tsx'
import { InvoiceStatus } from './invoice-status.part.tsx'
import { Missing } from './missing.part.tsx'
import { PaperButtons } from './paper-buttons.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }

/** One document on its own page; what hangs on it is given by the app. */
export function InvoicePage({ tabs, parts }: { tabs(invoice: Invoice): readonly Tab[]; parts: InvoiceParts }) {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(invoicingLabels)
  const words = useLabels(invoicingWords)
  const path = useCompanyPath()
  return (
    <CardPage
      query={useInvoice(id)}
      back={{ to: path('invoices'), label: labels.invoices }}
      number={({ number }) => number ?? words.draftName}
      name={({ customer }) => customer}
      status={invoice => <InvoiceStatus of={invoice} />}
      actions={invoice => (
        <>
          <PaperButtons of={invoice} />
          {parts.actions(invoice)}
          {invoice.typed ? <DraftActions of={invoice} /> : <IssuedActions of={invoice} />}
        </>
      )}
      tabs={tabs}
    >
      {invoice => (
        <>
          {invoice.typed && <Missing draftId={invoice.id} />}
          <InvoiceFacts of={invoice} />
          <RecordPart title={words.lines}>
            <InvoiceLines of={invoice} />
          </RecordPart>
          <InvoiceAllowances of={invoice} />
          <VatTable of={invoice} />
          <Stamps createdAt={invoice.createdAt} createdBy={invoice.createdBy} />
        </>
      )}
    </CardPage>
  )
}
