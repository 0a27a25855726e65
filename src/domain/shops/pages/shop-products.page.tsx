import { useMemo } from 'react'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { productWords } from '../labels/products.ts'
import { PRODUCT_STATES } from '../rules/products.ts'
import { useEmpty } from './no-shop.part.tsx'
import { useShops } from './shop-api.part.ts'
import { ProductState, ShopProductPanel, shopProducts, useWaitingAmount } from './shop-product-panel.part.tsx'
import { useShopTabs } from './shop-tabs.part.tsx'

type Row = Awaited<ReturnType<typeof shopProducts.list.call>>['rows'][number]

/** The products of shops, those nobody said anything of first, with what waits for it. Source: ABO-12, E9. */
export function ShopProductsPage() {
  const words = useLabels(productWords)
  const format = useFormat()
  return (
    <ListPage
      title={words.title}
      name="shop-products"
      source={shopProducts}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useShopTabs('shop-products')}
      searchPlaceholder={words.search}
      exportPath="/shop-products/export"
      empty={useEmpty(words.none)}
      panel={id => <ShopProductPanel key={id} id={id} />}
      rowName={row => row.name}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, states, deciders } = useLabels(productWords)
  const amount = useWaitingAmount()
  const format = useFormat()
  return useMemo(
    () => [
      { key: 'name', header: columns.name, width: 240, grow: true, phone: 1 },
      {
        key: 'state',
        header: columns.state,
        width: 150,
        cell: row => <ProductState of={row.state} />,
        text: row => states[row.state],
        phone: 2,
      },
      {
        key: 'waitingSales',
        header: columns.waitingSales,
        width: 140,
        align: 'end',
        text: row => (row.waitingSales > 0 ? format.integer(row.waitingSales) : ''),
      },
      { key: 'waitingCents', header: columns.waitingCents, width: 150, align: 'end', text: amount, phone: 'end' },
      { key: 'sku', header: columns.sku, width: 130, phone: 2 },
      { key: 'productCode', header: columns.productCode, width: 120, phone: 2 },
      { key: 'productLabel', header: columns.productLabel, width: 220, grow: true },
      {
        key: 'decidedBy',
        header: columns.decidedBy,
        width: 130,
        text: row => (row.decidedBy ? deciders[row.decidedBy] : ''),
      },
      { key: 'lastSoldAt', header: columns.lastSoldAt, kind: 'instant', width: 140, sort: true },
      { key: 'shop', header: columns.shop, width: 130 },
      { key: 'externalId', header: columns.externalId, width: 120, hidden: true },
    ],
    [columns, states, deciders, amount, format],
  )
}

function useFilters(): ListFilter[] {
  const { columns, states, shop } = useLabels(productWords)
  const all = useShops()
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: columns.state,
        options: PRODUCT_STATES.map(value => ({ value, label: states[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'shopId',
        label: shop,
        options: all.map(({ id, name }) => ({ value: id, label: name })),
      },
    ],
    [columns, states, shop, all],
  )
}
