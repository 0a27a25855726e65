import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { exchangeLabels } from '../labels.ts'
import classes from './exchange.module.css'
import { sentOrders } from './exchange-api.part.ts'

const ANSWERS = ['received', 'accepted', 'refused'] as const
type Answer = (typeof ANSWERS)[number]

/** What a supplier without Facteur said of an order, noted by who heard it. Source: X-47, M-10. */
export function NoteAnswer({ orderId }: { orderId: string }) {
  const words = useLabels(exchangeWords)
  const { states } = useLabels(exchangeLabels)
  const doing = useDoing()
  const [noting, setNoting] = useState(false)
  const [answer, setAnswer] = useState<Answer>('accepted')
  const [sellerNumber, setSellerNumber] = useState('')
  const [note, setNote] = useState('')
  const save = () => {
    setNoting(false)
    void doing(() => sentOrders.note.call({ id: orderId, answer, sellerNumber, note }), words.saved)
  }
  return (
    <div className={classes.buttons}>
      <Button mt="md" size="xs" variant="default" onClick={() => setNoting(true)}>
        {words.noteAnswer}
      </Button>
      <Confirm
        opened={noting}
        title={words.noteAnswerTitle}
        text={
          <>
            {words.noteAnswerText}
            <Select
              mt="sm"
              label={words.answer}
              data={ANSWERS.map(value => ({ value, label: states[value] }))}
              value={answer}
              onChange={value => value && setAnswer(value as Answer)}
              allowDeselect={false}
              data-autofocus
            />
            <TextInput
              mt="sm"
              label={words.theirNumber}
              value={sellerNumber}
              maxLength={100}
              onChange={event => setSellerNumber(event.currentTarget.value)}
            />
            <Textarea
              mt="sm"
              label={words.note}
              value={note}
              maxLength={1000}
              autosize
              minRows={2}
              onChange={event => setNote(event.currentTarget.value)}
            />
          </>
        }
        action={words.save}
        onConfirm={save}
        onCancel={() => setNoting(false)}
      />
    </div>
  )
}
