import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { booksWords } from '../labels/screens.ts'
import classes from './books.module.css'

const WIDEST_BAR = 64

type Bar = { label: string; earnedCents: number; owedCents: number; lostCents: number }

/** What was earned, is owed and was kept, in one bar each. */
export function StackedChart({ caption, label, bars }: { caption: string; label: string; bars: readonly Bar[] }) {
  const words = useLabels(booksWords)
  const format = useFormat()
  const data = bars.map(({ label: of, earnedCents, owedCents, lostCents }) => ({
    label: of,
    earned: earnedCents / 100,
    owed: owedCents / 100,
    lost: lostCents / 100,
  }))
  const series = [
    { name: 'earned', label: words.earned, color: 'var(--chart-earned)' },
    { name: 'owed', label: words.owed, color: 'var(--chart-owed)' },
    { name: 'lost', label: words.lost, color: 'var(--chart-lost)' },
  ].filter(({ name }) => name !== 'lost' || data.some(({ lost }) => lost !== 0))
  return (
    <figure className={classes.figure}>
      <figcaption>{caption}</figcaption>
      <BarChart
        h={260}
        data={data}
        dataKey="label"
        type="stacked"
        withLegend
        maxBarWidth={WIDEST_BAR}
        xAxisLabel={label}
        yAxisLabel={words.euros}
        valueFormatter={euros => format.money(Math.round(euros * 100))}
        yAxisProps={{ width: 84, tickFormatter: (euros: number) => format.integer(euros) }}
        tooltipAnimationDuration={0}
        styles={{ axisLabel: { fill: 'currentColor' } }}
        series={series}
      />
    </figure>
  )
}

export function DeferredChart({ titles }: { titles: readonly (Omit<Bar, 'label'> & { titleName: string })[] }) {
  const words = useLabels(booksWords)
  return (
    <StackedChart
      caption={words.chartTitle}
      label={words.title}
      bars={titles.map(({ titleName, ...amounts }) => ({ label: titleName, ...amounts }))}
    />
  )
}
