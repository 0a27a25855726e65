import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { contractsLabels } from '../labels.ts'
import type { ContractState } from '../rules/contract.ts'
import type { TermState } from '../rules/term-state.ts'
import { useTermStates } from './contract-api.part.ts'

const TONES: Record<ContractState, Tone> = {
  draft: 'coming',
  upcoming: 'coming',
  active: 'good',
  paused: 'warning',
  ended: 'off',
  terminated: 'off',
}

/** How a contract stands today. */
export function ContractStatus({ of }: { of: ContractState }) {
  const { states } = useLabels(contractsLabels)
  return <Status of={TONES[of]} label={states[of]} />
}

const TERM_TONES: Record<TermState, Tone> = {
  planned: 'coming',
  'to-invoice': 'warning',
  drafted: 'coming',
  issued: 'good',
  skipped: 'off',
  cancelled: 'off',
}

/** How a term stands today, in the company's own words. Source: X-68. */
export function TermStatus({ of: { state, late = false } }: { of: { state: TermState; late?: boolean } }) {
  const names = useTermStates()
  return <Status of={late ? 'bad' : TERM_TONES[state]} label={names[state]} />
}
