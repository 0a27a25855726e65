import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { exchangeLabels } from '../labels.ts'
import type { PartnerState, SentState } from '../rules/states.ts'
import type { ToSend } from './exchange-api.part.ts'

const TONES: Record<SentState, Tone> = {
  sent: 'coming',
  received: 'coming',
  accepted: 'good',
  changed: 'warning',
  refused: 'bad',
  'part-dispatched': 'good',
  dispatched: 'good',
}

/** What the supplier answered; silence that lasts is told as such. */
export function Answer({ state, isUnheard }: { state: SentState; isUnheard: boolean }) {
  const { states } = useLabels(exchangeLabels)
  const { silent } = useLabels(exchangeWords)
  return isUnheard ? <Status of="warning" label={silent} /> : <Status of={TONES[state]} label={states[state]} />
}

/** Whether an order left, and how often. Source: INT-27, X-36. */
export function useSentWord() {
  const words = useLabels(exchangeWords)
  const format = useFormat()
  return ({ isDraft, edition }: ToSend) => {
    if (edition > 1) return words.sentTimes(format.integer(edition))
    if (edition === 1) return words.sentOnce
    return isDraft ? words.draft : words.notSent
  }
}

const PARTNER_TONES: Record<PartnerState, Tone> = {
  plain: 'off',
  invited: 'coming',
  'to-confirm': 'warning',
  paired: 'good',
  revoked: 'bad',
}

export function PartnerStatus({ of }: { of: PartnerState }) {
  const { partnerStates } = useLabels(exchangeLabels)
  return <Status of={PARTNER_TONES[of]} label={partnerStates[of]} />
}
