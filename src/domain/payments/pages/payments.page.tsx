import { IconReceipt, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { PAYMENT_METHODS } from '../../invoicing/rules/document.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { paymentsContract } from '../contract.ts'
import { paymentsWords } from '../labels/screens.ts'
import { paymentsLabels } from '../labels.ts'
import { PAYMENT_STATES } from '../rules/state.ts'
import { bankAccountLookup } from './account-lookup.part.tsx'
import { PaymentStatus, useMoneyTabs } from './money-tabs.part.tsx'
import { TakePayment } from './payment.form.tsx'
import { PaymentPanel } from './payment-panel.part.tsx'

const api = apiOf('payments', paymentsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Payments received and paid back, the latest first; one is taken beside them. */
export function PaymentsPage() {
  const words = useLabels(paymentsWords)
  const format = useFormat()
  const [{ customerId }, setSearch] = useSearchValues()
  const take = () => setSearch({ open: 'new' })
  return (
    <ListPage
      title={words.payments}
      name="payments"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      totals={api.totals}
      filters={useFilters()}
      tabs={useMoneyTabs('payments')}
      searchPlaceholder={words.search}
      exportPath="/payments/export"
      empty={{ text: words.none, action: { label: words.take, right: 'payments.write', run: take } }}
      mainAction={{ label: words.take, right: 'payments.write', run: take }}
      actions={useActions()}
      panel={id =>
        id === 'new' ? (
          <TakePayment customerId={customerId} onDone={open => setSearch({ open })} />
        ) : (
          <PaymentPanel key={id} id={id} />
        )
      }
      rowName={row => `${row.number} ${row.customer}`}
    />
  )
}

function useActions(): RowAction<Row>[] {
  const words = useLabels(paymentsWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'contact',
      label: words.showCustomer,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.customerId}`) }),
    },
    {
      key: 'account',
      label: words.showAccount,
      icon: <IconReceipt size={16} />,
      run: ({ rows: [row] }) =>
        row && void navigate({ to: path('account-statement'), search: { customerId: row.customerId } as never }),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, methods, states } = useLabels(paymentsLabels)
  const format = useFormat()
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 70, align: 'end', sort: true },
      { key: 'receivedOn', header: columns.receivedOn, kind: 'day', sort: true, phone: 2 },
      { key: 'customer', header: columns.customer, width: 180, grow: true, phone: 1 },
      { key: 'method', header: columns.method, width: 110, text: row => methods[row.method], phone: 2 },
      { key: 'reference', header: columns.reference, width: 140, grow: true },
      { key: 'cents', header: columns.cents, kind: 'money', sum: true, width: 104, phone: 'end' },
      {
        key: 'openCents',
        header: columns.openCents,
        kind: 'money',
        sum: true,
        width: 100,
        text: row => (row.openCents === 0 ? '' : format.money(row.openCents, row.currency)),
      },
      {
        key: 'state',
        header: columns.state,
        width: 144,
        cell: row => <PaymentStatus of={row.state} />,
        text: row => states[row.state],
      },
      { key: 'bankAccount', header: columns.bankAccount, width: 116 },
      { key: 'depositNumber', header: columns.depositNumber, width: 72, align: 'end' },
      { key: 'drawer', header: columns.drawer, width: 150, hidden: true },
      { key: 'source', header: columns.source, width: 100, hidden: true },
      { key: 'createdBy', header: columns.createdBy, width: 60, hidden: true },
    ],
    [columns, methods, states, format],
  )
}

function useFilters(): ListFilter[] {
  const { columns, methods, states } = useLabels(paymentsLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: columns.state,
        options: PAYMENT_STATES.map(value => ({ value, label: states[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'method',
        label: columns.method,
        options: PAYMENT_METHODS.map(value => ({ value, label: methods[value] })),
      },
      { kind: 'days', label: columns.receivedOn, from: 'receivedFrom', to: 'receivedTo' },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
      { kind: 'lookup', key: 'bankAccountId', label: columns.bankAccount, source: bankAccountLookup, apart: true },
    ],
    [columns, methods, states],
  )
}
