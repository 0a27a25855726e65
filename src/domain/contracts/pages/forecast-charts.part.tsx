import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { Bars } from '../../../platform/web/figures/bars.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useMonths } from '../../../platform/web/months.ts'
import { forecastWords } from '../labels/forecast-screens.ts'
import classes from './forecast.module.css'
import type { Forecast } from './forecast.page.tsx'

/** Pixels: a single bar must not look like a wall. */
const WIDEST_BAR = 48

/** What is to be invoiced each month to come, and who came and left in those that were. */
export function ForecastCharts({ of: { months, before } }: { of: Forecast }) {
  const words = useLabels(forecastWords)
  const { short } = useMonths()
  return (
    <div className={classes.charts}>
      <figure className={classes.figure}>
        <figcaption>{words.invoicing}</figcaption>
        <Bars
          data={months.map(({ month, netCents }) => ({ label: short(month), net: netCents }))}
          series={[{ name: 'net', label: words.net, color: 'var(--chart-came)' }]}
          xLabel={words.month}
        />
      </figure>
      {before.length > 0 && <Movement of={before} />}
    </div>
  )
}

function Movement({ of }: { of: Forecast['before'] }) {
  const words = useLabels(forecastWords)
  const format = useFormat()
  const { short } = useMonths()
  return (
    <figure className={classes.figure}>
      <figcaption>{words.movement}</figcaption>
      <BarChart
        h={210}
        data={of.map(({ month, beganCount, leftCount }) => ({
          label: short(month),
          came: beganCount,
          left: leftCount,
        }))}
        dataKey="label"
        series={[
          { name: 'came', label: words.began, color: 'var(--chart-came)' },
          { name: 'left', label: words.left, color: 'var(--chart-left)' },
        ]}
        withLegend
        maxBarWidth={WIDEST_BAR}
        xAxisLabel={words.month}
        yAxisLabel={words.countAxis}
        yAxisProps={{ allowDecimals: false }}
        valueFormatter={format.integer}
        tooltipAnimationDuration={0}
        barChartProps={{ accessibilityLayer: false }} // the table tells it, and Tab goes on to it
        styles={{ axisLabel: { fill: 'currentColor' } }}
      />
    </figure>
  )
}
