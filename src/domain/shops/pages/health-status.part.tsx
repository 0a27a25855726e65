import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { healthWords } from '../labels/failures.ts'
import type { HealthState } from '../rules/failures.ts'

const TONES: Record<HealthState, Tone> = {
  failing: 'bad',
  quiet: 'warning',
  loading: 'coming',
  fine: 'good',
  byFile: 'good',
  unconnected: 'off',
  off: 'off',
}
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** How it stands with a shop. */
export function HealthStatus({ of }: { of: HealthState }) {
  return <Status of={TONES[of]} label={capital(useLabels(healthWords).states[of])} />
}
