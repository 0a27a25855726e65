import { Button, Loader } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Bar } from '../../../platform/web/bar.tsx'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { booksContract } from '../contract.ts'
import { booksWords } from '../labels/screens.ts'
import { booksLabels } from '../labels.ts'
import { JOURNALS, type JournalCode } from '../rules/chart.ts'
import classes from './books.module.css'
import { useBooksTabs } from './books-tabs.part.tsx'

const api = apiOf('books', booksContract)
type Row = Awaited<ReturnType<typeof api.balance.call>>[number]
type Asked = { from: string; to: string; journal?: JournalCode }

/** What each account had before, moved and has: the trial balance, or what one journal wrote. */
export function BalancePage() {
  const words = useLabels(booksWords)
  const common = useLabels(commonWords)
  const { today } = useSession()
  const [given] = useSearchValues()
  const { data: known } = useQuery(api.years.queryOptions({}))
  const from = given.from ?? known?.years.find(year => year.from <= today && today <= year.to)?.from
  const journal = JOURNALS.find(code => code === given.journal)
  const asked = from ? { from, to: given.to ?? today, ...(journal ? { journal } : {}) } : undefined
  return (
    <>
      <ScreenHeading title={words.books} name={words.balance} tabs={useBooksTabs('book-balance')} />
      {asked ? (
        <>
          <Choice key={JSON.stringify(asked)} asked={asked} />
          <div className={classes.page}>
            <Balance asked={asked} />
          </div>
        </>
      ) : (
        <Loader size="sm" m="md" role="status" aria-label={common.loading} />
      )}
    </>
  )
}

function Choice({ asked }: { asked: Asked }) {
  const words = useLabels(booksWords)
  const { journals } = useLabels(booksLabels)
  const [, setSearch] = useSearchValues()
  const [from, setFrom] = useState<string | null>(asked.from)
  const [to, setTo] = useState<string | null>(asked.to)
  return (
    <Bar onSubmit={() => setSearch({ from: from ?? undefined, to: to ?? undefined })}>
      <DayField name="from" label={words.from} value={from} onChange={setFrom} />
      <DayField name="to" label={words.to} value={to} onChange={setTo} />
      <ChoiceField
        name="journal"
        label={words.journal}
        value={asked.journal ?? 'all'}
        onChange={journal => setSearch({ journal: !journal || journal === 'all' ? undefined : journal })}
        options={[
          { value: 'all' as string, label: words.allJournals },
          ...JOURNALS.filter(code => code !== 'AN').map(value => ({ value: value as string, label: journals[value] })),
        ]}
      />
      <Button type="submit">{words.show}</Button>
    </Bar>
  )
}

const sum = (rows: readonly Row[], of: 'openingCents' | 'debitCents' | 'creditCents' | 'closingCents') =>
  rows.reduce((total, row) => total + row[of], 0)

function Balance({ asked }: { asked: Asked }) {
  const words = useLabels(booksWords)
  const common = useLabels(commonWords)
  const { columns } = useLabels(booksLabels)
  const format = useFormat()
  const path = useCompanyPath()
  const { data, error } = useQuery(api.balance.queryOptions({ input: asked, placeholderData: keepPreviousData }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <Loader size="sm" role="status" aria-label={common.loading} />
  if (data.length === 0) return <p>{words.noMove}</p>
  const even = sum(data, 'debitCents') === sum(data, 'creditCents') && sum(data, 'closingCents') === 0
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {[columns.accountCode, columns.accountLabel].map(heading => (
              <th key={heading} scope="col" data-text>
                {heading}
              </th>
            ))}
            {[words.opening, columns.debitCents, columns.creditCents, words.closing].map(heading => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map(row => (
            <tr key={row.accountCode}>
              <th scope="row" data-text>
                <Link
                  className={classes.account}
                  to={path('books')}
                  search={{ account: row.accountCode, ...asked } as never}
                >
                  {row.accountCode}
                </Link>
              </th>
              <td data-text data-wide>
                {row.accountLabel}
              </td>
              <td>{format.money(row.openingCents)}</td>
              <td>{format.money(row.debitCents)}</td>
              <td>{format.money(row.creditCents)}</td>
              <td>{format.money(row.closingCents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" data-text>
              {words.total}
            </th>
            <td data-text>
              <Status of={even ? 'good' : 'bad'} label={even ? words.balanced : words.unbalanced} />
            </td>
            {(['openingCents', 'debitCents', 'creditCents', 'closingCents'] as const).map(of => (
              <td key={of}>{format.money(sum(data, of))}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
