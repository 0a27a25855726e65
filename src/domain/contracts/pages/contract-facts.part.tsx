import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { editorWords } from '../../invoicing/labels/editor.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { contractWords } from '../labels/screens.ts'
import type { Contract } from './contract-api.part.ts'

/** Whose contract it is, from when to when, and how it is invoiced and paid. */
export function ContractFacts({ of, brief = false }: { of: Contract; brief?: boolean }) {
  const words = useLabels(contractWords)
  const form = useLabels(contractFormWords)
  const { methods, monthEnds } = useLabels(editorWords)
  const format = useFormat()
  const repeat = useRepeat(of)
  const end =
    of.paymentMonthEnd && of.paymentMonthEnd !== 'none'
      ? `, ${form.monthEnd.toLowerCase()} (${monthEnds[of.paymentMonthEnd].toLowerCase()})`
      : ''
  const contract = (linked: { id: string; number: string | null } | null) =>
    linked && <RecordLink to={`contracts/${linked.id}`}>{linked.number}</RecordLink>
  return (
    <Facts
      facts={[
        { label: words.customer, value: <RecordLink to={`contacts/${of.customerId}`}>{of.customer}</RecordLink> },
        {
          label: words.payer,
          value: of.payerId && <RecordLink to={`contacts/${of.payerId}`}>{of.payer}</RecordLink>,
        },
        { label: words.startsOn, value: format.day(of.startsOn) },
        { label: words.endsOn, value: of.endsOn ? format.day(of.endsOn) : words.endless },
        { label: words.repeat, value: repeat },
        { label: words.nextOn, value: format.day(of.nextOn) },
        { label: words.invoicing, value: form.invoicings[of.invoicing] },
        { label: words.renewal, value: of.endsOn !== null && <Renewal of={of} /> },
        {
          label: words.pausedLabel,
          value: of.pausedFrom && words.pausedSince(format.day(of.pausedFrom), format.day(of.pausedTo)),
        },
        {
          label: words.terminatedOn,
          value: of.terminatedOn && `${format.day(of.terminatedOn)} · ${of.terminatedReason}`,
          wide: true,
        },
        { label: words.method, value: of.paymentMethod ? methods[of.paymentMethod] : words.asCustomer },
        {
          label: words.mandate,
          value: of.mandateId && (
            <RecordLink to="mandates" search={{ open: of.mandateId }}>
              {of.mandate}
            </RecordLink>
          ),
        },
        {
          label: form.paymentDays,
          value: of.paymentDays === null ? words.asCustomer : words.terms30(format.integer(of.paymentDays), end),
        },
        { label: words.owner, value: of.owner },
        { label: words.renews, value: contract(of.renews) },
        { label: words.renewedBy, value: contract(of.renewedBy) },
        {
          label: words.origin,
          value: of.origin && (
            <RecordLink to={`invoices/${of.origin.id}`}>{of.origin.number ?? words.draft}</RecordLink>
          ),
        },
        !brief && { label: words.purchaseOrder, value: of.purchaseOrder },
        !brief && { label: words.buyerReference, value: of.buyerReference },
        !brief && { label: words.grouped, value: of.grouped && words.yes },
        !brief && { label: words.note, value: of.note, wide: true },
        { label: words.privateNote, value: of.privateNote, wide: true },
      ]}
    />
  )
}

/** How often, and when its invoices are dated. */
function useRepeat({ every, unit, invoiceOn, invoiceDays }: Contract): string {
  const form = useLabels(contractFormWords)
  const words = useLabels(contractWords)
  const when = { start: '', end: words.atEnd, before: words.before(invoiceDays), day: words.onDay(invoiceDays) }[
    invoiceOn
  ]
  return [form.each(every, unit), when].filter(Boolean).join(', ')
}

function Renewal({ of }: { of: Contract }) {
  const form = useLabels(contractFormWords)
  const words = useLabels(contractWords)
  const format = useFormat()
  if (of.renewal === 'none') return form.renewals.none
  return [
    form.renewals[of.renewal],
    words.renewedFor(form.lasts(of.renewalEvery, of.renewalUnit)),
    of.limitOn && words.refusedUntil(format.day(of.limitOn)),
  ]
    .filter(Boolean)
    .join(', ')
}
