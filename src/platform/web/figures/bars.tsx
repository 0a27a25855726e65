import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { useFormat } from '../format.ts'
import classes from './figure.module.css'

export type BarsProps = {
  /** One group of bars each: what it is called, and its amounts in cents by the name of their series. */
  data: readonly ({ label: string } & Record<string, string | number>)[]
  series: readonly { name: string; label: string; color: string }[]
  xLabel: string
  /** What the numbers are, when they are no amounts. */
  scale?: { unit: string; axis(value: number): string; text(value: number): string }
}

/** Pixels: a single bar must not look like a wall. */
const WIDEST_BAR = 48
const THOUSAND = 100_000

/** Amounts side by side, in euros, or other numbers by their scale. */
export function Bars({ data, series, xLabel, scale }: BarsProps) {
  const format = useFormat()
  const highest = Math.max(0, ...data.flatMap(row => series.map(({ name }) => Math.abs(Number(row[name])))))
  const inThousands = highest >= 10 * THOUSAND
  const axis = (cents: number) => format.integer(Math.round(cents / (inThousands ? THOUSAND : 100)))
  return (
    <div className={classes.bars}>
      <BarChart
        h={210}
        data={data as never}
        dataKey="label"
        series={series as never}
        withLegend={series.length > 1}
        maxBarWidth={WIDEST_BAR}
        xAxisLabel={xLabel}
        yAxisLabel={scale ? scale.unit : inThousands ? 'k€' : '€'}
        yAxisProps={{ tickFormatter: scale?.axis ?? axis, allowDecimals: !scale, width: 56 }}
        valueFormatter={scale?.text ?? (value => format.money(value))}
        tooltipAnimationDuration={0}
        barChartProps={{ accessibilityLayer: false }} // the table tells it, and Tab goes on to it
        styles={{ axisLabel: { fill: 'currentColor' } }}
      />
    </div>
  )
}
