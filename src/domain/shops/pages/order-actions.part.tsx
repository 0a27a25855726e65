import { Button } from '@mantine/core'
import { IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { answerOrderContract } from '../contract/refunds.ts'
import { takeAgainContract } from '../contract/sync.ts'
import { orderWords } from '../labels/orders.ts'
import type { Order } from './order-panel.part.tsx'
import { useRetry } from './unsettled.part.tsx'

const sync = apiOf('shopOrders', takeAgainContract)
const answers = apiOf('shopOrders', answerOrderContract)

/** Why an invoiced order may wait: it is gone from the shop, or its total changed there. */
const ANSWERED = new Set(['goneFromShop', 'totalChanged'])

/** What can be done with an order: read it again in the shop, or try again with what is here. */
export function OrderActions({ of: order }: { of: Order }) {
  const { id, state, reason } = order
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
      {state === 'waits' && ANSWERED.has(reason ?? '') && <Answers of={order} />}
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

/** Cancel what was invoiced, or leave it as it is. */
function Answers({ of: { id, documents } }: { of: Order }) {
  const words = useLabels(orderWords)
  const notify = useNotify()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const answer = useMutation(
    answers.answer.mutationOptions({
      onSuccess: () => {
        notify.done(words.answered)
        refresh()
      },
      onError: notify.failed,
      onSettled: () => setAsking(false),
    }),
  )
  if (!may('shops.write')) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{words.answerCredit}</Button>
      <Button variant="default" loading={answer.isPending} onClick={() => answer.mutate({ id, answer: 'keep' })}>
        {words.answerKeep}
      </Button>
      <Confirm
        opened={asking}
        title={words.answerCredit}
        text={words.answerCreditText(documents[0]?.number ?? '')}
        action={words.answerCredit}
        danger
        working={answer.isPending}
        onConfirm={() => answer.mutate({ id, answer: 'credit' })}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}
