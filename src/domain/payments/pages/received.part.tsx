import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { Figure, FigureAwaited, type Leads } from '../../../platform/web/figures/figure.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useMonths } from '../../../platform/web/months.ts'
import { day, isoDay } from '../../../values/day.ts'
import { receivedContract } from '../contract/received.ts'
import { receivedWords } from '../labels/received.ts'

const api = apiOf('received', receivedContract)

/** The payments of a month, as the list filters them. */
const paymentsOf = (month: string): Leads => ({
  to: 'payments',
  search: { receivedFrom: month, receivedTo: isoDay(day(month).add({ months: 1 }).subtract({ days: 1 })) },
})

/** What came in each month of a year. */
export function Received() {
  const words = useLabels(receivedWords)
  const format = useFormat()
  const months = useMonths()
  const { data, error } = useQuery(api.byMonth.queryOptions({ input: {} }))
  if (!data) return <FigureAwaited title={words.received} error={error} />
  const last = data.at(-1)!
  return (
    <Figure
      title={words.received}
      value={format.money(last.cents)}
      note={words.inMonth(months.long(last.month))}
      leads={paymentsOf(last.month)}
      none={data.every(({ cents }) => cents === 0) ? words.none : undefined}
      chart={{
        data: data.map(({ month, cents }) => ({ label: months.short(month), cents })),
        series: [{ name: 'cents', label: words.amount, color: 'var(--chart-now)' }],
        xLabel: words.month,
      }}
      headings={[words.month, words.amount]}
      rows={data.map(({ month, cents }) => ({
        key: month,
        label: months.long(month),
        values: [format.money(cents)],
        leads: paymentsOf(month),
      }))}
    />
  )
}
