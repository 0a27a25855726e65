import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { collectedLabels } from '../labels/collected.ts'
import type { CollectedState } from '../rules/states.ts'

const TONES: Record<CollectedState, Tone> = {
  taken: 'good',
  repeated: 'off',
  quarantined: 'warning',
  refused: 'bad',
  ignored: 'off',
}

export function CollectedStatus({ of }: { of: CollectedState }) {
  const { states } = useLabels(collectedLabels)
  return <Status of={TONES[of]} label={states[of]} />
}
