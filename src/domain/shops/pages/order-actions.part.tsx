import { Button } from '@mantine/core'
import { IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { takeAgainContract } from '../contract/sync.ts'
import { orderWords } from '../labels/orders.ts'
import type { Order } from './order-panel.part.tsx'
import { useRetry } from './unsettled.part.tsx'

const sync = apiOf('shopOrders', takeAgainContract)

/** What can be done with an order: read it again in the shop, or try again with what is here. */
export function OrderActions({ of: { id, state } }: { of: Order }) {
  const words = useLabels(orderWords)
  const notify = useNotify()
  const may = useMay()
  const retry = useRetry()
  const again = useMutation(
    sync.takeAgain.mutationOptions({
      onSuccess: () => {
        notify.done(words.tookAgain)
        refresh()
      },
      onError: notify.failed,
    }),
  )
  if (!may('invoicing.write')) return null
  return (
    <>
      {state === 'quarantined' && (
        <Button
          leftSection={<IconPlayerPlay size={15} />}
          loading={retry.isPending}
          onClick={() => retry.mutate({ ids: [id] })}
        >
          {words.retry}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconRefresh size={15} />}
        loading={again.isPending}
        onClick={() => again.mutate({ id })}
      >
        {words.takeAgain}
      </Button>
    </>
  )
}
