import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { bankWords } from '../labels/bank-screens.ts'
import { statementLabels } from '../labels/statements.ts'

const TABS = ['reconciliation', 'bank-movements', 'bank-statements'] as const

/** The views of what banks tell. */
export function useBankTabs(active: (typeof TABS)[number]) {
  const words = useLabels(bankWords)
  const path = useCompanyPath()
  const labels = { reconciliation: words.title, 'bank-movements': words.movements, 'bank-statements': words.statements }
  return TABS.map(tab => ({ label: labels[tab], to: path(tab), active: tab === active }))
}

export type Confidence = 'sure' | 'likely' | 'weak' | 'none'
const TONES: Record<Confidence, Tone> = { sure: 'good', likely: 'coming', weak: 'warning', none: 'off' }

/** How sure a proposal is. */
export function ConfidenceStatus({ of }: { of: Confidence }) {
  return <Status of={TONES[of]} label={useLabels(statementLabels).confidences[of]} />
}
