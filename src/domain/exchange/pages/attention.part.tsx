import { useQuery } from '@tanstack/react-query'
import { Attention } from '../../../platform/web/attention.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { collectWords } from '../labels/collect-screens.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { collectedDocuments, sentOrders } from './exchange-api.part.ts'

/** Orders that a supplier has not answered for too long, and what waits in quarantine. Source. */
export function ExchangesWaiting() {
  const collect = useLabels(collectWords)
  const quarantined = useQuery(collectedDocuments.count.queryOptions({ input: { state: 'quarantined' } }))
  const words = useLabels(exchangeWords)
  const { data } = useQuery(sentOrders.count.queryOptions({ input: { unheard: 'true' } }))
  return (
    <>
      <Attention
        count={quarantined.data?.count}
        tone="warning"
        text={collect.homeWaiting}
        to="collected-documents"
        search={{ state: 'quarantined' }}
        action={collect.see}
      />
      <Attention
        count={data?.count}
        tone="warning"
        text={words.homeUnheard}
        to="sent-orders"
        search={{ unheard: 'true' }}
        action={words.see}
      />
    </>
  )
}
