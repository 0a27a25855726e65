import { Button } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { shopProductsContract } from '../contract/products.ts'
import { productWords } from '../labels/products.ts'
import type { ProductState as State } from '../rules/products.ts'
import { MapProduct } from './shop-product-map.part.tsx'
import classes from './shops.module.css'

export const shopProducts = apiOf('shopProducts', shopProductsContract)
export type ShopProduct = Awaited<ReturnType<typeof shopProducts.get.call>>

const TONES = { waiting: 'warning', mapped: 'good', none: 'off' } as const

export function ProductState({ of: state }: { of: State }) {
  const { states } = useLabels(productWords)
  return <Status of={TONES[state]} label={states[state]} />
}

type Waiting = { waitingSales: number; waitingCents: number; waitingCurrency: string }

/** What waits, in words: nothing, an amount, or amounts that cannot be added. */
export function useWaitingAmount() {
  const { several } = useLabels(productWords)
  const format = useFormat()
  return useCallback(
    ({ waitingSales, waitingCents, waitingCurrency }: Waiting) =>
      waitingSales === 0 ? '' : waitingCurrency ? format.money(waitingCents, waitingCurrency) : several,
    [format, several],
  )
}

/** A product of a shop: which of ours it is, or may be, and its latest sales. */
export function ShopProductPanel({ id }: { id: string }) {
  const words = useLabels(productWords)
  const product = useQuery(shopProducts.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={product}>
      {product => (
        <>
          <RecordHead
            name={product.name}
            status={<ProductState of={product.state} />}
            actions={product.state !== 'waiting' && <Unmap of={product} />}
          />
          {product.state === 'waiting' && <MapProduct key={product.id} of={product} />}
          <ProductFacts of={product} />
          <RecordPart title={words.sales}>
            <Sales of={product} />
          </RecordPart>
        </>
      )}
    </RecordPanel>
  )
}

/** Takes the answer back, as long as nothing was made of it. */
function Unmap({ of: { id, purchaseCount } }: { of: ShopProduct }) {
  const words = useLabels(productWords)
  const notify = useNotify()
  const may = useMay()
  const unmap = useMutation(
    shopProducts.unmap.mutationOptions({
      onSuccess: () => {
        notify.done(words.unmapped)
        refresh()
      },
      onError: notify.failed,
    }),
  )
  if (purchaseCount > 0) return <p className={classes.none}>{words.locked(purchaseCount)}</p>
  if (!may('shops.write')) return null
  return (
    <Button variant="default" loading={unmap.isPending} onClick={() => unmap.mutate({ id })}>
      {words.unmap}
    </Button>
  )
}

function ProductFacts({ of: product }: { of: ShopProduct }) {
  const { columns, deciders, unit } = useLabels(productWords)
  const format = useFormat()
  const { productId, productCode, productLabel, decidedBy, unitCents, unitCurrency } = product
  return (
    <Facts
      facts={[
        {
          label: columns.productLabel,
          value: productId && (
            <RecordLink to="products" search={{ open: productId }}>
              {productCode} · {productLabel}
            </RecordLink>
          ),
        },
        { label: columns.decidedBy, value: decidedBy && deciders[decidedBy] },
        { label: columns.sku, value: product.sku },
        { label: unit, value: unitCents !== null && format.money(unitCents, unitCurrency) },
        { label: columns.lastSoldAt, value: format.instant(product.lastSoldAt) },
        { label: columns.shop, value: product.shop },
        { label: columns.externalId, value: product.externalId },
      ]}
    />
  )
}

function Sales({ of: { sales } }: { of: ShopProduct }) {
  const { saleColumns: columns, noSales, nameless } = useLabels(productWords)
  const format = useFormat()
  return (
    <div className={classes.fits}>
      <PlainTable
        rows={sales}
        empty={noSales}
        columns={[
          {
            key: 'number',
            header: columns.number,
            cell: ({ orderId, number }) => (
              <RecordLink to="shop-orders" search={{ open: orderId }}>
                {number}
              </RecordLink>
            ),
          },
          { key: 'orderedAt', header: columns.orderedAt, cell: ({ orderedAt }) => format.instant(orderedAt) },
          { key: 'buyerName', header: columns.buyerName, cell: ({ buyerName }) => buyerName || nameless },
          { key: 'quantity', header: columns.quantity, align: 'end', cell: ({ quantity }) => format.integer(quantity) },
          {
            key: 'grossCents',
            header: columns.grossCents,
            align: 'end',
            cell: ({ grossCents, currency }) => format.money(grossCents, currency),
          },
        ]}
      />
    </div>
  )
}
