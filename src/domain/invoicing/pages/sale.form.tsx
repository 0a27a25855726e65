import { useEffect, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useNarrow } from '../../../platform/web/layout.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { invoicingContract } from '../contract.ts'
import { invoicingWords } from '../labels/screens.ts'
import { NewContact } from './new-contact.part.tsx'
import { ManyLines, useAgencyDiscount } from './sale-agency.part.tsx'
import { type PricedLine, type SaleLine, SaleTotals, usePricedLines } from './sale-amounts.part.tsx'
import { blankLine, SaleLines } from './sale-lines.part.tsx'
import type { SaleParts } from './sale-renewal.part.tsx'

const api = apiOf('invoicing', invoicingContract)
type Sell = Parameters<typeof api.sell.call>[0]
type Values = { customerId: string | null; issuedOn: string | null; lines: SaleLine[] }
/** Which field waits for the contact being created: the customer, or the recipient of a line. */
type Wanted = { line: number | null; typed: string }

const isBlank = ({ productId, recipientId }: SaleLine) => productId === null && recipientId === null

/** Lines left empty at the end are none; the first one always counts, so that it is asked for. */
const filled = (lines: readonly SaleLine[]) =>
  lines.slice(0, Math.max(1, lines.findLastIndex(line => !isBlank(line)) + 1))

const saleOf = ({ customerId, issuedOn, lines }: Values) => ({
  customerId: customerId ?? undefined,
  issuedOn: issuedOn ?? undefined,
  lines: filled(lines).map(({ productId, quantity, unitGrossCents, recipientId, ...line }) => ({
    productId: productId ?? undefined,
    quantity,
    unitGrossCents: unitGrossCents ?? undefined,
    recipientId: recipientId ?? undefined,
    gift: line.gift || undefined,
    startsOn: line.startsOn ?? undefined,
    startIssueId: line.startIssueId ?? undefined,
    startsWith: line.start === 'current' || line.start === 'next' ? line.start : undefined,
    renewalContactId: line.renewalContactId ?? undefined,
    renewsId: line.renewsId ?? undefined,
  })),
})

type CreateProps = { customerId: string | undefined; onDone(id: string | undefined): void; parts: SaleParts }

/** A sale typed by hand, in the panel of the invoices: saving it issues the invoice and makes its purchases. */
export function CreateSale({ customerId, onDone, parts }: CreateProps) {
  const words = useLabels(invoicingWords)
  const may = useMay()
  const { today } = useSession()
  const narrow = useNarrow()
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const tell = useTellSale()
  const form = useRecordForm<Values, { id: string; number: string }>({
    initial: { customerId: customerId ?? null, issuedOn: today, lines: [blankLine()] },
    input: saleOf,
    schema: invoicingContract.sell['~orpc'].inputSchema,
    save: (input: Sell, saving) => api.sell.call(input, saving),
    onSaved: issued => {
      tell(issued, lines)
      refresh()
      onDone(issued.id)
    },
  })
  const discountBps = useAgencyDiscount(form.values.customerId)
  const lines = usePricedLines(form.values.lines, discountBps, form.values.issuedOn)
  const mayCreate = may('parties.write')
  const create = (line: number | null) => (typed: string) => setWanted({ line, typed })
  const focus = (name: string) => form.ref.current?.querySelector<HTMLElement>(`input[name="${name}"]`)?.focus()
  const created = (id: string | undefined) => {
    setWanted(null)
    if (!wanted) return
    setTimeout(() => focus(wanted.line === null ? 'customerId' : `lines.${wanted.line}.recipientId`))
    if (id === undefined) return
    if (wanted.line === null) form.field('customerId').onChange(id)
    else
      form
        .field('lines')
        .onChange(form.values.lines.map((line, at) => (at === wanted.line ? { ...line, recipientId: id } : line)))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where the first thing is typed.
  useEffect(() => focus(customerId ? 'lines.0.productId' : 'customerId'), [])
  return (
    <PanelForm title={words.newSale}>
      <FormFrame form={form} submit={words.saveSale} onCancel={() => onDone(undefined)}>
        <FieldRow widths={narrow ? 'minmax(0, 1fr)' : 'minmax(0, 1fr) 168px'}>
          <LookupField
            {...form.field('customerId')}
            label={words.customer}
            source={contactLookup}
            placeholder={words.customerHint}
            {...(mayCreate ? { onCreate: create(null) } : {})}
            required
            autoFocus={!customerId}
          />
          <DayField {...form.field('issuedOn')} label={words.issuedOn} />
        </FieldRow>
        <SaleLines
          lines={lines}
          onChange={form.field('lines').onChange}
          errorAt={form.errorAt}
          onCreateRecipient={mayCreate ? (at, typed) => create(at)(typed) : undefined}
          parts={{ ...parts, on: form.values.issuedOn }}
        />
        <ManyLines lines={form.values.lines} onChange={form.field('lines').onChange} discountBps={discountBps} />
        <SaleTotals lines={lines} />
      </FormFrame>
      <NewContact typed={wanted?.typed} onDone={created} />
    </PanelForm>
  )
}

/** Says that the sale is recorded, with links to the invoice and to what it made. */
function useTellSale() {
  const words = useLabels(invoicingWords)
  const notify = useNotify()
  const path = useCompanyPath()
  const may = useMay()
  return ({ id, number }: { id: string; number: string }, lines: readonly PricedLine[]) => {
    const makesPurchases = lines.some(({ product }) => product !== undefined && product.kind !== 'other')
    notify.done(words.saleRecorded(number), {
      links: [
        { to: path(`invoices/${id}`), label: words.openInvoice },
        ...(makesPurchases && may('subscriptions.read')
          ? [{ to: `${path(`invoices/${id}`)}?tab=purchases`, label: words.openPurchases }]
          : []),
      ],
    })
  }
}
