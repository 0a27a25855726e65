import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { runLifeContract } from '../contract/run-life.ts'
import { pathWords } from '../labels/run-path.ts'
import { runWords } from '../labels/run-screens.ts'
import { type StepProps, Told, useCount, useStep } from './step.part.tsx'

const api = apiOf('runs', runLifeContract)

/** Takes lines out of a run that was not handed over. Source: M-2. */
export function RemoveDialog({
  run,
  shipmentIds,
  withReason = false,
  onClose,
}: Omit<StepProps, 'onUndone'> & { shipmentIds: readonly string[]; withReason?: boolean }) {
  const words = useLabels(runWords)
  const path = useLabels(pathWords)
  const [reason, setReason] = useState('')
  const count = useCount()(shipmentIds.length)
  const { working, error, take } = useStep(onClose)
  return (
    <Confirm
      opened
      danger
      title={words.removeTitle(count)}
      action={words.removeTitle(count)}
      working={working}
      disabled={withReason && reason.trim() === ''}
      onCancel={onClose}
      onConfirm={() =>
        void take(
          () =>
            api.removeShipments.call({
              id: run.id,
              shipmentIds: [...shipmentIds],
              ...(reason.trim() ? { reason: reason.trim() } : {}),
            }),
          words.removed(count),
        )
      }
      text={
        <Told error={error}>
          {words.removeText(count)}
          {run.kind !== 'replacement' && (
            <TextField
              name="reason"
              label={path.removeWhy}
              description={path.removeWhyHint}
              value={reason}
              onChange={setReason}
              required={withReason}
            />
          )}
        </Told>
      }
    />
  )
}
