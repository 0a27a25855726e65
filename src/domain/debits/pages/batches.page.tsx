import { useMemo } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { batchWords } from '../labels/batch-screens.ts'
import { debitsLabels } from '../labels/lists.ts'
import { debitWords } from '../labels/screens.ts'
import { BATCH_STATES, SCHEMES } from '../rules/states.ts'
import { NewBatch } from './batch.form.tsx'
import { BatchPanel } from './batch.page.tsx'
import { type BatchRow, debitBatches } from './debit-api.part.ts'
import { BatchStatus } from './debit-status.part.tsx'
import { useDebitTabs } from './debit-tabs.part.tsx'

/** Debits of a bank day, each batch in one file for the bank. Source: L-16. */
export function BatchesPage() {
  const words = useLabels(batchWords)
  const { debits } = useLabels(debitWords)
  const format = useFormat()
  const path = useCompanyPath()
  const [, setSearch] = useSearchValues()
  const prepare = { label: words.newBatch, right: 'debits.write', run: () => setSearch({ open: 'new' }) }
  return (
    <ListPage
      title={debits}
      name="debit-batches"
      source={debitBatches}
      counted={count => format.many(count, words.batchOne, words.batchMany)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useDebitTabs('debit-batches')}
      exportPath="/debit-batches/export"
      empty={{ text: words.batchNone, action: prepare }}
      mainAction={prepare}
      panel={id => (id === 'new' ? <NewBatch onDone={open => setSearch({ open })} /> : <BatchPanel key={id} id={id} />)}
      card={row => path(`debit-batches/${row.id}`)}
      rowName={row => `${row.number}, ${format.day(row.collectOn)}`}
    />
  )
}

function useColumns(): ListColumn<BatchRow>[] {
  const { columns, batchColumns, schemes, batchStates } = useLabels(debitsLabels)
  return useMemo(
    () => [
      { key: 'number', header: batchColumns.number, kind: 'integer', width: 84, sort: true, phone: 1 },
      { key: 'collectOn', header: columns.collectOn, kind: 'day', width: 112, sort: true, phone: 2 },
      {
        key: 'state',
        header: columns.state,
        width: 130,
        cell: row => <BatchStatus of={row.state} />,
        text: row => batchStates[row.state],
        phone: 2,
      },
      { key: 'debitCount', header: batchColumns.debitCount, kind: 'integer', width: 106 },
      { key: 'cents', header: columns.cents, kind: 'money', width: 120, sum: true, phone: 'end' },
      { key: 'returnedCount', header: batchColumns.returnedCount, kind: 'integer', width: 80 },
      { key: 'returnedCents', header: batchColumns.returnedCents, kind: 'money', width: 120 },
      { key: 'scheme', header: columns.scheme, width: 70, text: row => schemes[row.scheme] },
      { key: 'bankAccount', header: batchColumns.bankAccount, width: 150, grow: true },
      { key: 'handOverBy', header: batchColumns.handOverBy, kind: 'day', width: 136 },
      { key: 'handedOverAt', header: batchColumns.handedOverAt, kind: 'instant', width: 140 },
      { key: 'collectedOn', header: batchColumns.collectedOn, kind: 'day', width: 112 },
      { key: 'cancelledReason', header: batchColumns.cancelledReason, width: 160, hidden: true },
    ],
    [columns, batchColumns, schemes, batchStates],
  )
}

function useFilters(): ListFilter[] {
  const { columns, schemes, batchStates } = useLabels(debitsLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: columns.state,
        options: BATCH_STATES.map(value => ({ value, label: batchStates[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'scheme',
        label: columns.scheme,
        options: SCHEMES.map(value => ({ value, label: schemes[value] })),
      },
    ],
    [columns, schemes, batchStates],
  )
}
