import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { Status } from '../../../platform/web/status.tsx'
import { shopOrdersContract } from '../contract/orders.ts'
import { orderWords } from '../labels/orders.ts'
import classes from './shops.module.css'

const api = apiOf('shopOrders', shopOrdersContract)

/** Why orders wait, each reason with how many: chosen to see them, tried again together. */
export function Unsettled() {
  const words = useLabels(orderWords)
  const format = useFormat()
  const [{ reason: chosen, shopId: chosenShop }, setSearch] = useSearchValues()
  const { data } = useQuery(api.unsettled.queryOptions({}))
  if (!data || data.length === 0) return null
  const several = new Set(data.map(({ shopId }) => shopId)).size > 1
  return (
    <ul className={classes.reasons} aria-label={words.states.quarantined}>
      {data.map(({ shopId, shop, state, reason, reasonSaid, count }) => {
        const active = chosen === reason && chosenShop === shopId
        return (
          <li key={`${shopId} ${state} ${reason}`}>
            <Button
              variant={active ? 'light' : 'subtle'}
              size="compact-sm"
              justify="flex-start"
              aria-pressed={active}
              leftSection={<Status of={state === 'waits' ? 'warning' : 'bad'} label={format.integer(count)} />}
              onClick={() =>
                setSearch(
                  active
                    ? { reason: undefined, state: undefined, shopId: undefined, open: undefined }
                    : { reason, state, shopId, open: undefined },
                )
              }
            >
              {several ? `${shop}\u00a0: ${reasonSaid}` : reasonSaid}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
