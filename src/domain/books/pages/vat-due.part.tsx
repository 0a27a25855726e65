import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { Figure, FigureAwaited } from '../../../platform/web/figures/figure.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useMonths } from '../../../platform/web/months.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { day, isoDay } from '../../../values/day.ts'
import { booksContract } from '../contract.ts'
import { vatDueWords } from '../labels/vat-due.ts'
import classes from './books.module.css'

const api = apiOf('books', booksContract)
type Due = Awaited<ReturnType<typeof api.vat.call>>[number]

const monthOf = (iso: string) => {
  const first = day(iso).with({ day: 1 })
  return { from: isoDay(first), to: isoDay(first.add({ months: 1 }).subtract({ days: 1 })) }
}
const sum = (due: readonly Due[], of: 'vatCents' | 'netCents') => due.reduce((total, rate) => total + rate[of], 0)

const inFrance = (due: readonly Due[]) => due.filter(({ ossCountry }) => ossCountry === null)

/** By rate, the highest first; the rates of other member states after those of France. */
const ratesOf = (data: readonly Due[]): Due[][] =>
  [...Map.groupBy(data, ({ vatRateBps, ossCountry }) => `${ossCountry ?? ''} ${vatRateBps}`).values()].toSorted(
    ([one], [other]) =>
      (one!.ossCountry ?? '').localeCompare(other!.ossCountry ?? '') || other!.vatRateBps - one!.vatRateBps,
  )

/** What does not fit the registration at the one-stop shop leads to where it is said. */
function Hints({ data }: { data: readonly Due[] }) {
  const words = useLabels(vatDueWords)
  const path = useCompanyPath()
  return [...new Set(data.flatMap(({ hint }) => hint ?? []))].map(hint => (
    <Link key={hint} to={path('seller')} className={classes.hint}>
      {words.hints[hint]}
    </Link>
  ))
}

/** VAT of this month by rate, beside that of the month before. */
export function VatDue() {
  const words = useLabels(vatDueWords)
  const format = useFormat()
  const months = useMonths()
  const { today } = useSession()
  const now = monthOf(today)
  const before = monthOf(isoDay(day(now.from).subtract({ days: 1 })))
  const { data, error } = useQuery(api.vat.queryOptions({ input: now }))
  const { data: last } = useQuery(api.vat.queryOptions({ input: before }))
  if (!data) return <FigureAwaited title={words.vatDue} error={error} />
  const rates = ratesOf(data)
  const oss = sum(
    data.filter(({ ossCountry }) => ossCountry !== null),
    'vatCents',
  )
  const rateSaid = ({ ossCountry, vatRateBps }: Due) =>
    ossCountry === null ? format.percent(vatRateBps) : words.ossRate(format.percent(vatRateBps), ossCountry)
  return (
    <Figure
      title={words.vatDue}
      value={format.money(sum(inFrance(data), 'vatCents'))}
      note={
        <>
          {[
            words.thisMonth(months.long(now.from)),
            ...(oss === 0 ? [] : [words.oss(format.money(oss))]),
            ...(last ? [words.lastMonth(format.money(sum(inFrance(last), 'vatCents')), months.long(before.from))] : []),
          ].join(' · ')}
          <Hints data={[...data, ...(last ?? [])]} />
        </>
      }
      leads={{ to: 'books', search: { account: '4457', ...now } }}
      none={data.length === 0 ? words.none : undefined}
      chart={{
        data: rates.map(due => ({ label: rateSaid(due[0]!), vat: sum(due, 'vatCents') })),
        series: [{ name: 'vat', label: words.vat, color: 'var(--chart-now)' }],
        xLabel: words.rate,
      }}
      headings={[words.rate, words.base, words.vat]}
      rows={rates.map(due => ({
        key: rateSaid(due[0]!),
        label: rateSaid(due[0]!),
        values: [format.money(sum(due, 'netCents')), format.money(sum(due, 'vatCents'))],
        leads: { to: 'books', search: { account: '4457', ...now } },
      }))}
    />
  )
}
