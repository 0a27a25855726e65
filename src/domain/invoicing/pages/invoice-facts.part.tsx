import type { ReactNode } from 'react'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { editorWords } from '../labels/editor.ts'
import { invoicingWords } from '../labels/screens.ts'
import { addressInLine } from '../rules/document.ts'
import { sourceKind } from '../rules/source.ts'
import type { Invoice } from './invoice-panel.part.tsx'

type Linked = { id: string; number: string; grossCents?: number }

/** Other documents, each a link with its amount. */
function Documents({ of, currency }: { of: readonly Linked[]; currency: string }) {
  const format = useFormat()
  if (of.length === 0) return null
  return of.map(({ id, number, grossCents }, at) => (
    <span key={id}>
      {at > 0 && ', '}
      <RecordLink to={`invoices/${id}`}>{number}</RecordLink>
      {grossCents !== undefined && ` ${format.money(grossCents, currency)}`}
    </span>
  ))
}

const joined = (...parts: (string | false | null)[]): ReactNode => parts.filter(Boolean).join(' · ')

/** What a document says over its lines, and where it leads. */
export function InvoiceFacts({ of }: { of: Invoice }) {
  const words = useLabels(invoicingWords)
  const editor = useLabels(editorWords)
  const { colon } = useLabels(commonWords)
  const format = useFormat()
  const isCredit = of.kind === 'credit-note'
  const delivered = of.buyer?.delivery ?? of.deliveryAddress
  const end = of.paymentMonthEnd && of.paymentMonthEnd !== 'none' ? `, ${editor.monthEnd.toLowerCase()}` : ''
  return (
    <Facts
      facts={[
        { label: words.customer, value: <RecordLink to={`contacts/${of.customerId}`}>{of.customer}</RecordLink> },
        { label: words.issuedOn, value: format.day(of.issuedOn ?? of.draftedOn) },
        { label: words.due, value: format.day(of.dueOn) },
        { label: words.totalNet, value: format.money(of.netCents, of.currency) },
        { label: words.vat, value: format.money(of.vatCents, of.currency) },
        { label: words.totalGross, value: <strong>{format.money(of.grossCents, of.currency)}</strong> },
        {
          label: isCredit ? words.openCredit : words.openAmount,
          // Amounts of a credit note stand here without their sign, as on its paper.
          value: of.number !== null && format.money(isCredit ? -of.openCents : of.openCents, of.currency),
          always: of.number !== null,
        },
        { label: words.credits, value: of.credits && <Documents currency={of.currency} of={[of.credits]} /> },
        { label: words.reason, value: of.reason, wide: true },
        {
          label: words.creditNotes,
          value: of.creditNotes.length > 0 && <Documents currency={of.currency} of={of.creditNotes} />,
        },
        { label: words.usedBy, value: of.usedBy.length > 0 && <Documents currency={of.currency} of={of.usedBy} /> },
        {
          label: words.depositLeft,
          value: of.depositLeftCents !== null && format.money(of.depositLeftCents, of.currency),
        },
        { label: words.cancelledOn, value: format.day(of.cancelledOn) },
        { label: words.cancelledReason, value: of.cancelledReason, wide: true },
        { label: words.terms, value: of.paymentDays !== null && words.days(format.integer(of.paymentDays), end) },
        { label: words.method, value: of.paymentMethod && editor.methods[of.paymentMethod] },
        {
          label: words.references,
          value: joined(
            of.buyerReference && `${words.buyerReference}${colon}${of.buyerReference}`,
            of.purchaseOrder && `${words.purchaseOrder}${colon}${of.purchaseOrder}`,
            of.contractReference && `${words.contractReference}${colon}${of.contractReference}`,
          ),
          wide: true,
        },
        { label: editor.delivery, value: delivered && addressInLine(delivered), wide: true },
        { label: words.suppliedOn, value: format.day(of.suppliedOn) },
        { label: words.printedOn, value: format.instant(of.printedAt) },
        { label: words.mailedOn, value: format.instant(of.mailedAt) },
        {
          label: words.reminded,
          value: of.reminderLevel > 0 && words.remindedOn(format.integer(of.reminderLevel), format.day(of.remindedOn)),
        },
        { label: words.owner, value: of.owner },
        { label: words.source, value: words.sources[sourceKind(of.source)] ?? of.source },
        { label: words.sourceReference, value: of.sourceReference },
        { label: words.note, value: of.note, wide: true },
        { label: words.privateNote, value: of.privateNote, wide: true },
      ]}
    />
  )
}
