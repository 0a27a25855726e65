import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { Figure, FigureAwaited, type Leads } from '../../../platform/web/figures/figure.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { figuresContract } from '../contract/figures.ts'
import { figuresWords } from '../labels/figures.ts'

const api = apiOf('salesFigures', figuresContract)
type Ageing = Awaited<ReturnType<typeof api.overdue.call>>[number]

/** The open invoices of an age, as the list filters them. */
const invoicesOf = ({ age, dueFrom, dueTo }: Pick<Ageing, 'age' | 'dueFrom' | 'dueTo'>): Leads => ({
  to: 'invoices',
  search: {
    state: age === 'not-due' ? 'open' : 'overdue',
    ...(dueFrom ? { dueFrom } : {}),
    ...(dueTo ? { dueTo } : {}),
  },
})

/** What customers should have paid, by how long they should have. */
export function Overdue() {
  const words = useLabels(figuresWords)
  const format = useFormat()
  const { data, error } = useQuery(api.overdue.queryOptions({ input: {} }))
  if (!data) return <FigureAwaited title={words.overdue} error={error} />
  const late = data.filter(({ age }) => age !== 'not-due')
  const total = (of: 'count' | 'openCents') => late.reduce((sum, band) => sum + band[of], 0)
  const notDue = data.find(({ age }) => age === 'not-due')!
  const count = total('count')
  return (
    <Figure
      title={words.overdue}
      value={format.money(total('openCents'))}
      note={[
        ...(count > 0 ? [words.overdueCount(format.many(count, words.invoice, words.invoices))] : []),
        words.notDue(format.money(notDue.openCents)),
      ].join(' · ')}
      leads={{ to: 'invoices', search: { state: 'overdue' } }}
      none={count === 0 ? words.nothingOverdue : undefined}
      chart={{
        data: late.map(({ age, openCents }) => ({ label: words.ages[age], openCents })),
        series: [{ name: 'openCents', label: words.open, color: 'var(--chart-late)' }],
        xLabel: words.age,
      }}
      headings={[words.age, words.count, words.open]}
      rows={data.map(band => ({
        key: band.age,
        label: words.ages[band.age],
        values: [format.integer(band.count), format.money(band.openCents)],
        leads: invoicesOf(band),
      }))}
    />
  )
}
