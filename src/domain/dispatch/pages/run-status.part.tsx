import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { dispatchLabels } from '../labels.ts'
import type { RunState } from '../rules/run-state.ts'

const tones: Record<RunState, Tone> = {
  'to-sign-off': 'warning',
  'signed-off': 'coming',
  'handed-over': 'good',
  cancelled: 'off',
}

/** How far a run is, as a dot and a word. */
export function RunStatus({ of: state }: { of: RunState }) {
  const { state: words } = useLabels(dispatchLabels)
  return <Status of={tones[state]} label={words[state]} />
}
