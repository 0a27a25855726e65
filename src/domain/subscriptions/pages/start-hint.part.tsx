import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ledgerContract } from '../contract/holds.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'

const api = apiOf('subscriptions', ledgerContract)

/** The current and the next issue of a title on the day of a sale, and those it is too late for. Source: CIR-5. */
export function StartHint({ titleId, on }: { titleId: string; on: string | null }) {
  const words = useLabels(purchaseFormWords)
  const format = useFormat()
  const { data } = useQuery(api.starts.queryOptions({ input: { titleId, ...(on ? { on } : {}) } }))
  if (!data) return null
  const { current, next, tooLateFor } = data
  const said = [
    current && words.currentIssue(current.number),
    next && words.nextIssue(next.number, format.day(next.countedOn)),
    tooLateFor.length > 0 && words.tooLateFor(tooLateFor.map(({ number }) => number).join(', ')),
  ].filter(part => part)
  return <p style={{ margin: 0, fontSize: '0.8125rem', color: 'var(--mantine-color-dimmed)' }}>{said.join(' · ')}</p>
}
