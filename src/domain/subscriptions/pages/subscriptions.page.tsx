import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { NO_END } from '../../../values/day.ts'
import { subscriptionsContract } from '../contract.ts'
import { manyHoldsWords } from '../labels/many-holds.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { subscriptionsLabels } from '../labels.ts'
import { STATUSES } from '../rules/status.ts'
import { useManyHolds } from './many-holds.part.tsx'
import { useFirstColumns, useFurtherColumns, useFurtherFilters } from './purchase-columns.part.tsx'
import { PurchasesPage } from './purchases.part.tsx'
import { SubscriptionPanel } from './subscription-panel.part.tsx'
import { SubscriptionStatus } from './subscription-status.part.tsx'

const api = apiOf('subscriptions', subscriptionsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Every subscription bought, running and past. Source: ABO-26 to ABO-29. */
export function SubscriptionsPage() {
  const words = useLabels(purchaseWords)
  const format = useFormat()
  const many = useManyHolds<Row>()
  return (
    <PurchasesPage
      kind="subscription"
      actions={many.actions}
      dialog={many.dialog}
      name="subscriptions"
      source={api}
      counted={count => format.many(count, words.subscription, words.subscriptions)}
      columns={useColumns()}
      filters={useFilters()}
      exportPath="/subscriptions/export"
      empty={{ text: words.noSubscriptions }}
      panel={id => <SubscriptionPanel id={id} />}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, status } = useLabels(subscriptionsLabels)
  const words = useLabels(purchaseWords)
  const first = useFirstColumns<Row>()
  const further = useFurtherColumns<Row>()
  return useMemo(
    () => [
      ...first,
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
        width: 84,
        text: row => (row.expiresOn === NO_END ? '' : words.months(row.termMonths)),
      },
      { key: 'copies', header: columns.copies, kind: 'integer', width: 72 },
      { key: 'contactNumber', header: columns.contactNumber, kind: 'integer', hidden: true },
      ...further,
    ],
    [columns, status, words, first, further],
  )
}

function useFilters(): ListFilter[] {
  const labels = useLabels(subscriptionsLabels)
  const words = useLabels(purchaseWords)
  const further = useFurtherFilters('subscription')
  const together = useLabels(manyHoldsWords)
  const [{ heldTogether }] = useSearchValues()
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
      ...(heldTogether
        ? [
            {
              kind: 'choice' as const,
              single: true,
              key: 'heldTogether',
              label: together.heldTogether,
              options: [{ value: heldTogether, label: together.lastTogether }],
            },
          ]
        : []),
      ...further,
    ],
    [labels, words, further, together, heldTogether],
  )
}
