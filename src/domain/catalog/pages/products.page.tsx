import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Picture } from '../../../platform/web/fields/picture-field.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import { PRODUCT_KINDS } from '../rules/product-code.ts'
import { CreateProduct } from './product.form.tsx'
import { ProductPanel } from './product-panel.part.tsx'
import { titleLookup } from './title-lookup.part.tsx'

const api = apiOf('catalog', catalogContract)
type Row = Awaited<ReturnType<typeof api.products.list.call>>['rows'][number]

/** What is sold: subscriptions, single issues and anything else. Source: ABO-13 to ABO-18. */
export function ProductsPage() {
  const labels = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const format = useFormat()
  const [, setSearch] = useSearchValues()
  const create = () => setSearch({ open: 'new' })
  return (
    <ListPage
      title={labels.products}
      name="products"
      source={api.products}
      counted={count => format.many(count, words.productOne, words.productMany)}
      columns={useColumns()}
      filters={useFilters()}
      searchPlaceholder={words.searchProducts}
      exportPath="/products/export"
      empty={{ text: labels.noProduct, action: { label: labels.newProduct, right: 'catalog.write', run: create } }}
      mainAction={{ label: labels.newProduct, right: 'catalog.write', run: create }}
      panel={id =>
        id === 'new' ? <CreateProduct onDone={open => setSearch({ open })} /> : <ProductPanel key={id} id={id} />
      }
      rowName={row => `${row.code} ${row.label}`}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, productColumns, kinds } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const format = useFormat()
  return useMemo(
    () => [
      { key: 'code', header: productColumns.code, width: 110, sort: true, phone: 1 },
      { key: 'label', header: productColumns.label, width: 220, grow: true, sort: true, phone: 2 },
      {
        key: 'image',
        header: words.img,
        width: 46,
        cell: row => row.image && <Picture of={row.image} width={24} height={24} />,
        text: () => '',
        screenOnly: true,
      },
      { key: 'supplierName', header: columns.supplierName, width: 130 },
      { key: 'ean13', header: columns.ean13, width: 118 },
      { key: 'brand', header: columns.brand, width: 80 },
      { key: 'family', header: columns.family, width: 80 },
      { key: 'kind', header: columns.kind, width: 130, hidden: true, text: row => kinds[row.kind] },
      { key: 'characteristic', header: columns.characteristic, width: 166 },
      { key: 'grossCents', header: columns.grossCents, kind: 'money', sort: true, width: 88, phone: 'end' },
      {
        key: 'vatRateBps',
        header: columns.vatRateBps,
        width: 62,
        align: 'end',
        text: row => (row.kind === 'bundle' ? '' : format.percent(row.vatRateBps)),
      },
      { key: 'netCents', header: columns.netCents, kind: 'money', width: 84 },
      { key: 'titleCode', header: columns.titleCode, width: 80, hidden: true },
      { key: 'issueNumber', header: columns.issueNumber, width: 84, hidden: true },
      { key: 'termMonths', header: columns.termMonths, kind: 'integer', width: 110, hidden: true },
      { key: 'issuesDue', header: columns.issuesDue, kind: 'integer', width: 110, hidden: true },
      { key: 'archivedOn', header: columns.archivedOn, kind: 'day', hidden: true },
    ],
    [columns, productColumns, kinds, format, words],
  )
}

function useFilters(): ListFilter[] {
  const labels = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'kind',
        label: words.kind,
        options: PRODUCT_KINDS.map(value => ({ value, label: labels.kinds[value] })),
      },
      { kind: 'lookup', key: 'titleId', label: labels.title, source: titleLookup },
      {
        kind: 'choice',
        single: true,
        key: 'archived',
        label: words.archived,
        options: [{ value: 'true', label: words.withdrawn }],
      },
    ],
    [labels, words],
  )
}
