import { Button, Loader } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Bar } from '../../../platform/web/bar.tsx'
import { failureOf } from '../../../platform/web/failure.ts'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { booksContract } from '../contract.ts'
import { booksWords } from '../labels/screens.ts'
import classes from './books.module.css'
import { useBooksTabs } from './books-tabs.part.tsx'
import { Deferral } from './deferral.part.tsx'
import { DeferredIssues } from './deferred-issues.part.tsx'

const api = apiOf('books', booksContract)
export type DeferredTitle = Awaited<ReturnType<typeof api.deferred.call>>[number]

/** Charts weigh as much as all the rest of the screen: they come when it is opened. */
const DeferredChart = lazy(async () => ({ default: (await import('./deferred-chart.part.tsx')).DeferredChart }))

/** What is earned by issues served and what is owed to subscribers, by title. Source: A19. */
export function DeferredPage() {
  const words = useLabels(booksWords)
  const { today } = useSession()
  const [given] = useSearchValues()
  const on = given.on ?? today
  return (
    <>
      <ScreenHeading title={words.books} name={words.deferred} tabs={useBooksTabs('deferred-income')} />
      <Choice key={on} on={on} />
      <div className={classes.page}>
        <p className={classes.intro}>{words.deferredIntro}</p>
        {on > today && <p style={{ margin: 0 }}>{words.foreseen}</p>}
        <Titles on={on} />
      </div>
    </>
  )
}

function Choice({ on }: { on: string }) {
  const words = useLabels(booksWords)
  const [, setSearch] = useSearchValues()
  const [asked, setAsked] = useState<string | null>(on)
  return (
    <Bar onSubmit={() => setSearch({ on: asked ?? undefined, titleId: undefined })}>
      <DayField name="on" label={words.on} value={asked} onChange={setAsked} />
      <Button type="submit">{words.show}</Button>
    </Bar>
  )
}

const AMOUNTS = ['invoicedCents', 'creditedCents', 'earnedCents', 'owedCents', 'lostCents'] as const

function Titles({ on }: { on: string }) {
  const words = useLabels(booksWords)
  const common = useLabels(commonWords)
  const [given, setSearch] = useSearchValues()
  const { data, error } = useQuery(api.deferred.queryOptions({ input: { on }, placeholderData: keepPreviousData }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <Loader size="sm" role="status" aria-label={common.loading} />
  if (data.length === 0) return <p>{words.noDeferred}</p>
  const chosen = data.find(({ titleId }) => titleId === given.titleId) ?? (data.length === 1 ? data[0] : undefined)
  return (
    <>
      {data.length > 1 && (
        <Suspense fallback={<Loader size="sm" role="status" aria-label={common.loading} />}>
          <DeferredChart titles={data} />
        </Suspense>
      )}
      <TitlesTable titles={data} onOpen={titleId => setSearch({ titleId })} />
      {chosen && <DeferredIssues title={chosen} on={on} />}
      <Deferral key={on} on={on} />
    </>
  )
}

function TitlesTable({ titles, onOpen }: { titles: readonly DeferredTitle[]; onOpen(titleId: string): void }) {
  const words = useLabels(booksWords)
  const format = useFormat()
  const sum = (of: keyof DeferredTitle) => titles.reduce((total, title) => total + Number(title[of]), 0)
  const headings = [words.invoiced, words.credited, words.earned, words.owed, words.lost]
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" data-text>
              {words.title}
            </th>
            {[words.purchases, ...headings, words.copiesOwed].map(heading => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {titles.map(title => (
            <tr key={title.titleId}>
              <th scope="row" data-text data-wide>
                <button type="button" data-open onClick={() => onOpen(title.titleId)}>
                  {title.titleName}
                </button>
              </th>
              <td>{format.integer(title.purchases)}</td>
              {AMOUNTS.map(of => (
                <td key={of}>{format.money(title[of])}</td>
              ))}
              <td>{format.integer(title.copiesOwed)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" data-text>
              {words.total}
            </th>
            <td>{format.integer(sum('purchases'))}</td>
            {AMOUNTS.map(of => (
              <td key={of}>{format.money(sum(of))}</td>
            ))}
            <td>{format.integer(sum('copiesOwed'))}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
