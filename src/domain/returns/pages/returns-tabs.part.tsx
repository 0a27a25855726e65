import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { returnsWords } from '../labels/screens.ts'
import { returnsLabels } from '../labels.ts'
import type { Outcome } from '../rules/lines.ts'
import type { RequestState, ReturnState } from '../rules/state.ts'

/** The views of what came back and of what is sent again. */
export function useReturnsTabs(active: 'returned-mail' | 'replacements' | 'return-rates') {
  const words = useLabels(returnsWords)
  const path = useCompanyPath()
  return [
    { label: words.returned, to: path('returned-mail'), active: active === 'returned-mail' },
    { label: words.replacements, to: path('replacements'), active: active === 'replacements' },
    { label: words.rates, to: path('return-rates'), active: active === 'return-rates' },
  ]
}

const RETURN_TONES: Record<ReturnState, Tone> = {
  unknown: 'bad',
  waiting: 'warning',
  resumed: 'coming',
  settled: 'good',
}
const REQUEST_TONES: Record<RequestState, Tone> = { waiting: 'coming', sent: 'good', refused: 'off' }
const OUTCOME_TONES: Record<Outcome, Tone> = {
  held: 'good',
  noted: 'good',
  moved: 'coming',
  double: 'off',
  unknown: 'bad',
}
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function ReturnStatus({ of }: { of: ReturnState }) {
  return <Status of={RETURN_TONES[of]} label={capital(useLabels(returnsLabels).states[of])} />
}

export function RequestStatus({ of }: { of: RequestState }) {
  return <Status of={REQUEST_TONES[of]} label={capital(useLabels(returnsLabels).requestStates[of])} />
}

export function OutcomeStatus({ of }: { of: Outcome }) {
  return <Status of={OUTCOME_TONES[of]} label={capital(useLabels(returnsLabels).outcomes[of])} />
}
