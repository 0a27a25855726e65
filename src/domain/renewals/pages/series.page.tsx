import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { Status } from '../../../platform/web/status.tsx'
import { titleLookup } from '../../catalog/pages/title-lookup.part.tsx'
import { renewalsContract } from '../contract.ts'
import { seriesWords } from '../labels/series.ts'
import { renewalsLabels } from '../labels.ts'
import { useFollowTabs } from './renewal-tabs.part.tsx'
import { CreateSeries } from './series.form.tsx'
import { SeriesPanel } from './series-panel.part.tsx'

const api = apiOf('renewals', renewalsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** How subscribers are reminded: a series for each title or offer. Source: CIR-21. */
export function SeriesListPage() {
  const words = useLabels(seriesWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [, setSearch] = useSearchValues()
  const create = () => setSearch({ open: 'new' })
  return (
    <ListPage
      title={words.follow}
      name="renewals"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useFollowTabs('renewals')}
      searchPlaceholder={words.search}
      exportPath="/renewal-series/export"
      empty={{ text: words.none, action: { label: words.newSeries, right: 'subscriptions.write', run: create } }}
      mainAction={{ label: words.newSeries, right: 'subscriptions.write', run: create }}
      panel={id =>
        id === 'new' ? (
          <CreateSeries
            onDone={made => (made ? void navigate({ to: path(`renewals/${made}`) }) : setSearch({ open: undefined }))}
          />
        ) : (
          <SeriesPanel key={id} id={id} />
        )
      }
      card={row => path(`renewals/${row.id}`)}
      rowName={row => row.name}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns } = useLabels(renewalsLabels)
  const words = useLabels(seriesWords)
  return useMemo(
    () => [
      { key: 'name', header: columns.name, width: 200, grow: true, sort: true, phone: 1 },
      { key: 'titleName', header: columns.titleName, width: 180, grow: true, sort: 'title', phone: 2 },
      {
        key: 'productCode',
        header: columns.productCode,
        width: 160,
        text: row => row.productCode || words.allOffers,
      },
      { key: 'stepCount', header: columns.stepCount, kind: 'integer', width: 90 },
      { key: 'noticeCount', header: columns.noticeCount, kind: 'integer', width: 150, phone: 'end' },
      {
        key: 'automatic',
        header: columns.automatic,
        width: 120,
        text: row => (row.automatic ? words.automaticYes : words.automaticNo),
      },
      {
        key: 'active',
        header: columns.active,
        width: 120,
        cell: row => <SeriesStatus of={row} />,
        text: row => (row.active ? words.activeYes : words.activeNo),
      },
    ],
    [columns, words],
  )
}

/** Whether a series reminds anybody. */
export function SeriesStatus({ of: { active } }: { of: { active: boolean } }) {
  const words = useLabels(seriesWords)
  return <Status of={active ? 'good' : 'off'} label={active ? words.activeYes : words.activeNo} />
}

function useFilters(): ListFilter[] {
  const { columns } = useLabels(renewalsLabels)
  const words = useLabels(seriesWords)
  return useMemo(
    () => [
      { kind: 'lookup', key: 'titleId', label: columns.titleName, source: titleLookup },
      {
        kind: 'choice',
        single: true,
        key: 'active',
        label: columns.active,
        options: [
          { value: 'true', label: words.activeYes },
          { value: 'false', label: words.activeNo },
        ],
      },
    ],
    [columns, words],
  )
}
