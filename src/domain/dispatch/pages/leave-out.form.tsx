import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { leftOutContract } from '../contract/left-out.ts'
import { runWords } from '../labels/run-screens.ts'
import { dispatchWords } from '../labels/screens.ts'
import { Told, useStep } from './step.part.tsx'

const api = apiOf('dispatch', leftOutContract)
type Fate = 'lost' | 'atEnd'

type LeaveOutProps = { purchaseIds: readonly string[]; issueId: string | undefined; onClose(): void }

/** Leaves recipients out of one issue, with the reason, and says what becomes of their copy. Source: M-2. */
export function LeaveOutDialog({ purchaseIds, issueId, onClose }: LeaveOutProps) {
  const words = useLabels(runWords)
  const screen = useLabels(dispatchWords)
  const format = useFormat()
  const { working, error, take } = useStep(onClose)
  const [reason, setReason] = useState('')
  const [fate, setFate] = useState<Fate>('atEnd')
  const leave = () =>
    api.leaveOut.call({
      purchaseIds: [...purchaseIds],
      reason,
      countsAsServed: fate === 'lost',
      ...(issueId ? { issueId } : {}),
    })
  return (
    <Confirm
      opened
      title={words.leaveOutTitle(purchaseIds.length)}
      action={words.leaveOutTitle(purchaseIds.length)}
      working={working}
      disabled={reason.trim() === ''}
      onCancel={onClose}
      onConfirm={() =>
        void take(leave, ({ count }) => words.leftOut(format.many(count, screen.recipientsOne, screen.recipientsMany)))
      }
      text={
        <Told error={error}>
          <span>{words.leaveOutText}</span>
          <TextField name="reason" label={words.reason} value={reason} onChange={setReason} required autoFocus />
          {issueId && (
            <SwitchField
              name="countsAsServed"
              label={words.whatOfIt}
              value={fate}
              onChange={(next: Fate) => setFate(next)}
              options={[
                { value: 'atEnd', label: words.atEnd },
                { value: 'lost', label: words.lost },
              ]}
            />
          )}
        </Told>
      }
    />
  )
}
