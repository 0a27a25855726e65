import { IconArrowBackUp, IconFileText, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { MOVEMENT_STATES, movementsContract } from '../contract/statements.ts'
import { bankWords } from '../labels/bank-screens.ts'
import { statementLabels } from '../labels/statements.ts'
import { bankAccountLookup } from './account-lookup.part.tsx'
import { useBankTabs } from './bank-tabs.part.tsx'

const api = apiOf('bankMovements', movementsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** All movements that statements told, and what became of each. */
export function BankMovementsPage() {
  const words = useLabels(bankWords)
  const format = useFormat()
  return (
    <ListPage
      title={words.movements}
      name="bank-movements"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useBankTabs('bank-movements')}
      searchPlaceholder={words.search}
      exportPath="/bank-movements/export"
      empty={{ text: words.noMovements }}
      actions={useActions()}
      rowName={row => `${row.otherName || row.text} ${format.money(row.cents)}`}
    />
  )
}

function useActions(): RowAction<Row>[] {
  const words = useLabels(bankWords)
  const doing = useDoing()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const reopen = ({ id }: Row) => doing(() => api.reopen.call({ id }))
  return [
    {
      key: 'payment',
      label: words.showPayment,
      icon: <IconFileText size={16} />,
      enabled: row => row.paymentId !== null,
      run: ({ rows: [row] }) =>
        row?.paymentId && void navigate({ to: path('payments'), search: { open: row.paymentId } as never }),
    },
    {
      key: 'customer',
      label: words.showCustomer,
      icon: <IconUser size={16} />,
      enabled: row => row.proposal !== null,
      run: ({ rows: [row] }) => row?.proposal && void navigate({ to: path(`contacts/${row.proposal.customerId}`) }),
    },
    {
      key: 'reopen',
      label: words.reopen,
      icon: <IconArrowBackUp size={16} />,
      right: 'payments.write',
      enabled: row => row.state !== 'open',
      run: ({ rows: [row] }) => row && void reopen(row),
    },
  ]
}

const TONES: Record<Row['state'], Tone> = { open: 'warning', matched: 'good', 'set-aside': 'off' }

function useColumns(): ListColumn<Row>[] {
  const { columns, states } = useLabels(statementLabels)
  return useMemo(
    () => [
      { key: 'bookedOn', header: columns.bookedOn, kind: 'day', width: 100, sort: true, phone: 2 },
      { key: 'otherName', header: columns.otherName, width: 180, grow: true, phone: 1 },
      { key: 'text', header: columns.text, width: 220, grow: true },
      { key: 'reference', header: columns.reference, width: 130 },
      {
        key: 'state',
        header: columns.state,
        width: 130,
        phone: 2,
        cell: row => <Status of={TONES[row.state]} label={states[row.state]} />,
        text: row => states[row.state],
      },
      { key: 'paymentNumber', header: columns.paymentNumber, kind: 'integer', width: 96 },
      { key: 'note', header: columns.note, width: 140 },
      { key: 'bankAccount', header: columns.bankAccount, width: 130 },
      { key: 'cents', header: columns.cents, kind: 'money', width: 110, sort: true, sum: true, phone: 'end' },
      { key: 'otherIban', header: columns.otherIban, width: 180, hidden: true },
      { key: 'valueOn', header: columns.valueOn, kind: 'day', width: 110, hidden: true },
    ],
    [columns, states],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(bankWords)
  const { columns, states } = useLabels(statementLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        key: 'state',
        label: columns.state,
        single: true,
        options: MOVEMENT_STATES.map(value => ({ value, label: states[value] })),
      },
      {
        kind: 'choice',
        key: 'direction',
        label: words.direction,
        single: true,
        options: (['in', 'out'] as const).map(value => ({ value, label: words.directions[value] })),
      },
      { kind: 'days', label: columns.bookedOn, from: 'bookedFrom', to: 'bookedTo' },
      { kind: 'lookup', key: 'bankAccountId', label: columns.bankAccount, source: bankAccountLookup },
      { kind: 'text', key: 'statementId', label: words.statements, own: true },
    ],
    [words, columns, states],
  )
}
