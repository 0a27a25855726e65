import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import { ISSUE_STATUSES } from '../rules/issue-calendar.ts'
import { useCatalogTabs } from './catalog-tabs.part.tsx'
import { CreateIssue } from './issue.form.tsx'
import { IssuePanel, IssueStatusDot } from './issue-panel.part.tsx'
import { useIssueWords } from './only-kind.part.tsx'
import { PlanIssuesButton } from './plan-issues.part.tsx'
import { titleLookup } from './title-lookup.part.tsx'

const api = apiOf('catalog', catalogContract)
type Row = Awaited<ReturnType<typeof api.issues.list.call>>['rows'][number]

/** The issues of the titles, planned, closed and dispatched. Source: X-7. */
export function IssuesPage() {
  const labels = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const { each, own } = useIssueWords()
  const may = useMay()
  const format = useFormat()
  const [{ titleId }, setSearch] = useSearchValues()
  const create = () => setSearch({ open: 'new' })
  return (
    <ListPage
      title={words.titlesAndIssues}
      name="issues"
      source={api.issues}
      counted={count => format.many(count, words.issueOne, words.issueMany)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useCatalogTabs('issues')}
      searchPlaceholder={words.searchIssues}
      exportPath="/issues/export"
      empty={{ text: labels.noIssue, action: { label: own.newIssue, right: 'catalog.write', run: create } }}
      headingEnd={titleId && may('catalog.write') && <PlanIssuesButton titleId={titleId} />}
      mainAction={{ label: own.newIssue, right: 'catalog.write', run: create }}
      panel={id =>
        id === 'new' ? (
          <CreateIssue titleId={titleId} onDone={open => setSearch({ open })} />
        ) : (
          <IssuePanel key={id} id={id} />
        )
      }
      rowName={row => each[row.titleKind].name(row.titleName, row.number)}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, statuses, issueKinds } = useLabels(catalogLabels)
  const { own } = useIssueWords()
  return useMemo(
    () => [
      { key: 'number', header: own.issue, width: 90, align: 'end', phone: 1 },
      { key: 'titleName', header: columns.titleCode, width: 200, grow: true, phone: 1 },
      { key: 'label', header: columns.label, width: 200, grow: true, phone: 2 },
      { key: 'coverOn', header: own.coverOn, kind: 'day', sort: true, phone: 2 },
      { key: 'onSaleOn', header: columns.onSaleOn, kind: 'day', sort: true },
      { key: 'closesOn', header: own.closesOn, kind: 'day', width: 150 },
      {
        key: 'status',
        header: columns.status,
        width: 120,
        cell: row => <IssueStatusDot of={row.status} />,
        text: row => statuses[row.status],
        phone: 'end',
      },
      { key: 'shipsOn', header: columns.shipsOn, kind: 'day', hidden: true },
      { key: 'kind', header: columns.kind, width: 100, text: row => issueKinds[row.kind], hidden: true },
      { key: 'countsFor', header: columns.countsFor, kind: 'integer', width: 90, hidden: true },
      { key: 'weightGrams', header: columns.weightGrams, kind: 'integer', width: 90, hidden: true },
      { key: 'printedCopies', header: columns.printedCopies, kind: 'integer', width: 100, hidden: true },
      { key: 'ordinal', header: columns.ordinal, kind: 'integer', sort: true, hidden: true },
    ],
    [columns, statuses, issueKinds, own],
  )
}

function useFilters(): ListFilter[] {
  const labels = useLabels(catalogLabels)
  return useMemo(
    () => [
      { kind: 'lookup', key: 'titleId', label: labels.title, source: titleLookup },
      {
        kind: 'choice',
        single: true,
        key: 'status',
        label: labels.columns.status,
        options: ISSUE_STATUSES.map(value => ({ value, label: labels.statuses[value] })),
      },
    ],
    [labels],
  )
}
