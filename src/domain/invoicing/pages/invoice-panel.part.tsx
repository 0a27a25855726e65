import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { invoicingContract } from '../contract.ts'
import { invoicingWords } from '../labels/screens.ts'
import { InvoiceLines } from './invoice-lines.part.tsx'

const api = apiOf('invoicing', invoicingContract)
export type Invoice = Awaited<ReturnType<typeof api.get.call>>

/** One invoice with its lines, read by its id. */
export const useInvoice = (id: string) =>
  useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** One invoice beside its list. */
export function InvoicePanel({ id }: { id: string }) {
  const words = useLabels(invoicingWords)
  const may = useMay()
  return (
    <RecordPanel query={useInvoice(id)}>
      {invoice => (
        <>
          <RecordHead
            number={invoice.number}
            name={invoice.customer}
            status={<InvoiceStatus of={invoice} />}
            actions={
              <>
                <RecordButton to={`invoices/${invoice.id}`}>{words.open}</RecordButton>
                {may('subscriptions.read') && (
                  <RecordButton to={`invoices/${invoice.id}`} search={{ tab: 'purchases' }}>
                    {words.showPurchases}
                  </RecordButton>
                )}
                {may('parties.read') && (
                  <RecordButton to={`contacts/${invoice.customerId}`}>{words.showCustomer}</RecordButton>
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

/** Said only when the invoice no longer counts. */
export function InvoiceStatus({ of: { cancelledOn } }: { of: Pick<Invoice, 'cancelledOn'> }) {
  const words = useLabels(invoicingWords)
  return cancelledOn && <Status of="off" label={words.cancelled} />
}

/** What an invoice says over its lines. */
export function InvoiceFacts({ of }: { of: Invoice }) {
  const words = useLabels(invoicingWords)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: words.customer, value: <RecordLink to={`contacts/${of.customerId}`}>{of.customer}</RecordLink> },
        { label: words.issuedOn, value: format.day(of.issuedOn) },
        { label: words.totalNet, value: format.money(of.netCents) },
        { label: words.vat, value: format.money(of.vatCents) },
        { label: words.totalGross, value: <strong>{format.money(of.grossCents)}</strong> },
        { label: words.cancelledOn, value: format.day(of.cancelledOn) },
        { label: words.cancelledReason, value: of.cancelledReason, wide: true },
        { label: words.source, value: words.sources[of.source] ?? of.source },
        { label: words.sourceReference, value: of.sourceReference },
      ]}
    />
  )
}
