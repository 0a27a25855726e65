import { useQuery } from '@tanstack/react-query'
import { Attention } from '../../../platform/web/attention.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { returnWords } from '../labels/return-screens.ts'
import type { Verdict } from '../rules/states.ts'
import { debitBatches, debitCandidates } from './debit-api.part.ts'

/** What came back unpaid and waits for a decision, and the next steps of what is to be collected. */
export function DebitsWaiting() {
  const words = useLabels(returnWords)
  const { data } = useQuery(debitCandidates.summary.queryOptions())
  const batches = useQuery(debitBatches.count.queryOptions({ input: { state: 'planned' } }))
  const waiting = (verdict: Verdict) => data && (data.find(one => one.verdict === verdict)?.count ?? 0)
  const line = (verdict: Verdict, tone: 'bad' | 'warning', text: (count: number) => string, action: string) => (
    <Attention
      count={waiting(verdict)}
      tone={tone}
      text={text}
      to="debit-candidates"
      search={{ verdict }}
      action={action}
    />
  )
  return (
    <>
      {line('given-up', 'bad', words.homeUnpaid, words.decideThem)}
      {line('to-notice', 'warning', words.homeNotice, words.sendThem)}
      {line('ready', 'warning', words.homeReady, words.prepare)}
      <Attention
        count={batches.data?.count}
        tone="warning"
        text={words.homeBatch}
        to="debit-batches"
        search={{ state: 'planned' }}
        action={words.hand}
      />
    </>
  )
}
