import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { invoicingWords } from '../labels/screens.ts'
import { invoices } from './editor-api.part.ts'
import { InvoiceFacts } from './invoice-facts.part.tsx'
import { InvoiceLines } from './invoice-lines.part.tsx'
import { InvoiceStatus } from './invoice-status.part.tsx'
import { PaperButtons } from './paper-buttons.part.tsx'

export type Invoice = Awaited<ReturnType<typeof invoices.get.call>>
/** What slices below know of a document: given by the app. */
export type InvoiceParts = {
  /** Take its payment, mail it, correct it. */
  actions(invoice: Invoice): ReactNode
}

/** One document with all that is known of it, read by its id. */
export const useInvoice = (id: string) =>
  useQuery(invoices.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** One document beside its list. */
export function InvoicePanel({ id, parts }: { id: string; parts: InvoiceParts }) {
  const words = useLabels(invoicingWords)
  const may = useMay()
  return (
    <RecordPanel query={useInvoice(id)}>
      {invoice => (
        <>
          <RecordHead
            number={invoice.number ?? words.draftName}
            name={invoice.customer}
            status={<InvoiceStatus of={invoice} />}
            actions={
              <>
                <RecordButton to={`invoices/${invoice.id}${invoice.typed ? '/edit' : ''}`}>
                  {invoice.typed ? words.edit : words.open}
                </RecordButton>
                <PaperButtons of={invoice} brief />
                {parts.actions(invoice)}
                {may('subscriptions.read') && !invoice.typed && (
                  <RecordButton to={`invoices/${invoice.id}`} search={{ tab: 'purchases' }}>
                    {words.showPurchases}
                  </RecordButton>
                )}
              </>
            }
          />
          <InvoiceFacts of={invoice} />
          <RecordPart title={words.lines}>
            <InvoiceLines of={invoice} brief />
          </RecordPart>
          <Stamps createdAt={invoice.createdAt} createdBy={invoice.createdBy} />
        </>
      )}
    </RecordPanel>
  )
}
