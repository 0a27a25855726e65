import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useNewSale } from '../../invoicing/pages/new-sale.part.tsx'
import { subscriptionsContract } from '../contract.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { subscriptionsLabels } from '../labels.ts'
import { STATUSES } from '../rules/status.ts'
import { usePurchaseActions } from './purchase-actions.part.tsx'
import { usePurchaseTabs } from './purchase-tabs.part.tsx'
import { SubscriptionPanel } from './subscription-panel.part.tsx'
import { SubscriptionStatus } from './subscription-status.part.tsx'

const api = apiOf('subscriptions', subscriptionsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Every subscription bought, running and past. Source: ABO-26 to ABO-29. */
export function SubscriptionsPage() {
  const words = useLabels(purchaseWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  return (
    <ListPage
      title={words.purchases}
      name="subscriptions"
      source={api}
      counted={count => format.many(count, words.subscription, words.subscriptions)}
      columns={useColumns()}
      filters={useFilters()}
      searchPlaceholder={words.search}
      exportPath="/subscriptions/export"
      empty={{ text: words.noSubscriptions }}
      tabs={usePurchaseTabs('subscriptions')}
      actions={usePurchaseActions<Row>()}
      mainAction={useNewSale()}
      otherActions={[
        { label: words.recipients, right: 'dispatch.read', run: () => void navigate({ to: path('recipients') }) },
      ]}
      panel={id => <SubscriptionPanel id={id} />}
      card={row => path(`subscriptions/${row.id}`)}
      rowName={row => `${row.number} ${row.lastName} ${row.firstName}`}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, status } = useLabels(subscriptionsLabels)
  const words = useLabels(purchaseWords)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 76, align: 'end', sort: true, phone: 1 },
      {
        key: 'lastName',
        header: columns.lastName,
        width: 130,
        grow: true,
        sort: 'name',
        phone: 1,
        text: row => row.lastName || row.legalName,
      },
      { key: 'firstName', header: columns.firstName, width: 110, grow: true, phone: 1 },
      { key: 'productCode', header: columns.productCode, width: 100 },
      { key: 'label', header: columns.label, width: 170, grow: true, phone: 2 },
      { key: 'startsOn', header: columns.startsOn, kind: 'day', sort: true },
      { key: 'expiresOn', header: columns.expiresOn, kind: 'day', sort: true, phone: 2 },
      { key: 'lastDispatchedOn', header: columns.lastDispatchedOn, kind: 'day', width: 112 },
      {
        key: 'status',
        header: columns.status,
        width: 128,
        cell: row => <SubscriptionStatus of={row.status} />,
        text: row => status[row.status],
        phone: 'end',
      },
      {
        key: 'termMonths',
        header: columns.termMonths,
        kind: 'integer',
        width: 72,
        text: row => words.months(row.termMonths),
      },
      { key: 'copies', header: columns.copies, kind: 'integer', width: 72 },
      { key: 'legalName', header: columns.legalName, hidden: true },
      { key: 'honorific', header: columns.honorific, width: 70, hidden: true },
      { key: 'contactNumber', header: columns.contactNumber, kind: 'integer', hidden: true },
      { key: 'cancelledOn', header: columns.cancelledOn, kind: 'day', hidden: true },
    ],
    [columns, status, words],
  )
}

function useFilters(): ListFilter[] {
  const labels = useLabels(subscriptionsLabels)
  const words = useLabels(purchaseWords)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'status',
        label: words.status,
        options: STATUSES.map(value => ({ value, label: labels.status[value] })),
      },
      { kind: 'days', label: labels.columns.expiresOn, from: 'expiresFrom', to: 'expiresTo' },
      { kind: 'days', label: labels.columns.startsOn, from: 'startsFrom', to: 'startsTo' },
    ],
    [labels, words],
  )
}
