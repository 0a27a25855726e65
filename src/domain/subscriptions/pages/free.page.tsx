import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { Status } from '../../../platform/web/status.tsx'
import { titleLookup } from '../../catalog/pages/title-lookup.part.tsx'
import { freeServicesContract } from '../contract/free.ts'
import { natureLabels } from '../labels/natures.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { subscriptionsLabels } from '../labels.ts'
import { FREE_NATURES } from '../rules/nature.ts'
import { usePurchaseTabs } from './purchase-tabs.part.tsx'
import { SubscriptionPanel } from './subscription-panel.part.tsx'

const api = apiOf('freeServices', freeServicesContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Press service and other subscriptions nobody pays for, those to review first. Source: CIR-11. */
export function FreeServicesPage() {
  const words = useLabels(purchaseWords)
  const form = useLabels(purchaseFormWords)
  const format = useFormat()
  const path = useCompanyPath()
  return (
    <ListPage
      title={words.purchases}
      name="free-services"
      source={api}
      counted={count => format.many(count, form.freeOne, form.freeMany)}
      columns={useColumns()}
      filters={useFilters()}
      searchPlaceholder={words.search}
      exportPath="/free-services/export"
      empty={{ text: form.noFree }}
      tabs={usePurchaseTabs('free-services')}
      panel={id => <SubscriptionPanel id={id} />}
      card={row => path(`subscriptions/${row.id}`)}
      rowName={row => `${row.number} ${row.lastName || row.legalName} ${row.firstName}`}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns } = useLabels(subscriptionsLabels)
  const { natures } = useLabels(natureLabels)
  const form = useLabels(purchaseFormWords)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 76, align: 'end', sort: true, phone: 1 },
      {
        key: 'lastName',
        header: columns.lastName,
        width: 140,
        grow: true,
        sort: 'name',
        phone: 1,
        text: row => row.lastName || row.legalName,
      },
      { key: 'firstName', header: columns.firstName, width: 110 },
      { key: 'nature', header: columns.nature, width: 132, text: row => natures[row.nature], phone: 2 },
      { key: 'reason', header: columns.reason, width: 200, grow: true, phone: 2 },
      { key: 'dueOn', header: columns.dueOn, kind: 'day', sort: true, width: 108 },
      {
        key: 'toReview',
        header: form.due,
        width: 124,
        cell: row => (
          <Status of={row.toReview ? 'warning' : 'good'} label={row.toReview ? form.toReview : form.toComeBackTo} />
        ),
        text: row => (row.toReview ? form.toReview : form.toComeBackTo),
        screenOnly: true,
        phone: 'end',
      },
      { key: 'startsOn', header: columns.startsOn, kind: 'day' },
      { key: 'expiresOn', header: columns.expiresOn, kind: 'day' },
      { key: 'copies', header: columns.copies, kind: 'integer', width: 72 },
      { key: 'productCode', header: columns.productCode, width: 100, hidden: true },
      { key: 'label', header: columns.label, width: 170, hidden: true },
      { key: 'legalName', header: columns.legalName, hidden: true },
      { key: 'lastDispatchedOn', header: columns.lastDispatchedOn, kind: 'day', hidden: true },
      { key: 'contactNumber', header: columns.contactNumber, kind: 'integer', hidden: true },
    ],
    [columns, natures, form],
  )
}

function useFilters(): ListFilter[] {
  const { columns } = useLabels(subscriptionsLabels)
  const { natures } = useLabels(natureLabels)
  const form = useLabels(purchaseFormWords)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'toReview',
        label: form.due,
        options: [
          { value: 'true', label: form.toReview },
          { value: 'false', label: form.toComeBackTo },
        ],
      },
      {
        kind: 'choice',
        single: true,
        key: 'nature',
        label: columns.nature,
        options: FREE_NATURES.map(value => ({ value, label: natures[value] })),
      },
      { kind: 'days', label: columns.dueOn, from: 'dueFrom', to: 'dueTo' },
      { kind: 'lookup', key: 'titleId', label: columns.titleName, source: titleLookup, apart: true },
    ],
    [columns, natures, form],
  )
}
