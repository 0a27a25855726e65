import { useQuery } from '@tanstack/react-query'
import { Attention } from '../../../platform/web/attention.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { termWords } from '../labels/term-screens.ts'
import { contractTerms } from './contract-api.part.ts'

/** Terms that wait for an invoice, and those that wait too long. Source: REC-3, A6. */
export function TermsWaiting() {
  const words = useLabels(termWords)
  const late = useQuery(contractTerms.count.queryOptions({ input: { late: 'true' } }))
  const due = useQuery(contractTerms.count.queryOptions({ input: { state: 'to-invoice' } }))
  return (
    <>
      <Attention
        count={late.data?.count}
        tone="bad"
        text={words.missedWaiting}
        to="contract-terms"
        search={{ late: 'true' }}
        action={words.showMissed}
      />
      <Attention
        count={due.data?.count}
        tone="warning"
        text={words.waiting}
        to="contract-terms"
        search={{ state: 'to-invoice' }}
        action={words.showWaiting}
      />
    </>
  )
}
