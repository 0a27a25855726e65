import { useQueries, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { Attention, Awaited } from '../../../platform/web/attention.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { catalogContract } from '../../catalog/contract.ts'
import { dispatchContract } from '../contract.ts'
import { runWords } from '../labels/run-screens.ts'
import { dispatchWords } from '../labels/screens.ts'

const catalog = apiOf('catalog', catalogContract)
const api = apiOf('dispatch', dispatchContract)
/** Older issues are looked at from the recipients' screen. */
const LATEST = 4

/** Issues already on sale that subscribers still wait for; of those that left, it is a missed copy. Source: X-6, M-2. */
export function ShipmentsToSend() {
  const words = useLabels(dispatchWords)
  const life = useLabels(runWords)
  const { today } = useSession()
  const issues = useQuery(catalog.issues.list.queryOptions({ input: { sort: '-coverOn', limit: 12 } }))
  const out = (issues.data?.rows ?? [])
    .filter(({ status, onSaleOn }) => status !== 'skipped' && onSaleOn <= today)
    .slice(0, LATEST)
  const counts = useQueries({
    queries: out.map(({ id, titleId }) =>
      api.recipientsCount.queryOptions({ input: { kind: 'subscription', title: titleId, issue: id } }),
    ),
  })
  if (issues.isPending) return <Awaited />
  return out.map((issue, index) => (
    <Attention
      key={issue.id}
      count={counts[index]?.data?.count}
      tone="bad"
      text={count => words.waitFor(count, issue.titleName, issue.number)}
      {...(issue.status === 'dispatched'
        ? { to: 'missed-copies', search: { issueId: issue.id }, action: life.showMissed }
        : { to: 'recipients', search: { title: issue.titleId, issue: issue.id }, action: words.showThem })}
    />
  ))
}
