import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { Attention } from '../../../platform/web/attention.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { shopOrdersContract } from '../contract/orders.ts'
import { shopProductsContract } from '../contract/products.ts'
import { shopRefundsContract } from '../contract/refunds.ts'
import { orderWords } from '../labels/orders.ts'
import { useHealth } from './shop-api.part.ts'
import classes from './shops.module.css'

const orders = apiOf('shopOrders', shopOrdersContract)
const products = apiOf('shopProducts', shopProductsContract)
const refunds = apiOf('shopRefunds', shopRefundsContract)

const useFailing = () => useHealth().data?.filter(({ state }) => state === 'failing')

/** Over every screen while a shop does not answer: its sales do not come. */
export function ShopsFailing() {
  const words = useLabels(orderWords)
  const format = useFormat()
  return useFailing()?.map(({ id, name, failingSince }) => (
    <div key={id} className={classes.failing} role="status">
      <Status of="bad" label={words.shopFails(name, format.instant(failingSince))} />
      <RecordLink to="shop-health">{words.showHealth}</RecordLink>
    </div>
  ))
}

/** Shops that do not answer, orders that were not understood, and what is asked of somebody before all is served. */
export function ShopsWaiting() {
  const words = useLabels(orderWords)
  const { data: quarantined } = useQuery(orders.count.queryOptions({ input: { state: 'quarantined' } }))
  const { data: waiting } = useQuery(orders.count.queryOptions({ input: { state: 'waits' } }))
  const { data: unmapped } = useQuery(products.count.queryOptions({ input: { state: 'waiting' } }))
  const { data: undecided } = useQuery(refunds.count.queryOptions({ input: { state: 'waits' } }))
  return (
    <>
      <Attention
        count={useFailing()?.length}
        tone="bad"
        text={words.shopsFailing}
        to="shop-health"
        action={words.showHealth}
      />
      <Attention
        count={quarantined?.count}
        tone="bad"
        text={words.quarantinedHome}
        to="shop-orders"
        search={{ state: 'quarantined' }}
        action={words.showThem}
      />
      <Attention
        count={waiting?.count}
        tone="warning"
        text={words.waitingHome}
        to="shop-orders"
        search={{ state: 'waits' }}
        action={words.answer}
      />
      <Attention
        count={unmapped?.count}
        tone="warning"
        text={words.unmappedHome}
        to="shop-products"
        search={{ state: 'waiting' }}
        action={words.mapThem}
      />
      <Attention
        count={undecided?.count}
        tone="warning"
        text={words.undecidedHome}
        to="shop-refunds"
        search={{ state: 'waits' }}
        action={words.decide}
      />
    </>
  )
}
