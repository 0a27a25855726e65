import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { expiringContract } from '../contract/expiring.ts'
import { expiringWords } from '../labels/expiring.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { subscriptionsLabels } from '../labels.ts'
import { ExpiryPeriod } from './expiry-period.part.tsx'
import { usePurchaseActions } from './purchase-actions.part.tsx'
import { SubscriptionPanel } from './subscription-panel.part.tsx'
import { SubscriptionStatus } from './subscription-status.part.tsx'

const api = apiOf('subscriptions', expiringContract)
const source = { list: api.expiring, count: api.expiringCount }
type Row = Awaited<ReturnType<typeof api.expiring.call>>['rows'][number]

/** Set by the form over the list, not by chips. */
const filters: ListFilter[] = [
  { kind: 'integer', key: 'within', label: 'within', own: true },
  { kind: 'integer', key: 'lapsedWithin', label: 'lapsedWithin', own: true },
  { kind: 'text', key: 'on', label: 'on', own: true },
]

/** Subscriptions that end soon, so that they can be renewed in time. Source: ABO-73 to ABO-81. */
export function ExpiringPage() {
  const labels = useLabels(subscriptionsLabels)
  const words = useLabels(expiringWords)
  const purchases = useLabels(purchaseWords)
  const format = useFormat()
  const path = useCompanyPath()
  return (
    <ListPage
      title={labels.expiring}
      name="expiring"
      source={source}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={filters}
      above={<ExpiryPeriod />}
      searchPlaceholder={purchases.search}
      exportPath="/subscriptions/expiring/export"
      empty={{ text: words.empty }}
      actions={usePurchaseActions<Row>()}
      panel={id => <SubscriptionPanel id={id} />}
      card={row => path(`subscriptions/${row.id}`)}
      rowName={row => `${row.number} ${row.lastName} ${row.firstName}`}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, status } = useLabels(subscriptionsLabels)
  const words = useLabels(expiringWords)
  const purchases = useLabels(purchaseWords)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 76, align: 'end', sort: true, phone: 1 },
      { key: 'honorific', header: columns.honorific, width: 66 },
      {
        key: 'lastName',
        header: columns.lastName,
        width: 108,
        grow: true,
        sort: 'name',
        phone: 1,
        text: row => row.lastName || row.legalName,
      },
      { key: 'firstName', header: columns.firstName, width: 100, grow: true, phone: 1 },
      { key: 'productCode', header: columns.productCode, width: 96 },
      { key: 'label', header: columns.label, width: 140, grow: true, phone: 2 },
      { key: 'startsOn', header: columns.startsOn, kind: 'day' },
      { key: 'expiresOn', header: columns.expiresOn, kind: 'day', sort: true, phone: 2 },
      {
        key: 'expiresIn',
        header: columns.expiresIn,
        width: 92,
        align: 'end',
        text: row => words.expiresIn(row.expiresIn),
        phone: 'end',
      },
      { key: 'lastDispatchedOn', header: columns.lastDispatchedOn, kind: 'day', width: 112 },
      {
        key: 'status',
        header: columns.status,
        width: 124,
        cell: row => <SubscriptionStatus of={row.status} />,
        text: row => status[row.status],
      },
      {
        key: 'termMonths',
        header: columns.termMonths,
        kind: 'integer',
        width: 72,
        text: row => purchases.months(row.termMonths),
      },
      { key: 'copies', header: columns.copies, kind: 'integer', hidden: true },
      { key: 'legalName', header: columns.legalName, hidden: true },
      { key: 'contactNumber', header: columns.contactNumber, align: 'end', width: 92, hidden: true },
    ],
    [columns, status, words, purchases],
  )
}
