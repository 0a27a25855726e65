import { Button } from '@mantine/core'
import { IconReplace } from '@tabler/icons-react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { singleIssuesContract } from '../contract.ts'
import { latestIssueWords } from '../labels/latest-issue.ts'
import classes from './latest-issue.module.css'

const api = apiOf('singleIssues', singleIssuesContract)

type Bought = { id: string; titleName: string; issueNumber: string; newerIssueNumber: string | null }

/** Serves purchases of "the latest issue" the newer one, and says how many. */
function useServe() {
  const words = useLabels(latestIssueWords)
  const notify = useNotify()
  const format = useFormat()
  return async (purchaseIds: string[]) => {
    try {
      const { purchases } = await api.serveLatest.call({ purchaseIds })
      notify.done(words.served(format.many(purchases.length, words.purchase, words.purchases)))
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
}

/** What is done with purchases of which a newer issue came out, in any list that shows it. Source: X-8. */
export function useServeLatest<Row extends Pick<Bought, 'id' | 'newerIssueNumber'>>(): RowAction<Row> {
  const words = useLabels(latestIssueWords)
  const serve = useServe()
  return {
    key: 'serveLatest',
    label: words.serve,
    icon: <IconReplace size={16} />,
    right: 'subscriptions.write',
    on: 'some',
    apart: true,
    enabled: row => row.newerIssueNumber !== null || words.none,
    run: ({ rows }) => void serve(rows.map(({ id }) => id)),
  }
}

/** The issue of a single-issue purchase: which one, or that its run will say; and the newer one that came out, to serve instead. Source: X-8. */
export function BoughtIssue({ of }: { of: Bought }) {
  const words = useLabels(latestIssueWords)
  const may = useMay()
  const serve = useServe()
  const { id, titleName, issueNumber, newerIssueNumber } = of
  const issue = `${titleName} ${issueNumber || words.atShipment}`.trim()
  if (newerIssueNumber === null) return issue
  return (
    <>
      {issue}
      <span className={classes.newer}>
        {words.newer(newerIssueNumber)}
        {may('subscriptions.write') && (
          <Button size="compact-sm" variant="default" onClick={() => void serve([id])}>
            {words.serveNumber(newerIssueNumber)}
          </Button>
        )}
      </span>
    </>
  )
}
