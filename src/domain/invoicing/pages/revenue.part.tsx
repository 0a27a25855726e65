import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { Figure, FigureAwaited, type Leads } from '../../../platform/web/figures/figure.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useMonths } from '../../../platform/web/months.ts'
import { day, isoDay } from '../../../values/day.ts'
import { figuresContract } from '../contract/figures.ts'
import { figuresWords } from '../labels/figures.ts'

const api = apiOf('salesFigures', figuresContract)

/** The invoices of a month, as the list filters them. */
const invoicesOf = (month: string): Leads => ({
  to: 'invoices',
  search: { issuedFrom: month, issuedTo: isoDay(day(month).add({ months: 1 }).subtract({ days: 1 })) },
})

/** What was sold each month of a year, beside the year before. */
export function Revenue() {
  const words = useLabels(figuresWords)
  const format = useFormat()
  const months = useMonths()
  const { data, error } = useQuery(api.revenue.queryOptions({ input: {} }))
  if (!data) return <FigureAwaited title={words.revenue} error={error} />
  const last = data.at(-1)!
  const yearBefore = (month: string) => isoDay(day(month).subtract({ years: 1 }))
  const nothing = data.every(({ netCents, netCentsBefore }) => netCents === 0 && netCentsBefore === 0)
  return (
    <Figure
      title={words.revenue}
      value={format.money(last.netCents)}
      note={`${words.thisMonth(months.long(last.month))}, ${words.against(format.money(last.netCentsBefore), months.long(yearBefore(last.month)))}`}
      leads={invoicesOf(last.month)}
      none={nothing ? words.noRevenue : undefined}
      chart={{
        data: data.map(({ month, netCents, netCentsBefore }) => ({
          label: months.short(month),
          before: netCentsBefore,
          now: netCents,
        })),
        series: [
          { name: 'before', label: words.before, color: 'var(--chart-before)' },
          { name: 'now', label: words.now, color: 'var(--chart-now)' },
        ],
        xLabel: words.month,
      }}
      headings={[words.month, words.now, words.before]}
      rows={data.map(({ month, netCents, netCentsBefore }) => ({
        key: month,
        label: months.long(month),
        values: [format.money(netCents), format.money(netCentsBefore)],
        leads: invoicesOf(month),
      }))}
    />
  )
}
