import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { runLifeContract } from '../contract/run-life.ts'
import { runsContract } from '../contract.ts'
import { pathWords } from '../labels/run-path.ts'
import { runWords } from '../labels/run-screens.ts'
import { obstacleTo } from '../rules/run-state.ts'
import { type StepProps, Told, useCount, useStep } from './step.part.tsx'

const api = apiOf('runs', runLifeContract)
const runs = apiOf('runs', runsContract)

/** From here on there is no undoing. */
export function HandOverDialog({ run, mailedTo, onClose }: StepProps & { mailedTo?: string }) {
  const words = useLabels(runWords)
  const path = useLabels(pathWords)
  const { data } = useQuery(runs.get.queryOptions({ input: { id: run.id } }))
  const count = useCount()
  const { working, error, take } = useStep(onClose)
  return (
    <Confirm
      opened
      title={words.handOverTitle(run.number)}
      action={words.handOver}
      working={working}
      {...(mailedTo === undefined ? {} : { cancel: path.later })}
      onCancel={onClose}
      onConfirm={() => void take(() => api.handOver.call({ id: run.id }), words.handedOver(run.number))}
      text={
        <Told error={error}>
          {mailedTo !== undefined && <span>{path.mailedNow(mailedTo)}</span>}
          {data?.files.length === 0 && (
            <Alert color="yellow" p="xs" icon={<IconAlertTriangle size={16} />}>
              {path.neverMade}{' '}
              <RecordLink to={`dispatch-runs/${run.id}`} search={{ tab: 'files' }}>
                {path.goFiles}
              </RecordLink>
            </Alert>
          )}
          {words.handOverText(count(run.shipmentCount))}
        </Told>
      }
    />
  )
}

/** Everything as before. Source: X-29. */
export function UndoDialog({ run, onClose, onUndone }: StepProps) {
  const words = useLabels(runWords)
  const count = useCount()
  const queries = useQueryClient()
  const { working, error, take } = useStep(onClose, () => {
    queries.removeQueries({ queryKey: runs.get.queryOptions({ input: { id: run.id } }).queryKey }) // not there to be read again
    onUndone()
  })
  return (
    <Confirm
      opened
      danger
      title={words.undoTitle(run.number)}
      action={words.undoAction(count(run.shipmentCount))}
      working={working}
      onCancel={onClose}
      onConfirm={() => void take(() => api.undo.call({ id: run.id }), words.undone(run.number))}
      text={<Told error={error}>{words.undoText(count(run.shipmentCount))}</Told>}
    />
  )
}

/** After it left. Source: X-29. */
export function CancelDialog({ run, onClose }: StepProps) {
  const words = useLabels(runWords)
  const count = useCount()
  const { working, error, take } = useStep(onClose)
  const [reason, setReason] = useState('')
  return (
    <Confirm
      opened
      danger
      title={words.cancelTitle(run.number)}
      action={words.cancelAction(count(run.shipmentCount))}
      working={working}
      disabled={reason.trim() === ''}
      onCancel={onClose}
      onConfirm={() => void take(() => api.cancel.call({ id: run.id, reason }), words.cancelled(run.number))}
      text={
        <Told error={error}>
          {words.cancelText(count(run.shipmentCount))}
          <TextField name="reason" label={words.reason} value={reason} onChange={setReason} required autoFocus />
        </Told>
      }
    />
  )
}

/** Label and day. Source: ABO-61. */
export function ModifyDialog({ run, onClose }: StepProps) {
  const words = useLabels(runWords)
  const common = useLabels(commonWords)
  const { working, error, take } = useStep(onClose)
  const [label, setLabel] = useState(run.label)
  const [on, setOn] = useState<string | null>(run.dispatchedOn)
  const kept = obstacleTo('changeDay', run.state) !== undefined
  return (
    <Confirm
      opened
      title={`${words.modify} ${run.number}`}
      action={common.save}
      working={working}
      disabled={label.trim() === '' || on === null}
      onCancel={onClose}
      onConfirm={() =>
        void take(() => api.update.call({ id: run.id, label, ...(kept || !on ? {} : { on }) }), words.saved)
      }
      text={
        <Told error={error}>
          <TextField name="label" label={words.label} value={label} onChange={setLabel} required autoFocus />
          <DayField
            name="on"
            label={words.day}
            value={on}
            onChange={setOn}
            disabled={kept}
            {...(kept ? { description: words.dayKept } : {})}
          />
        </Told>
      }
    />
  )
}
