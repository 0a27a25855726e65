import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { chequeDepositsContract } from '../contract/deposits.ts'
import { balanceLabels } from '../labels/balances.ts'
import { paymentsWords } from '../labels/screens.ts'
import { bankAccountLookup } from './account-lookup.part.tsx'
import { MakeDeposit } from './deposit.form.tsx'
import { DepositPanel, DepositStatus } from './deposit-panel.part.tsx'
import { useMoneyTabs } from './money-tabs.part.tsx'

const api = apiOf('chequeDeposits', chequeDepositsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Cheques brought to the bank together, the latest first. */
export function DepositsPage() {
  const words = useLabels(paymentsWords)
  const format = useFormat()
  const [, setSearch] = useSearchValues()
  const make = () => setSearch({ open: 'new' })
  return (
    <ListPage
      title={words.deposits}
      name="cheque-deposits"
      source={api}
      counted={count => format.many(count, words.depositOne, words.depositMany)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useMoneyTabs('cheque-deposits')}
      searchPlaceholder={words.depositSearch}
      exportPath="/cheque-deposits/export"
      empty={{ text: words.noDeposit, action: { label: words.newDeposit, right: 'payments.write', run: make } }}
      mainAction={{ label: words.newDeposit, right: 'payments.write', run: make }}
      panel={id =>
        id === 'new' ? <MakeDeposit onDone={open => setSearch({ open })} /> : <DepositPanel key={id} id={id} />
      }
      rowName={row => `${row.number}`}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, depositStates } = useLabels(balanceLabels)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 80, align: 'end', sort: true, phone: 1 },
      { key: 'depositedOn', header: columns.depositedOn, kind: 'day', sort: true, phone: 2 },
      { key: 'bankAccount', header: columns.bankAccount, width: 200, grow: true, phone: 1 },
      { key: 'chequeCount', header: columns.chequeCount, kind: 'integer', width: 90 },
      { key: 'cents', header: columns.cents, kind: 'money', sum: true, width: 120, phone: 'end' },
      {
        key: 'state',
        header: columns.state,
        width: 140,
        cell: row => <DepositStatus of={row.state} />,
        text: row => depositStates[row.state],
        phone: 2,
      },
      { key: 'broughtOn', header: columns.broughtOn, kind: 'day' },
      { key: 'createdBy', header: columns.createdBy, width: 60 },
    ],
    [columns, depositStates],
  )
}

function useFilters(): ListFilter[] {
  const { columns, depositStates } = useLabels(balanceLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: columns.state,
        options: (['here', 'brought'] as const).map(value => ({ value, label: depositStates[value] })),
      },
      { kind: 'lookup', key: 'bankAccountId', label: columns.bankAccount, source: bankAccountLookup },
    ],
    [columns, depositStates],
  )
}
