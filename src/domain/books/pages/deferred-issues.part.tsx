import { Loader } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { booksContract } from '../contract.ts'
import { booksWords } from '../labels/screens.ts'
import classes from './books.module.css'

const api = apiOf('books', booksContract)

const StackedChart = lazy(async () => ({ default: (await import('./deferred-chart.part.tsx')).StackedChart }))

/** What each issue of a title brought, and what is owed of those to come. */
export function DeferredIssues({ title, on }: { title: { titleId: string; titleName: string }; on: string }) {
  const words = useLabels(booksWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { data, error } = useQuery(
    api.deferredIssues.queryOptions({ input: { titleId: title.titleId, on }, placeholderData: keepPreviousData }),
  )
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <Loader size="sm" role="status" aria-label={common.loading} />
  const headings = [words.countedOn, words.copiesServed, words.earned, words.copiesOwed, words.owed]
  return (
    <>
      <Suspense fallback={<Loader size="sm" role="status" aria-label={common.loading} />}>
        <StackedChart
          caption={words.byIssue(title.titleName)}
          label={words.issue}
          bars={data.map(issue => ({ ...issue, label: issue.number || '…', lostCents: 0 }))}
        />
      </Suspense>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" data-text>
                {words.issue}
              </th>
              {headings.map(heading => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.map(issue => (
              <tr key={issue.number}>
                <th scope="row" data-text>
                  {issue.number || words.later}
                </th>
                <td>{format.day(issue.countedOn)}</td>
                <td>{format.integer(issue.copiesServed)}</td>
                <td>{format.money(issue.earnedCents)}</td>
                <td>{format.integer(issue.copiesOwed)}</td>
                <td>{format.money(issue.owedCents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
