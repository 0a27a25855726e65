import { useMemo } from 'react'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { MANDATE_STATES, SCHEMES } from '../rules/states.ts'
import { type MandateRow, mandates } from './debit-api.part.ts'
import { MandateStatus } from './debit-status.part.tsx'
import { useDebitTabs } from './debit-tabs.part.tsx'
import { MandateForm } from './mandate.form.tsx'
import { MandatePanel } from './mandate-panel.part.tsx'

/** Debtors' leaves to collect. Source: L-14. */
export function MandatesPage() {
  const words = useLabels(mandateWords)
  const { debits } = useLabels(debitWords)
  const format = useFormat()
  const [, setSearch] = useSearchValues()
  const add = { label: words.newMandate, right: 'debits.write', run: () => setSearch({ open: 'new' }) }
  return (
    <ListPage
      title={debits}
      name="mandates"
      source={mandates}
      counted={count => format.many(count, words.mandateOne, words.mandateMany)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useDebitTabs('mandates')}
      searchPlaceholder={words.mandateSearch}
      exportPath="/mandates/export"
      empty={{ text: words.mandateNone, action: add }}
      mainAction={add}
      panel={id =>
        id === 'new' ? <MandateForm onDone={open => setSearch({ open })} /> : <MandatePanel key={id} id={id} />
      }
      rowName={row => `${row.reference} ${row.customer}`}
    />
  )
}

function useColumns(): ListColumn<MandateRow>[] {
  const { columns, schemes, frequencies, states } = useLabels(debitsLabels)
  return useMemo(
    () => [
      { key: 'customer', header: columns.customer, width: 180, grow: true, sort: 'name', phone: 1 },
      { key: 'reference', header: columns.reference, width: 120, sort: true, phone: 2 },
      { key: 'iban', header: columns.iban, width: 120 },
      {
        key: 'state',
        header: columns.state,
        width: 110,
        cell: row => <MandateStatus of={row.state} />,
        text: row => states[row.state],
        phone: 2,
      },
      { key: 'scheme', header: columns.scheme, width: 70, text: row => schemes[row.scheme] },
      { key: 'frequency', header: columns.frequency, width: 100, text: row => frequencies[row.frequency] },
      { key: 'debtorName', header: columns.debtorName, width: 150, hidden: true },
      { key: 'signedOn', header: columns.signedOn, kind: 'day', sort: true },
      { key: 'usedOn', header: columns.usedOn, kind: 'day' },
      { key: 'lapsesOn', header: columns.lapsesOn, kind: 'day', sort: true },
      { key: 'proofCount', header: columns.proofCount, kind: 'integer', width: 70 },
    ],
    [columns, schemes, frequencies, states],
  )
}

function useFilters(): ListFilter[] {
  const { columns, schemes, states } = useLabels(debitsLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: columns.state,
        options: MANDATE_STATES.map(value => ({ value, label: states[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'scheme',
        label: columns.scheme,
        options: SCHEMES.map(value => ({ value, label: schemes[value] })),
      },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
    ],
    [columns, schemes, states],
  )
}
