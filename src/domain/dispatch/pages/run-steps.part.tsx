import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { runWords } from '../labels/run-screens.ts'
import { obstacleTo, type RunState } from '../rules/run-state.ts'
import { CancelDialog, HandOverDialog, ModifyDialog, UndoDialog } from './run-dialogs.part.tsx'
import { SignOffDialog } from './sign-off.part.tsx'
import type { StepProps, SteppedRun } from './step.part.tsx'

export const STEPS = ['signOff', 'handOver', 'modify', 'undo', 'cancel'] as const
export type Step = (typeof STEPS)[number]

/** Whether a step is offered for a run in this state; a cancelled one is only looked at. */
export const isOffered = (step: Step, state: RunState) =>
  step === 'modify' ? state !== 'cancelled' : obstacleTo(step, state) === undefined

/** The buttons of what can become of a run now, and the question each asks. Source: ABO-61, X-29, M-2. */
export function RunSteps({
  run,
  steps = STEPS,
  onUndone,
}: {
  run: SteppedRun
  steps?: readonly Step[]
  onUndone(): void
}) {
  const words = useLabels(runWords)
  const may = useMay()
  const [step, setStep] = useState<Step | null>(null)
  if (!may('dispatch.write')) return null
  return (
    <>
      {steps
        .filter(one => isOffered(one, run.state))
        .map(one => (
          <Button
            key={one}
            variant={one === 'signOff' || one === 'handOver' ? 'filled' : 'default'}
            onClick={() => setStep(one)}
          >
            {words[one]}
          </Button>
        ))}
      {step && <StepDialog step={step} run={run} onClose={() => setStep(null)} onUndone={onUndone} />}
    </>
  )
}

/** The question of one step. */
export function StepDialog({ step, ...props }: StepProps & { step: Step }) {
  const Dialog = DIALOGS[step]
  return <Dialog {...props} />
}

const DIALOGS: Record<Step, (props: StepProps) => ReactNode> = {
  signOff: SignOffDialog,
  handOver: HandOverDialog,
  modify: ModifyDialog,
  undo: UndoDialog,
  cancel: CancelDialog,
}
