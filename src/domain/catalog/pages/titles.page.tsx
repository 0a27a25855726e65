import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import { useCatalogTabs } from './catalog-tabs.part.tsx'
import { CreateTitle } from './title.form.tsx'
import { TitlePanel } from './title-panel.part.tsx'

const api = apiOf('catalog', catalogContract)
type Row = Awaited<ReturnType<typeof api.titles.list.call>>['rows'][number]

/** What is published: magazines and boxes. Source: ABO-19 to ABO-25, X-31. */
export function TitlesPage() {
  const labels = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const format = useFormat()
  const path = useCompanyPath()
  const [, setSearch] = useSearchValues()
  const create = () => setSearch({ open: 'new' })
  return (
    <ListPage
      title={words.titlesAndIssues}
      name="titles"
      source={api.titles}
      counted={count => format.many(count, words.titleOne, words.titleMany)}
      columns={useColumns()}
      tabs={useCatalogTabs('titles')}
      searchPlaceholder={words.searchTitles}
      exportPath="/titles/export"
      empty={{ text: labels.noTitle, action: { label: labels.newTitle, right: 'catalog.write', run: create } }}
      mainAction={{ label: labels.newTitle, right: 'catalog.write', run: create }}
      panel={id =>
        id === 'new' ? <CreateTitle onDone={open => setSearch({ open })} /> : <TitlePanel key={id} id={id} />
      }
      card={row => path(`titles/${row.id}`)}
      rowName={row => row.name}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, frequencies, titleKinds, service, counted, latestChosen } = useLabels(catalogLabels)
  return useMemo(
    () => [
      { key: 'code', header: columns.code, width: 90, sort: true, phone: 1 },
      { key: 'name', header: columns.name, width: 220, grow: true, sort: true, phone: 1 },
      { key: 'frequency', header: columns.frequency, width: 150, text: row => frequencies[row.frequency], phone: 2 },
      { key: 'mailingHouse', header: columns.mailingHouse, width: 200, grow: true, phone: 2 },
      { key: 'firstIssueOn', header: columns.firstIssueOn, kind: 'day', width: 130 },
      { key: 'issueCount', header: columns.issueCount, kind: 'integer', width: 90, phone: 'end' },
      { key: 'kind', header: columns.titleKind, width: 110, text: row => titleKinds[row.kind] },
      { key: 'servedBy', header: columns.servedBy, width: 110, text: row => service[row.servedBy], hidden: true },
      { key: 'countedBy', header: columns.countedBy, width: 140, text: row => counted[row.countedBy], hidden: true },
      {
        key: 'latestAtShipment',
        header: columns.latestAtShipment,
        width: 130,
        text: row => latestChosen[`${row.latestAtShipment}`],
        hidden: true,
      },
      { key: 'graceIssues', header: columns.graceIssues, kind: 'integer', width: 110, hidden: true },
      { key: 'warningDays', header: columns.warningDays, kind: 'integer', width: 110, hidden: true },
      { key: 'replacementLimit', header: columns.replacementLimit, kind: 'integer', width: 110, hidden: true },
      { key: 'parcelFromCopies', header: columns.parcelFromCopies, kind: 'integer', width: 110, hidden: true },
      { key: 'coverPriceCents', header: columns.coverPriceCents, kind: 'money', width: 96, hidden: true },
      { key: 'issn', header: columns.issn, width: 110, hidden: true },
      { key: 'cppap', header: columns.cppap, width: 110, hidden: true },
    ],
    [columns, frequencies, titleKinds, service, counted, latestChosen],
  )
}
