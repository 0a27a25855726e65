import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { Attention } from '../../../platform/web/attention.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { shopOrdersContract } from '../contract/orders.ts'
import { orderWords } from '../labels/orders.ts'
import { useHealth } from './shop-api.part.ts'
import classes from './shops.module.css'

const orders = apiOf('shopOrders', shopOrdersContract)

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

/** Shops that do not answer, and orders that were not understood. */
export function ShopsWaiting() {
  const words = useLabels(orderWords)
  const { data } = useQuery(orders.count.queryOptions({ input: { state: 'quarantined' } }))
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
        count={data?.count}
        tone="bad"
        text={words.waiting}
        to="shop-orders"
        search={{ state: 'quarantined' }}
        action={words.showThem}
      />
    </>
  )
}
