import { IconAlertTriangle } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { latestIssueWords } from '../../subscriptions/labels/latest-issue.ts'
import type { NotInReason } from '../contract/watch.ts'
import { dispatchContract } from '../contract.ts'
import { dispatchWords } from '../labels/screens.ts'
import classes from './preview-line.module.css'
import type { Which } from './which-run.part.tsx'

const api = apiOf('dispatch', dispatchContract)

/** What a run would hold and whom it leaves out. */
export const usePreview = (which: Which, on?: string) =>
  useQuery(api.preview.queryOptions({ input: { ...which, ...(on ? { on } : {}) }, placeholderData: keepPreviousData }))

/** How many are in, and how many are left out for each reason. */
export function PreviewLine({ which }: { which: Which }) {
  const words = useLabels(dispatchWords)
  const latest = useLabels(latestIssueWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { data, error } = usePreview(which)
  if (error)
    return (
      <p className={classes.line} role="alert">
        {failureOf(error, common.unreachable).message}
      </p>
    )
  if (!data) return <p className={classes.line}>{common.loading}</p>
  const many = (count: number, [one, more]: readonly string[]) => format.many(count, one!, more!)
  const left: [number, readonly string[], NotInReason][] = [
    [data.served, words.served, 'served'],
    [data.leftOut, words.left, 'left-out'],
    [data.held, words.held, 'held'],
    [data.startsLater, words.startsLater, 'starts-later'],
    [data.ended, words.ended, 'used-up'],
    [data.stopped, words.stopped, 'stopped'],
    [data.cancelled, words.cancelled, 'cancelled'],
    [data.notOnSale, words.notOnSale, 'not-on-sale'],
  ]
  const out = left.filter(([count]) => count > 0)
  return (
    <p className={classes.line}>
      <strong>
        {words.in(
          format.many(data.owed, words.recipientsOne, words.recipientsMany),
          format.many(data.copies, words.copy, words.copies),
        )}
      </strong>
      {which.kind === 'subscription' && <span>{many(data.runningThatDay, words.runningThatDay)}</span>}
      {out.length > 0 && (
        <span>
          {words.leftOut}
          {common.colon}
          {out.map(([count, why, reason], at) => (
            <Fragment key={reason}>
              {at > 0 && ', '}
              <RecordLink to="recipients" search={{ ...which, view: 'not-in', why: reason }}>
                {many(count, why)}
              </RecordLink>
            </Fragment>
          ))}
        </span>
      )}
      {data.newer > 0 && (
        <span className={classes.warning}>
          <IconAlertTriangle size={15} aria-hidden />{' '}
          <RecordLink to="single-issues" search={{ newer: 'true', served: 'false' }}>
            {format.many(data.newer, latest.waitingOne, latest.waitingMany)}
          </RecordLink>
        </span>
      )}
      {data.withoutAddress > 0 && (
        <span className={classes.warning}>
          <IconAlertTriangle size={15} aria-hidden />{' '}
          {words.withoutAddress(format.integer(data.withoutAddress), data.withoutAddress > 1)}
        </span>
      )}
    </p>
  )
}
