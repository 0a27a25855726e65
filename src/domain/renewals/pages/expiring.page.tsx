import { IconBellRinging } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { productLookup } from '../../catalog/pages/product-lookup.part.tsx'
import { titleLookup } from '../../catalog/pages/title-lookup.part.tsx'
import { expiringContract } from '../../subscriptions/contract/expiring.ts'
import { natureLabels } from '../../subscriptions/labels/natures.ts'
import { purchaseWords } from '../../subscriptions/labels/purchases.ts'
import { subscriptionsLabels } from '../../subscriptions/labels.ts'
import { usePurchaseActions } from '../../subscriptions/pages/purchase-actions.part.tsx'
import { SubscriptionPanel } from '../../subscriptions/pages/subscription-panel.part.tsx'
import { SubscriptionStatus } from '../../subscriptions/pages/subscription-status.part.tsx'
import { NATURES } from '../../subscriptions/rules/nature.ts'
import { expiringWords } from '../labels/expiring.ts'
import { ExpiryPeriod } from './expiry-period.part.tsx'
import { usePrintExpiring } from './print-expiring.part.tsx'
import { type Chosen, RemindDialog } from './remind.form.tsx'
import { useFollowTabs } from './renewal-tabs.part.tsx'

const api = apiOf('subscriptions', expiringContract)
const source = { list: api.expiring, count: api.expiringCount }
type Row = Awaited<ReturnType<typeof api.expiring.call>>['rows'][number]

/** Set by the form over the list, not by chips. */
const own = ['within', 'lapsedWithin', 'issuesLeft'].map(
  (key): ListFilter => ({ kind: 'integer', key, label: key, own: true }),
)
const ownTexts = ['on', 'renewed'].map((key): ListFilter => ({ kind: 'text', key, label: key, own: true }))

/** Subscriptions that end soon, so that they can be renewed in time. Source: ABO-73 to ABO-81. */
export function ExpiringPage() {
  const labels = useLabels(subscriptionsLabels)
  const words = useLabels(expiringWords)
  const purchases = useLabels(purchaseWords)
  const format = useFormat()
  const path = useCompanyPath()
  const [reminding, setReminding] = useState<Chosen | null>(null)
  const printing = usePrintExpiring<Row>()
  const list = (
    <ListPage
      title={labels.expiring}
      name="expiring"
      source={source}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useFollowTabs('expiring')}
      above={<ExpiryPeriod />}
      searchPlaceholder={purchases.search}
      exportPath="/subscriptions/expiring/export"
      empty={{ text: words.empty }}
      actions={[...useActions(setReminding), printing.action]}
      panel={id => <SubscriptionPanel id={id} />}
      card={row => path(`subscriptions/${row.id}`)}
      rowName={row => `${row.number} ${row.lastName} ${row.firstName}`}
    />
  )
  return (
    <>
      {list}
      {printing.dialog}
      {reminding && <RemindDialog chosen={reminding} onClose={() => setReminding(null)} />}
    </>
  )
}

/** What can be done with those shown: what is done with any purchase, and reminding them. */
function useActions(remind: (chosen: Chosen) => void): RowAction<Row>[] {
  const words = useLabels(expiringWords)
  const purchase = usePurchaseActions<Row>()
  return [
    {
      key: 'remind',
      label: words.remind,
      icon: <IconBellRinging size={16} />,
      right: 'subscriptions.write',
      on: 'all',
      run: ({ rows, all, count, query }) =>
        remind({
          count,
          titleIds: [...new Set(rows.map(({ titleId }) => titleId))],
          picked: all ? { expiring: query as never } : { purchaseIds: rows.map(({ id }) => id) },
        }),
    },
    ...purchase,
  ]
}

function useFilters(): ListFilter[] {
  const labels = useLabels(subscriptionsLabels)
  const { nature, natures } = useLabels(natureLabels)
  const words = useLabels(purchaseWords)
  return useMemo(
    () => [
      ...own,
      ...ownTexts,
      { kind: 'lookup', key: 'titleId', label: words.title, source: titleLookup },
      { kind: 'lookup', key: 'productId', label: labels.columns.productCode, source: productLookup },
      {
        kind: 'choice',
        single: true,
        key: 'nature',
        label: nature,
        options: NATURES.map(value => ({ value, label: natures[value] })),
      },
    ],
    [labels, nature, natures, words],
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, status } = useLabels(subscriptionsLabels)
  const { nature, natures } = useLabels(natureLabels)
  const words = useLabels(expiringWords)
  const purchases = useLabels(purchaseWords)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 76, align: 'end', sort: true, phone: 1 },
      { key: 'honorific', header: columns.honorific, width: 66 },
      {
        key: 'lastName',
        header: columns.lastName,
        width: 104,
        sort: 'name',
        phone: 1,
        text: row => row.lastName || row.legalName,
      },
      { key: 'firstName', header: columns.firstName, width: 104, phone: 1 },
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
        header: words.termMonths,
        kind: 'integer',
        width: 84,
        text: row => purchases.months(row.termMonths),
      },
      { key: 'lastIssue', header: words.lastIssue, width: 104, align: 'end', hidden: true },
      {
        key: 'issuesLeft',
        header: words.left,
        width: 76,
        align: 'end',
        text: row => words.leftIssues(row.issuesLeft),
        hidden: true,
      },
      { key: 'nature', header: nature, width: 110, text: row => natures[row.nature], hidden: true },
      { key: 'copies', header: columns.copies, kind: 'integer', hidden: true },
      { key: 'legalName', header: columns.legalName, hidden: true },
      { key: 'contactNumber', header: columns.contactNumber, align: 'end', width: 92, hidden: true },
    ],
    [columns, status, words, purchases, nature, natures],
  )
}
