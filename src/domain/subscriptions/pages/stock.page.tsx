import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { catalogWords } from '../../catalog/labels/screens.ts'
import { useCatalogTabs } from '../../catalog/pages/catalog-tabs.part.tsx'
import { MovementsOf, NewMovement } from '../../catalog/pages/stock-movements.part.tsx'
import { titleLookup } from '../../catalog/pages/title-lookup.part.tsx'
import { stockContract } from '../contract/stock.ts'
import { stockLabels } from '../labels/stock.ts'

const api = apiOf('stock', stockContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Copies there are of each issue, and what moved them. Source: CIR-6. */
export function StockPage() {
  const words = useLabels(stockLabels)
  const { titlesAndIssues } = useLabels(catalogWords)
  const format = useFormat()
  return (
    <ListPage
      title={titlesAndIssues}
      name="stock"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useCatalogTabs('stock')}
      searchPlaceholder={words.search}
      exportPath="/stock/export"
      empty={{ text: words.none }}
      panel={id => <StockPanel key={id} id={id} />}
      rowName={row => `${row.titleName} ${row.number}`}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, notKept } = useLabels(stockLabels)
  const format = useFormat()
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 90, align: 'end', phone: 1 },
      { key: 'titleName', header: columns.titleName, width: 200, grow: true, phone: 1 },
      { key: 'label', header: columns.label, width: 200, grow: true },
      { key: 'coverOn', header: columns.coverOn, kind: 'day', sort: true, phone: 2 },
      { key: 'printedCopies', header: columns.printedCopies, kind: 'integer', width: 110 },
      { key: 'movedCopies', header: columns.movedCopies, kind: 'integer', width: 110 },
      { key: 'shippedCopies', header: columns.shippedCopies, kind: 'integer', width: 100 },
      {
        key: 'inStock',
        header: columns.inStock,
        kind: 'integer',
        width: 110,
        text: row => (row.inStock === null ? notKept : format.integer(row.inStock)),
        phone: 'end',
      },
      { key: 'weightGrams', header: columns.weightGrams, kind: 'integer', width: 90, hidden: true },
    ],
    [columns, notKept, format],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(stockLabels)
  return useMemo(
    () => [
      { kind: 'lookup', key: 'titleId', label: words.title, source: titleLookup },
      {
        kind: 'choice',
        single: true,
        key: 'kept',
        label: words.kept,
        options: [{ value: 'true', label: words.yes }],
      },
    ],
    [words],
  )
}

function StockPanel({ id }: { id: string }) {
  const words = useLabels(stockLabels)
  const { columns } = words
  const format = useFormat()
  const may = useMay()
  const query = useQuery(api.get.queryOptions({ input: { issueId: id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {of => (
        <>
          <RecordHead number={of.number} name={of.titleName} />
          <Facts
            facts={[
              {
                label: columns.printedCopies,
                value: of.printedCopies === null ? words.notKept : format.integer(of.printedCopies),
              },
              { label: columns.movedCopies, value: format.integer(of.movedCopies) },
              { label: columns.shippedCopies, value: format.integer(of.shippedCopies) },
              { label: columns.inStock, value: format.integer(of.inStock) },
              { label: columns.weightGrams, value: format.integer(of.weightGrams) },
              {
                label: words.issue,
                value: (
                  <RecordLink to="issues" search={{ open: of.id }}>
                    {of.number}
                  </RecordLink>
                ),
              },
            ]}
          />
          <RecordPart title={words.movements}>
            <MovementsOf issueId={id} />
            {may('catalog.write') && <NewMovement issueId={id} />}
          </RecordPart>
        </>
      )}
    </RecordPanel>
  )
}
