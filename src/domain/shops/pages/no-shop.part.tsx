import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListEmpty } from '../../../platform/web/list/list-states.tsx'
import type { EmptyState } from '../../../platform/web/list/list-types.ts'
import { orderWords } from '../labels/orders.ts'
import { shopTabWords } from '../labels/tabs.ts'
import { shopRecords } from './shop-api.part.ts'

/** What an empty list says: that nothing is there, or where there is no shop yet, how to connect one. */
export function useEmpty(text: string): EmptyState {
  const { data } = useQuery(shopRecords.list.queryOptions({ input: { limit: 200 } }))
  const noShop = useNoShop()
  return data?.rows.length === 0 ? noShop : { text }
}

function useNoShop(): EmptyState {
  const { connect } = useLabels(orderWords)
  const { noShop } = useLabels(shopTabWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return {
    text: noShop,
    action: { label: connect, right: 'shops.read', run: () => void navigate({ to: path('shop-connections') }) },
  }
}

/** A screen about shops of a company that has none. */
export function NoShop() {
  return <ListEmpty empty={useNoShop()} filtered={false} onClear={() => undefined} />
}
