import { Button } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { PanelBody } from '../../../platform/web/record/panel-form.tsx'
import { RecordHead } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { editorWords } from '../../invoicing/labels/editor.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { contractWords } from '../labels/screens.ts'
import { termWords } from '../labels/term-screens.ts'
import type { Term } from './contract-api.part.ts'
import { TermStatus } from './contract-status.part.tsx'
import { useNewInvoice } from './new-invoice.part.tsx'
import { TermAmount } from './term-amount.part.tsx'
import { EarlierInvoices, TermInvoice } from './term-invoice.part.tsx'

/** A term beside the list: its period, its amount and why, its invoice. */
export function TermPanel({ of }: { of: Term }) {
  const words = useLabels(termWords)
  const { contract } = useLabels(contractWords)
  const may = useMay()
  const newInvoice = useNewInvoice()
  const open = of.state === 'planned' || of.state === 'to-invoice'
  return (
    <PanelBody>
      <RecordHead
        number={of.number}
        name={of.customer}
        status={<TermStatus of={of} />}
        actions={
          <>
            {open && may('invoicing.write') && (
              <Button leftSection={<IconFileInvoice size={15} />} onClick={() => void newInvoice(of.id)}>
                {words.newInvoice}
              </Button>
            )}
            <RecordButton to={`contracts/${of.contractId}`}>{contract}</RecordButton>
          </>
        }
      />
      <TermFacts of={of} />
      {open && <TermAmount of={of} />}
    </PanelBody>
  )
}

function TermFacts({ of }: { of: Term }) {
  const words = useLabels(termWords)
  const form = useLabels(contractFormWords)
  const { methods } = useLabels(editorWords)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: words.title, value: of.title, wide: true },
        { label: words.period, value: `${format.day(of.startsOn)} – ${format.day(of.endsOn)}` },
        { label: words.place, value: format.integer(of.place) },
        { label: words.invoiceOn, value: format.day(of.invoiceOn) },
        { label: words.amount, value: <strong>{format.money(of.grossCents, of.currency)}</strong> },
        {
          label: words.why,
          value:
            of.proratedDays === null
              ? words.fullPeriod
              : words.partOf(format.integer(of.proratedDays), format.integer(of.wholeDays)),
          wide: true,
        },
        { label: words.invoice, value: of.invoiceId && <TermInvoice of={of} /> },
        { label: words.sharedWith, value: of.sharedWith > 0 && format.many(of.sharedWith, words.one, words.many) },
        {
          label: words.earlier,
          value: of.earlierInvoices.length > 0 && <EarlierInvoices of={of} />,
        },
        { label: words.skipReason, value: of.skippedReason, wide: true },
        { label: words.payer, value: of.payer !== of.customer && of.payer },
        { label: words.method, value: of.paymentMethod && methods[of.paymentMethod] },
        { label: words.invoicing, value: form.invoicings[of.invoicing] },
        { label: words.owner, value: of.owner },
      ]}
    />
  )
}
