import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { editorWords } from '../../invoicing/labels/editor.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { contractFormWords } from '../labels/form-screens.ts'
import { contractWords } from '../labels/screens.ts'
import { contractsLabels } from '../labels.ts'
import { CONTRACT_STATES, RENEWALS } from '../rules/contract.ts'
import { type ContractRow, contracts } from './contract-api.part.ts'
import { ContractPanel } from './contract-panel.part.tsx'
import { useContractRowActions } from './contract-row-actions.part.tsx'
import { ContractStatus } from './contract-status.part.tsx'
import { useContractTabs } from './contract-tabs.part.tsx'
import { useHowFilters } from './how-filters.part.ts'
import { ChangePrices } from './prices.form.tsx'

/** Recurring contracts: whose, until when, and what waits to be invoiced. Source: REC-3. */
export function ContractsPage() {
  const words = useLabels(contractWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const create = {
    label: words.newContract,
    right: 'contracts.write',
    run: () => void navigate({ to: path('contracts/new') }),
  }
  const [priced, setPriced] = useState<string[] | null>(null)
  return (
    <>
      <ListPage
        title={words.contracts}
        name="contracts"
        source={contracts}
        counted={count => format.many(count, words.one, words.many)}
        columns={useColumns()}
        filters={useFilters()}
        tabs={useContractTabs('contracts')}
        searchPlaceholder={words.search}
        exportPath="/contracts/export"
        empty={{ text: words.none, action: create }}
        mainAction={create}
        actions={useContractRowActions(setPriced)}
        panel={id => <ContractPanel key={id} id={id} />}
        card={row => path(`contracts/${row.id}`)}
        rowName={row => `${row.number} ${row.title} ${row.customer}`}
      />
      {priced && <ChangePrices contractIds={priced} onClose={() => setPriced(null)} />}
    </>
  )
}

function useColumns(): ListColumn<ContractRow>[] {
  const words = useLabels(contractWords)
  const form = useLabels(contractFormWords)
  const { methods } = useLabels(editorWords)
  const { states } = useLabels(contractsLabels)
  const format = useFormat()
  return useMemo(
    () => [
      { key: 'number', header: words.number, width: 96, sort: true, phone: 2 },
      { key: 'customer', header: words.customer, width: 150, grow: true, sort: 'name', phone: 1 },
      { key: 'title', header: words.title, width: 160, grow: true, phone: 2 },
      {
        key: 'state',
        header: words.state,
        width: 104,
        cell: row => <ContractStatus of={row.state} />,
        text: row => states[row.state],
        phone: 'end',
      },
      { key: 'every', header: words.repeat, width: 124, text: row => form.each(row.every, row.unit) },
      { key: 'startsOn', header: words.startsOn, kind: 'day', sort: true, width: 92 },
      {
        key: 'endsOn',
        header: words.endsOn,
        kind: 'day',
        sort: true,
        width: 92,
        text: row => (row.endsOn ? format.day(row.endsOn) : words.endless),
      },
      { key: 'nextOn', header: words.nextOn, kind: 'day', width: 128 },
      {
        key: 'toInvoiceCount',
        header: words.toInvoice,
        kind: 'integer',
        width: 88,
        text: row => (row.toInvoiceCount > 0 ? format.integer(row.toInvoiceCount) : ''),
      },
      {
        key: 'invoicing',
        header: words.invoicing,
        width: 150,
        hidden: true,
        text: row => form.invoicings[row.invoicing],
      },
      {
        key: 'renewal',
        header: words.renewal,
        width: 150,
        text: row => (row.endsOn === null ? '' : form.renewals[row.renewal]),
      },
      {
        key: 'paymentMethod',
        header: words.method,
        width: 104,
        text: row => (row.paymentMethod ? methods[row.paymentMethod] : ''),
      },
      { key: 'payer', header: words.payer, width: 140, hidden: true },
      { key: 'owner', header: words.owner, width: 92 },
    ],
    [words, form, methods, states, format],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(contractWords)
  const form = useLabels(contractFormWords)
  const { states } = useLabels(contractsLabels)
  const how = useHowFilters()
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: words.state,
        options: CONTRACT_STATES.map(value => ({ value, label: states[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'toInvoice',
        label: words.toInvoice,
        options: [{ value: 'true', label: words.withToInvoice }],
      },
      { kind: 'lookup', key: 'customerId', label: words.customer, source: contactLookup },
      { kind: 'text', key: 'owner', label: words.owner },
      {
        kind: 'choice',
        single: true,
        key: 'renewal',
        label: words.renewal,
        options: RENEWALS.map(value => ({ value, label: form.renewals[value] })),
      },
      ...how,
    ],
    [words, form, states, how],
  )
}
