import { useQuery } from '@tanstack/react-query'
import { Attention } from '../../../platform/web/attention.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { sentOrders } from './exchange-api.part.ts'

/** Orders that a supplier has not answered for too long. Source: X-47. */
export function OrdersUnheard() {
  const words = useLabels(exchangeWords)
  const { data } = useQuery(sentOrders.count.queryOptions({ input: { unheard: 'true' } }))
  return (
    <Attention
      count={data?.count}
      tone="warning"
      text={words.homeUnheard}
      to="sent-orders"
      search={{ unheard: 'true' }}
      action={words.see}
    />
  )
}
