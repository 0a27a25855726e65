import { type Day, isoDay, monthAdded } from '../../../values/day.ts'
import type { MandateState } from './states.ts'

/** Without a collection for so long, a mandate is worth nothing. Source: L-14. */
const LAPSES_AFTER_MONTHS = 36

/** The last day on which a mandate signed then and last used then may be collected by. Source: L-14. */
export const lapsesOn = (signedOn: Day, usedOn: Day | null): Day =>
  monthAdded(usedOn && isoDay(usedOn) > isoDay(signedOn) ? usedOn : signedOn, LAPSES_AFTER_MONTHS)

export type MandateFacts = {
  signedOn: Day | null
  usedOn: Day | null
  revokedOn: Day | null
  frequency: 'recurrent' | 'one-off'
}

/** How a mandate stands on a day; `mandateState` of queries says the same of many. Source: L-14. */
export function stateOn({ signedOn, usedOn, revokedOn, frequency }: MandateFacts, today: Day): MandateState {
  if (revokedOn && isoDay(revokedOn) <= isoDay(today)) return 'revoked'
  if (!signedOn) return 'unsigned'
  if (frequency === 'one-off' && usedOn) return 'used'
  return isoDay(lapsesOn(signedOn, usedOn)) < isoDay(today) ? 'lapsed' : 'valid'
}
