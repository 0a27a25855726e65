import { useCallback } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { messagingLabels } from '../../messaging/labels.ts'
import { debitsLabels } from '../labels/lists.ts'
import { noticeWords } from '../labels/notice-screens.ts'
import type { BatchState, MandateState, Verdict } from '../rules/states.ts'
import type { Debit, Notice } from './debit-api.part.ts'

const MANDATE_TONES: Record<MandateState, Tone> = {
  unsigned: 'coming',
  valid: 'good',
  used: 'off',
  lapsed: 'warning',
  revoked: 'off',
}

/** Whether a mandate may be collected by. */
export function MandateStatus({ of }: { of: MandateState }) {
  return <Status of={MANDATE_TONES[of]} label={useLabels(debitsLabels).states[of]} />
}

const VERDICT_TONES: Partial<Record<Verdict, Tone>> = { ready: 'good', noticed: 'coming', collecting: 'coming' }

/** What an invoice to be collected waits for. */
export function VerdictStatus({ of }: { of: Verdict }) {
  const tone = of === 'given-up' ? 'bad' : (VERDICT_TONES[of] ?? 'warning')
  return <Status of={tone} label={useLabels(debitsLabels).verdicts[of]} />
}

const BATCH_TONES: Record<BatchState, Tone> = {
  planned: 'coming',
  'handed-over': 'warning',
  collected: 'good',
  cancelled: 'off',
}

export function BatchStatus({ of }: { of: BatchState }) {
  return <Status of={BATCH_TONES[of]} label={useLabels(debitsLabels).batchStates[of]} />
}

const DEBIT_TONES: Record<Debit['state'], Tone> = {
  planned: 'coming',
  sent: 'warning',
  collected: 'good',
  returned: 'bad',
  cancelled: 'off',
}

export function DebitStatus({ of }: { of: Debit['state'] }) {
  return <Status of={DEBIT_TONES[of]} label={useLabels(debitsLabels).debitStates[of]} />
}

const SENT_TONES: Record<NonNullable<Notice['messageState']>, Tone> = {
  queued: 'coming',
  sent: 'good',
  failed: 'bad',
  withdrawn: 'off',
}

/** Whether a notice reached its debtor, or counts no more. */
export function useNoticeState() {
  const words = useLabels(noticeWords)
  const { states } = useLabels(messagingLabels)
  return useCallback(
    ({ cancelledOn, messageState, channel }: Notice): { tone: Tone; label: string } => {
      if (cancelledOn) return { tone: 'off', label: words.cancelledState }
      if (messageState) return { tone: SENT_TONES[messageState], label: states[messageState] }
      return channel === 'letter' ? { tone: 'warning', label: words.toPrint } : { tone: 'good', label: words.kept }
    },
    [words, states],
  )
}

export function NoticeStatus({ of }: { of: Notice }) {
  const { tone, label } = useNoticeState()(of)
  return <Status of={tone} label={label} />
}
