import { Alert } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { paperContract } from '../contract/paper.ts'
import { invoicingWords } from '../labels/screens.ts'
import { invoicingLabels } from '../labels.ts'
import { DraftActions, IssuedActions } from './card-actions.part.tsx'
import { InvoiceAllowances, VatTable } from './invoice-amounts.part.tsx'
import { InvoiceFacts } from './invoice-facts.part.tsx'
import { InvoiceLines } from './invoice-lines.part.tsx'
import { type Invoice, type InvoiceParts, useInvoice } from './invoice-panel.part.tsx'
import { InvoiceStatus } from './invoice-status.part.tsx'
import { PaperButtons } from './paper-buttons.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }
const papers = apiOf('papers', paperContract)

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
          <Missing of={invoice} />
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

/** What a draft lacks to be issued. */
export function Missing({ of }: { of: Pick<Invoice, 'id' | 'typed'> }) {
  const words = useLabels(invoicingWords)
  const { data } = useQuery(papers.check.queryOptions({ input: of.typed ? { id: of.id } : skipToken }))
  if (!of.typed || !data || data.ready) return null
  return (
    <Alert color="yellow" title={words.missing} p="xs" role="status">
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {[...data.missing, ...data.broken].map(({ words: said }) => (
          <li key={said}>{said}</li>
        ))}
      </ul>
    </Alert>
  )
}
