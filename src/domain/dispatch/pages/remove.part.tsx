import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { runLifeContract } from '../contract/run-life.ts'
import { runWords } from '../labels/run-screens.ts'
import { type StepProps, Told, useCount, useStep } from './step.part.tsx'

const api = apiOf('runs', runLifeContract)

/** Takes lines out of a run that was not handed over. Source: M-2. */
export function RemoveDialog({
  run,
  shipmentIds,
  onClose,
}: Omit<StepProps, 'onUndone'> & { shipmentIds: readonly string[] }) {
  const words = useLabels(runWords)
  const count = useCount()(shipmentIds.length)
  const { working, error, take } = useStep(onClose)
  return (
    <Confirm
      opened
      danger
      title={words.removeTitle(count)}
      action={words.removeTitle(count)}
      working={working}
      onCancel={onClose}
      onConfirm={() =>
        void take(() => api.removeShipments.call({ id: run.id, shipmentIds: [...shipmentIds] }), words.removed(count))
      }
      text={<Told error={error}>{words.removeText(count)}</Told>}
    />
  )
}
