import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { singleIssuesContract } from '../contract.ts'
import { latestIssueWords } from '../labels/latest-issue.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { subscriptionsLabels } from '../labels.ts'
import { useServeLatest } from './latest-issue.part.tsx'
import { useFirstColumns, useFurtherColumns, useFurtherFilters } from './purchase-columns.part.tsx'
import { PurchasesPage } from './purchases.part.tsx'
import { SingleIssuePanel, SingleIssueStatus } from './single-issue-panel.part.tsx'

const api = apiOf('singleIssues', singleIssuesContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Every single issue bought. Source: ABO-46, ABO-47. */
export function SingleIssuesPage() {
  const words = useLabels(purchaseWords)
  const format = useFormat()
  return (
    <PurchasesPage
      kind="single-issue"
      actions={[useServeLatest<Row>()]}
      name="single-issues"
      source={api}
      counted={count => format.many(count, words.singleIssue, words.singleIssues)}
      columns={useColumns()}
      filters={useFilters()}
      exportPath="/single-issues/export"
      empty={{ text: words.noSingleIssues }}
      panel={id => <SingleIssuePanel id={id} />}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns } = useLabels(subscriptionsLabels)
  const words = useLabels(purchaseWords)
  const latest = useLabels(latestIssueWords)
  const first = useFirstColumns<Row>()
  const further = useFurtherColumns<Row>()
  return useMemo(
    () => [
      ...first,
      { key: 'boughtOn', header: columns.boughtOn, kind: 'day', sort: true, phone: 2 },
      { key: 'lastDispatchedOn', header: columns.lastDispatchedOn, kind: 'day', width: 112 },
      {
        key: 'served',
        header: words.status,
        width: 150,
        cell: row => <SingleIssueStatus of={row} />,
        text: row =>
          [words[servedState(row)], row.newerIssueNumber && latest.newerShort(row.newerIssueNumber)]
            .filter(Boolean)
            .join(', '),
        screenOnly: true,
        phone: 'end',
      },
      { key: 'netCents', header: columns.netCents, kind: 'money', sum: true, width: 100 },
      { key: 'grossCents', header: columns.grossCents, kind: 'money', sum: true },
      { key: 'copies', header: columns.copies, kind: 'integer', width: 72 },
      { key: 'contactNumber', header: columns.contactNumber, width: 88, align: 'end' },
      {
        key: 'issueNumber',
        header: columns.issueNumber,
        width: 84,
        text: row => row.issueNumber || latest.atShipment,
        hidden: true,
      },
      { key: 'newerIssueNumber', header: columns.newerIssueNumber, width: 96, align: 'end', hidden: true },
      ...further,
    ],
    [columns, words, latest, first, further],
  )
}

const servedState = ({ cancelledOn, lastDispatchedOn }: Row) =>
  cancelledOn ? 'cancelled' : lastDispatchedOn ? 'served' : 'toServe'

function useFilters(): ListFilter[] {
  const { columns } = useLabels(subscriptionsLabels)
  const words = useLabels(purchaseWords)
  const latest = useLabels(latestIssueWords)
  const further = useFurtherFilters('single-issue')
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'served',
        label: words.status,
        options: [
          { value: 'false', label: words.toServe },
          { value: 'true', label: words.served },
        ],
      },
      {
        kind: 'choice',
        single: true,
        key: 'newer',
        label: latest.newerOut,
        options: [{ value: 'true', label: latest.newerOnly }],
      },
      { kind: 'days', label: columns.boughtOn, from: 'boughtFrom', to: 'boughtTo' },
      ...further,
    ],
    [columns, words, latest, further],
  )
}
