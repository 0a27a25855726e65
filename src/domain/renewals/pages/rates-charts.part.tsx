import '@mantine/charts/styles.css'
import { BarChart, LineChart } from '@mantine/charts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ratesWords } from '../labels/rates.ts'
import { bothRates, type RatesBy } from '../rules/rates.ts'
import type { Rate } from './rates.page.tsx'
import classes from './renewals.module.css'

/** More bars than this cannot be told apart; the table has them all. */
const MOST_BARS = 36
/** Pixels: a single bar must not look like a wall. */
const WIDEST_BAR = 64

const points = (bps: number, of: number) => (of === 0 ? null : bps / 100)

/** Two pictures of the same rows: how many ended and renewed, and at what rates. */
export function RatesCharts({ rates, by }: { rates: readonly Rate[]; by: RatesBy }) {
  const words = useLabels(ratesWords)
  const format = useFormat()
  const shown = by === 'month' || by === 'issue' ? rates.slice(-MOST_BARS) : rates.slice(0, MOST_BARS)
  const data = shown.map(rate => {
    const { conversionBps, renewalBps } = bothRates(rate)
    return {
      label: by === 'offer' ? rate.label.split(' · ')[0]! : rate.label,
      renewed: rate.renewed,
      lost: rate.ended - rate.renewed,
      conversion: points(conversionBps, rate.firstEnded),
      renewal: points(renewalBps, rate.ended - rate.firstEnded),
    }
  })
  const shared = {
    h: 280,
    data,
    dataKey: 'label',
    withLegend: true,
    xAxisLabel: words.bys[by],
    tooltipAnimationDuration: 0,
    styles: { axisLabel: { fill: 'currentColor' } },
  }
  const rateSeries = [
    { name: 'conversion', label: words.conversion, color: 'var(--chart-first)' },
    { name: 'renewal', label: words.renewal, color: 'var(--chart-renewed)' },
  ]
  const percent = (value: number) => format.percent(Math.round(value * 100))
  const Rates = by === 'month' || by === 'issue' ? LineChart : BarChart
  return (
    <>
      <figure className={classes.figure}>
        <figcaption>{words.counts}</figcaption>
        <BarChart
          {...shared}
          type="stacked"
          maxBarWidth={WIDEST_BAR}
          yAxisLabel={words.countAxis}
          valueFormatter={format.integer}
          series={[
            { name: 'renewed', label: words.renewed, color: 'var(--chart-renewed)' },
            { name: 'lost', label: words.lost, color: 'var(--chart-lost)' },
          ]}
        />
      </figure>
      <figure className={classes.figure}>
        <figcaption>{words.rates}</figcaption>
        <Rates
          {...shared}
          yAxisLabel={words.rateAxis}
          yAxisProps={{ domain: [0, 100] }}
          valueFormatter={percent}
          series={rateSeries}
          {...(Rates === LineChart
            ? { connectNulls: true, curveType: 'linear' as const }
            : { maxBarWidth: WIDEST_BAR })}
        />
      </figure>
    </>
  )
}
