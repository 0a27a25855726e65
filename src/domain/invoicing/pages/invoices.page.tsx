import { useMemo } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, MainAction, RowAction } from '../../../platform/web/list/list-types.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { mailWords } from '../labels/mail-screens.ts'
import { invoicingWords } from '../labels/screens.ts'
import { invoicingLabels } from '../labels.ts'
import { DOCUMENT_KINDS } from '../rules/document.ts'
import { sourceKind } from '../rules/source.ts'
import { DOCUMENT_STATES } from '../rules/state.ts'
import { invoices } from './editor-api.part.ts'
import { type InvoiceRow, useInvoiceActions } from './invoice-actions.part.tsx'
import { InvoicePanel, type InvoiceParts } from './invoice-panel.part.tsx'
import { InvoiceStatus, useStateWord } from './invoice-status.part.tsx'
import { MailStatus, useMailDocuments } from './mail-documents.part.tsx'
import { useNewSale } from './new-sale.part.tsx'

type PageProps = {
  /** What other slices can do with documents. */
  actions: readonly RowAction<InvoiceRow>[]
  parts: InvoiceParts
  /** Where other slices have more to be invoiced. */
  others: readonly MainAction[]
  /** Dialogs that those actions open. */
  children?: React.ReactNode
}

/** Invoices, credit notes and deposits: drafts first, then the newest. */
export function InvoicesPage({ actions, parts, others, children }: PageProps) {
  const labels = useLabels(invoicingLabels)
  const words = useLabels(invoicingWords)
  const format = useFormat()
  const path = useCompanyPath()
  const main = useNewSale()
  const own = useInvoiceActions()
  const mail = useMailDocuments<InvoiceRow>()
  return (
    <>
      <ListPage
        title={labels.invoices}
        name="invoices"
        source={invoices}
        totals={invoices.totals}
        counted={count => format.many(count, words.one, words.many)}
        columns={useColumns()}
        filters={useFilters()}
        searchPlaceholder={words.search}
        exportPath="/invoices/export"
        empty={{ text: words.noInvoices, action: main }}
        mainAction={main}
        otherActions={others}
        actions={[...own.actions, mail.action, ...actions]}
        panel={id => <InvoicePanel key={id} id={id} parts={parts} />}
        card={row => path(row.state === 'draft' ? `invoices/${row.id}/edit` : `invoices/${row.id}`)}
        rowName={row => `${row.number ?? words.draftName} ${row.customer}`}
      />
      {own.dialogs}
      {mail.dialog}
      {children}
    </>
  )
}

function useColumns(): ListColumn<InvoiceRow>[] {
  const { columns } = useLabels(invoicingLabels)
  const words = useLabels(invoicingWords)
  const stateWord = useStateWord()
  const mails = useLabels(mailWords)
  return useMemo(
    () => [
      {
        key: 'number',
        header: columns.number,
        width: 130,
        phone: 1,
        text: ({ number }) => number ?? words.draftName,
      },
      {
        key: 'state',
        header: words.state,
        width: 150,
        phone: 2,
        cell: row => <InvoiceStatus of={row} />,
        text: stateWord,
      },
      { key: 'issuedOn', header: columns.issuedOn, kind: 'day', sort: true, width: 92, phone: 2 },
      { key: 'customer', header: columns.customer, width: 140, grow: true, phone: 1 },
      { key: 'dueOn', header: words.due, kind: 'day', sort: true, width: 92 },
      { key: 'netCents', header: columns.netCents, kind: 'money', sum: true, width: 92 },
      { key: 'vatCents', header: columns.vatCents, kind: 'money', sum: true, width: 78 },
      { key: 'grossCents', header: columns.grossCents, kind: 'money', sort: true, sum: true, width: 98, phone: 'end' },
      { key: 'openCents', header: words.openAmount, kind: 'money', sum: true, width: 104 },
      {
        key: 'mailState',
        header: mails.mailState,
        width: 112,
        cell: row => <MailStatus of={row.mailState} />,
        text: row => (row.mailState ? mails.states[row.mailState] : ''),
      },
      { key: 'owner', header: words.owner, width: 80, hidden: true },
      {
        key: 'source',
        header: columns.source,
        width: 86,
        text: row => words.sources[sourceKind(row.source)] ?? row.source,
      },
      { key: 'kind', header: words.kind, width: 90, hidden: true, text: row => words.kinds[row.kind] },
      { key: 'cancelledOn', header: columns.cancelledOn, kind: 'day', width: 100, hidden: true },
    ],
    [columns, words, stateWord, mails],
  )
}

function useFilters(): ListFilter[] {
  const { columns } = useLabels(invoicingLabels)
  const words = useLabels(invoicingWords)
  return useMemo(
    () => [
      {
        kind: 'choice',
        key: 'state',
        label: words.state,
        single: true,
        options: DOCUMENT_STATES.map(value => ({ value, label: words.states[value] })),
      },
      { kind: 'days', label: columns.issuedOn, from: 'issuedFrom', to: 'issuedTo' },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
      { kind: 'days', label: words.due, from: 'dueFrom', to: 'dueTo' },
      {
        kind: 'choice',
        key: 'kind',
        label: words.kind,
        single: true,
        options: DOCUMENT_KINDS.map(value => ({ value, label: words.kinds[value] })),
      },
      { kind: 'text', key: 'owner', label: words.owner, apart: true },
      {
        kind: 'choice',
        key: 'source',
        label: columns.source,
        single: true,
        apart: true,
        options: Object.entries(words.sources).map(([value, label]) => ({ value, label })),
      },
    ],
    [columns, words],
  )
}
