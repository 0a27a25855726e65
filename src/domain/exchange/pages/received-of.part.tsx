import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { receivedWords } from '../labels/received-screens.ts'
import { exchangeLabels } from '../labels.ts'
import classes from './exchange.module.css'
import { type Received, receivedOrders } from './exchange-api.part.ts'

/** The partner that sent a customer order, and what it is told. Source: X-47. */
export function ReceivedOf({ orderId, isDraft }: { orderId: string; isDraft: boolean }) {
  const words = useLabels(receivedWords)
  const common = useLabels(commonWords)
  const { states } = useLabels(exchangeLabels)
  const format = useFormat()
  const may = useMay()
  const { data, error } = useQuery(receivedOrders.get.queryOptions({ input: { id: orderId } }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <p>{common.loading}</p>
  return (
    <>
      <Facts
        facts={[
          { label: words.partner, value: data.partner },
          { label: words.number, value: data.number },
          { label: words.times, value: format.integer(data.edition) },
          {
            label: words.answered,
            value: data.answered
              ? `${states[data.answered]}${data.answeredAt ? `, ${format.instant(data.answeredAt)}` : ''}`
              : words.none,
          },
        ]}
      />
      <div className={classes.answers}>
        {!data.canAnswer && <p className={classes.note}>{words.notPaired}</p>}
        {isDraft && <p className={classes.note}>{words.draft}</p>}
        {data.canAnswer && data.answered !== 'refused' && may('exchange.write') && (
          <Answers of={data} isDraft={isDraft} />
        )}
      </div>
    </>
  )
}

function Answers({ of: { orderId, answered }, isDraft }: { of: Received; isDraft: boolean }) {
  const words = useLabels(receivedWords)
  const doing = useDoing()
  const [refusing, setRefusing] = useState(false)
  const [why, setWhy] = useState('')
  const accept = () => receivedOrders.answer.call({ id: orderId, answer: 'accepted' })
  const refuse = () => {
    setRefusing(false)
    void doing(() => receivedOrders.answer.call({ id: orderId, answer: 'refused', note: why }), words.refused)
  }
  return (
    <div className={classes.buttons}>
      {!isDraft && answered !== 'accepted' && answered !== 'dispatched' && (
        <Button size="xs" title={words.acceptText} onClick={() => void doing(accept, words.accepted)}>
          {words.accept}
        </Button>
      )}
      {isDraft && (
        <RecordButton to="collected-documents" search={{ state: 'quarantined' }}>
          {words.quarantine}
        </RecordButton>
      )}
      {answered !== 'dispatched' && (
        <Button size="xs" color="red" variant="subtle" onClick={() => setRefusing(true)}>
          {words.refuse}
        </Button>
      )}
      <Confirm
        opened={refusing}
        danger
        title={words.refuseTitle}
        text={
          <>
            {words.refuseText}
            <TextInput
              mt="sm"
              label={words.why}
              required
              value={why}
              onChange={event => setWhy(event.currentTarget.value)}
              data-autofocus
            />
          </>
        }
        action={words.refuseAction}
        disabled={why.trim() === ''}
        onConfirm={refuse}
        onCancel={() => setRefusing(false)}
      />
    </div>
  )
}
