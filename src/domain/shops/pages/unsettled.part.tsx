import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { shopOrdersContract } from '../contract/orders.ts'
import { retryContract } from '../contract/take.ts'
import { orderWords } from '../labels/orders.ts'
import classes from './shops.module.css'

const api = apiOf('shopOrders', shopOrdersContract)
const retries = apiOf('shopOrders', retryContract)
type Reason = Awaited<ReturnType<typeof api.unsettled.call>>[number]

/** Takes orders out of quarantine again, and says what became of them. */
export function useRetry(onEnd: () => void = () => undefined) {
  const words = useLabels(orderWords)
  const notify = useNotify()
  const format = useFormat()
  return useMutation(
    retries.retry.mutationOptions({
      onSuccess: ({ taken, quarantined }) => {
        const left = words.stillQuarantined(format.many(quarantined, words.one, words.many))
        const done = format.many(taken, words.retriedOne, words.retriedMany)
        if (taken === 0) notify.refused(left)
        else notify.done(quarantined > 0 ? `${done}, ${left}` : done)
        refresh()
      },
      onError: notify.failed,
      onSettled: onEnd,
    }),
  )
}

/** Why orders wait, each reason with how many: chosen to see them, tried again together. */
export function Unsettled() {
  const words = useLabels(orderWords)
  const { data } = useQuery(api.unsettled.queryOptions({}))
  const [asked, setAsked] = useState<Reason | null>(null)
  if (!data || data.length === 0) return null
  const several = new Set(data.map(({ shopId }) => shopId)).size > 1
  return (
    <>
      <ul className={classes.reasons} aria-label={words.unsettled}>
        {data.map(reason => (
          <ReasonLine
            key={`${reason.shopId} ${reason.state} ${reason.reason}`}
            of={reason}
            several={several}
            onRetry={() => setAsked(reason)}
          />
        ))}
      </ul>
      {asked && <RetryAll of={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

type LineProps = { of: Reason; several: boolean; onRetry(): void }

function ReasonLine({ of: { shopId, shop, state, reason, reasonSaid, count }, several, onRetry }: LineProps) {
  const words = useLabels(orderWords)
  const format = useFormat()
  const may = useMay()
  const [values, setSearch] = useSearchValues()
  const active = values.reason === reason && values.shopId === shopId
  const none = { reason: undefined, state: undefined, shopId: undefined, open: undefined }
  return (
    <li>
      <Button
        variant={active ? 'light' : 'subtle'}
        size="compact-sm"
        justify="flex-start"
        aria-pressed={active}
        leftSection={<Status of={state === 'waits' ? 'warning' : 'bad'} label={format.integer(count)} />}
        onClick={() => setSearch(active ? none : { ...none, reason, state, shopId })}
      >
        {several ? words.reasonOf(shop, reasonSaid) : reasonSaid}
      </Button>
      {state === 'quarantined' && may('invoicing.write') && (
        <Button variant="default" size="compact-sm" onClick={onRetry}>
          {words.retry}
        </Button>
      )}
    </li>
  )
}

/** At most so many are tried at once. */
const AT_ONCE = 500

function RetryAll({ of: { shopId, reason, reasonSaid, count }, onClose }: { of: Reason; onClose(): void }) {
  const words = useLabels(orderWords)
  const format = useFormat()
  const retry = useRetry(onClose)
  const many = format.many(Math.min(count, AT_ONCE), words.one, words.many)
  return (
    <Confirm
      opened
      title={words.retryAllTitle(reasonSaid)}
      text={words.retryAllText(many)}
      action={words.retryAll(many)}
      working={retry.isPending}
      onConfirm={() => retry.mutate({ shopId, reason })}
      onCancel={onClose}
    />
  )
}
