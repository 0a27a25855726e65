import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { editorWords } from '../../invoicing/labels/editor.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { contractFormWords } from '../labels/form-screens.ts'
import { contractWords } from '../labels/screens.ts'
import { termWords } from '../labels/term-screens.ts'
import { TERM_STATES } from '../rules/term-state.ts'
import { contractTerms, type Term, useTermStates } from './contract-api.part.ts'
import { contractLookup } from './contract-lookup.part.tsx'
import { TermStatus } from './contract-status.part.tsx'
import { useContractTabs } from './contract-tabs.part.tsx'
import classes from './contracts.module.css'
import { useHowFilters } from './how-filters.part.ts'
import { Missed } from './missed.part.tsx'
import { useTermActions } from './term-actions.part.tsx'
import { TermInvoice } from './term-invoice.part.tsx'
import { TermPanel } from './term-panel.part.tsx'

/** The terms of all contracts: what is to be invoiced, and what was. Source: REC-29 to REC-33. */
export function TermsPage() {
  const words = useLabels(termWords)
  const { contracts, newContract } = useLabels(contractWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const create = () => void navigate({ to: path('contracts/new') })
  const own = useTermActions()
  return (
    <>
      <ListPage
        title={contracts}
        name="contract-terms"
        source={contractTerms}
        counted={count => format.many(count, words.one, words.many)}
        columns={useColumns()}
        filters={useFilters()}
        tabs={useContractTabs('contract-terms')}
        searchPlaceholder={words.search}
        exportPath="/contract-terms/export"
        empty={{ text: words.none, action: { label: newContract, right: 'contracts.write', run: create } }}
        actions={own.actions}
        above={
          <div className={classes.above}>
            <Missed />
          </div>
        }
        panel={(id, row) => row && <TermPanel key={id} of={row} />}
        card={row => path(`contracts/${row.contractId}`)}
        rowName={row => `${row.number} ${row.customer} ${format.day(row.startsOn)}`}
      />
      {own.dialog}
    </>
  )
}

function useColumns(): ListColumn<Term>[] {
  const words = useLabels(termWords)
  const form = useLabels(contractFormWords)
  const { methods } = useLabels(editorWords)
  const states = useTermStates()
  const format = useFormat()
  return useMemo(
    () => [
      { key: 'customer', header: words.customer, width: 150, grow: true, phone: 1 },
      {
        key: 'number',
        header: words.contract,
        width: 92,
        cell: row => <RecordLink to={`contracts/${row.contractId}`}>{row.number}</RecordLink>,
        text: row => row.number,
        phone: 2,
      },
      { key: 'title', header: words.title, width: 150, grow: true },
      { key: 'place', header: words.place, kind: 'integer', width: 48, hidden: true },
      { key: 'startsOn', header: words.from, kind: 'day', sort: true, width: 92, phone: 2 },
      { key: 'endsOn', header: words.to, kind: 'day', width: 92 },
      { key: 'invoiceOn', header: words.invoiceOn, kind: 'day', sort: true, width: 96 },
      {
        key: 'state',
        header: words.state,
        width: 116,
        cell: row => <TermStatus of={row} />,
        text: row => states[row.state],
        phone: 2,
      },
      {
        key: 'grossCents',
        header: words.amount,
        kind: 'money',
        sum: true,
        width: 110,
        text: row => format.money(row.grossCents, row.currency),
        phone: 'end',
      },
      {
        key: 'invoiceNumber',
        header: words.invoice,
        width: 128,
        cell: row => <TermInvoice of={row} />,
        text: row => row.invoiceNumber ?? '',
      },
      {
        key: 'invoicing',
        header: words.invoicing,
        width: 150,
        hidden: true,
        text: row => form.invoicings[row.invoicing],
      },
      {
        key: 'paymentMethod',
        header: words.method,
        width: 104,
        text: row => (row.paymentMethod ? methods[row.paymentMethod] : ''),
      },
      { key: 'owner', header: words.owner, width: 92 },
    ],
    [words, form, methods, states, format],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(termWords)
  const how = useHowFilters()
  const states = useTermStates()
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: words.state,
        options: TERM_STATES.map(value => ({ value, label: states[value] })),
      },
      { kind: 'days', label: words.invoiceOn, from: 'from', to: 'to' },
      { kind: 'lookup', key: 'customerId', label: words.customer, source: contactLookup },
      { kind: 'lookup', key: 'contractId', label: words.contract, source: contractLookup },
      { kind: 'text', key: 'owner', label: words.owner },
      {
        kind: 'choice',
        single: true,
        key: 'late',
        label: words.late,
        apart: true,
        options: [{ value: 'true', label: words.late }],
      },
      ...how,
    ],
    [words, states, how],
  )
}
