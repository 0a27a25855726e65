import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { journalClosingsContract } from '../contract.ts'
import { journalWords } from '../labels/screens.ts'
import { journalLabels } from '../labels.ts'
import type { ClosingFacts } from '../rules/closing.ts'
import type { Totals } from '../rules/totals.ts'
import classes from './journal.module.css'

const api = apiOf('journalClosings', journalClosingsContract)

/** One closing: its totals as they were signed, and the signature. */
export function ClosingPanel({ id }: { id: string }) {
  const words = useLabels(journalWords)
  const { periods, columns } = useLabels(journalLabels)
  const format = useFormat()
  const query = useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {of => {
        const facts = of.facts as unknown as ClosingFacts
        const days = [...new Set([of.startsOn, of.endsOn])].map(format.day).join(' – ')
        return (
          <>
            <RecordHead name={`${periods[of.period]} ${days}`} />
            <TotalsPart title={words.totals} totals={facts.totals} />
            <TotalsPart title={words.year(format.day(facts.yearStartsOn))} totals={facts.year} />
            <TotalsPart title={words.ever} totals={facts.ever} />
            <RecordPart title={words.seal}>
              <Facts
                facts={[
                  { label: columns.closedAt, value: format.instant(of.closedAt) },
                  { label: columns.lastSequence, value: format.integer(of.lastSequence) },
                  { label: columns.hash, value: <Code>{facts.lastHash}</Code>, wide: true },
                  { label: words.key, value: <Code>{of.keyId}</Code>, wide: true },
                  { label: words.signature, value: <Code>{of.signature}</Code>, wide: true },
                ]}
              />
            </RecordPart>
          </>
        )
      }}
    </RecordPanel>
  )
}

const Code = ({ children }: { children: string }) => <span className={classes.code}>{children}</span>

/** The kinds of entries that have an amount, with VAT by rate or money by means. */
function TotalsPart({ title, totals }: { title: string; totals: Totals }) {
  const words = useLabels(journalWords)
  const { kinds, methods } = useLabels(journalLabels)
  const format = useFormat()
  const nameOf = (bare: string, currency: string) => [kinds[bare] ?? bare, currency].filter(Boolean).join(' ')
  const shown = Object.entries(totals).filter(
    ([, { grossCents, vat }]) => grossCents !== 0 || Object.keys(vat).length > 0,
  )
  return (
    <RecordPart title={title}>
      {shown.length === 0 ? (
        <p className={classes.none}>{words.nothing}</p>
      ) : (
        <table className={classes.totals}>
          <tbody>
            {shown.map(([kind, { count, grossCents, vat, methods: paid }]) => {
              // `invoice USD` is what is in another currency.
              const [bare = '', currency = ''] = kind.split(' ')
              const money = (cents: number) => format.money(cents, currency || undefined)
              return [
                <tr key={kind}>
                  <th scope="row">{nameOf(bare, currency)}</th>
                  <td>{format.integer(count)}</td>
                  <td>{money(grossCents)}</td>
                </tr>,
                ...Object.entries(vat).map(([rate, { netCents, vatCents }]) => (
                  <tr key={kind + rate} className={classes.part}>
                    <th scope="row">{words.vatAt(rateOf(rate, format.percent))}</th>
                    <td>{words.base(money(netCents))}</td>
                    <td>{money(vatCents)}</td>
                  </tr>
                )),
                ...Object.entries(paid).map(([method, cents]) => (
                  <tr key={kind + method} className={classes.part}>
                    <th scope="row">{methods[method] ?? method}</th>
                    <td />
                    <td>{money(cents)}</td>
                  </tr>
                )),
              ]
            })}
          </tbody>
        </table>
      )}
    </RecordPart>
  )
}

/** `S 2000` is the normal category at 20 %; other categories say their letter. */
function rateOf(rate: string, percent: (bps: number) => string): string {
  const [category, bps] = rate.split(' ')
  return category === 'S' ? percent(Number(bps)) : `${percent(Number(bps))} (${category})`
}
