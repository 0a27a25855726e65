import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { reminderWords } from '../labels/reminder-screens.ts'

type Outcome = 'paid' | 'waiting' | 'withdrawn' | 'failed' | 'queued'
type Reminded = { cancelledOn: string | null; paid: boolean; messageState: string | null }

const TONES: Record<Outcome, Tone> = {
  paid: 'good',
  waiting: 'warning',
  withdrawn: 'off',
  failed: 'bad',
  queued: 'coming',
}

/** What became of a reminder. */
export function outcomeOf({ cancelledOn, paid, messageState }: Reminded): Outcome {
  if (cancelledOn) return 'withdrawn'
  if (paid) return 'paid'
  return messageState === 'failed' || messageState === 'queued' ? messageState : 'waiting'
}

export function ReminderOutcome({ of }: { of: Reminded }) {
  const { outcomes } = useLabels(reminderWords)
  return <Status of={TONES[outcomeOf(of)]} label={outcomes[outcomeOf(of)]} />
}
