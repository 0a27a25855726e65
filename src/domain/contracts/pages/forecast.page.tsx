import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListEmpty, ListError } from '../../../platform/web/list/list-states.tsx'
import { useMonths } from '../../../platform/web/months.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { forecastWords } from '../labels/forecast-screens.ts'
import { contractWords } from '../labels/screens.ts'
import { churnBps, monthlyChurnBps } from '../rules/churn.ts'
import { contractForecast } from './contract-api.part.ts'
import { useContractTabs } from './contract-tabs.part.tsx'
import classes from './forecast.module.css'

export type Forecast = Awaited<ReturnType<typeof contractForecast.get.call>>

/** Charts weigh as much as all the rest of the screen: they come when it is opened. */
const ForecastCharts = lazy(async () => ({ default: (await import('./forecast-charts.part.tsx')).ForecastCharts }))
const YEAR = 12

/** What contracts will invoice in the next 24 months, what they bring a month, and who left. */
export function ForecastPage() {
  const words = useLabels(contractWords)
  const common = useLabels(commonWords)
  const { data, error, refetch } = useQuery(contractForecast.get.queryOptions())
  return (
    <>
      <ScreenHeading title={words.contracts} name={words.forecast} tabs={useContractTabs('contract-forecast')} />
      {error && !data && <ListError error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {data && <Known of={data} />}
    </>
  )
}

function Known({ of }: { of: Forecast }) {
  const words = useLabels(forecastWords)
  const common = useLabels(commonWords)
  const nothing = of.activeCount === 0 && of.months.every(({ termCount }) => termCount === 0)
  if (nothing) return <Nothing />
  const unpriced = of.months.reduce((sum, { unpricedCount }) => sum + unpricedCount, 0)
  return (
    <div className={classes.page}>
      <p className={classes.dimmed}>
        {words.intro} {of.inEurosOnly && words.eurosOnly}
      </p>
      {unpriced > 0 && <p className={classes.dimmed}>{words.unpriced(unpriced)}</p>}
      <Numbers of={of} />
      <Suspense fallback={<Loader size="sm" role="status" aria-label={common.loading} />}>
        <ForecastCharts of={of} />
      </Suspense>
      <Tables of={of} />
    </div>
  )
}

/** Why there is nothing to see, and what would change it. */
function Nothing() {
  const words = useLabels(forecastWords)
  const { newContract } = useLabels(contractWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const create = () => void navigate({ to: path('contracts/new') })
  const action = { label: newContract, right: 'contracts.write', run: create }
  return <ListEmpty empty={{ text: words.none, action }} filtered={false} onClear={() => {}} />
}

/** The four numbers to remember. */
function Numbers({ of: { monthlyCents, activeCount, months, before } }: { of: Forecast }) {
  const words = useLabels(forecastWords)
  const format = useFormat()
  const year = months.slice(0, YEAR).reduce((sum, { netCents }) => sum + netCents, 0)
  const churn = monthlyChurnBps(before)
  return (
    <dl className={classes.numbers}>
      <Remembered label={words.monthly} value={format.money(monthlyCents)} />
      <Remembered label={words.contracts} value={format.integer(activeCount)} />
      <Remembered label={words.next} value={format.money(year)} />
      <Remembered label={words.churn} value={churn === null ? '–' : words.perMonth(format.percent(churn))} />
    </dl>
  )
}

function Remembered({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** The same as the charts, in numbers. */
function Tables({ of: { months, before } }: { of: Forecast }) {
  const words = useLabels(forecastWords)
  const format = useFormat()
  const { long } = useMonths()
  return (
    <details className={classes.behind}>
      <summary>{words.table}</summary>
      <div className={classes.tables}>
        <MonthTable
          caption={words.invoicing}
          headings={[words.month, words.net, words.vat, words.gross, words.terms, words.ending]}
          rows={months.map(({ month, netCents, vatCents, grossCents, termCount, endingCount }) => [
            long(month),
            format.money(netCents),
            format.money(vatCents),
            format.money(grossCents),
            format.integer(termCount),
            format.integer(endingCount),
          ])}
        />
        <MonthTable
          caption={words.movement}
          headings={[words.month, words.active, words.began, words.left, words.rate]}
          rows={before.map(month => {
            const churn = churnBps(month)
            return [
              long(month.month),
              format.integer(month.activeCount),
              format.integer(month.beganCount),
              format.integer(month.leftCount),
              churn === null ? '–' : format.percent(churn),
            ]
          })}
        />
      </div>
    </details>
  )
}

type TableProps = { caption: string; headings: readonly string[]; rows: readonly (readonly string[])[] }

function MonthTable({ caption, headings, rows }: TableProps) {
  return (
    <table className={classes.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {headings.map(heading => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([month, ...values]) => (
          <tr key={month}>
            <th scope="row">{month}</th>
            {values.map((value, at) => (
              <td key={headings[at + 1]}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
