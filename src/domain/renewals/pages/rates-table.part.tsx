import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ratesWords } from '../labels/rates.ts'
import { bothRates, type RatesBy, rateBps } from '../rules/rates.ts'
import type { Rate } from './rates.page.tsx'
import classes from './renewals.module.css'

const sum = (rates: readonly Rate[], of: 'ended' | 'renewed' | 'firstEnded' | 'firstRenewed' | 'grossCents') =>
  rates.reduce((total, rate) => total + rate[of], 0)

/** The numbers of the charts, each in its cell, and their total. */
export function RatesTable({ rates, by }: { rates: readonly Rate[]; by: RatesBy }) {
  const words = useLabels(ratesWords)
  const { columns } = words
  const total: Rate = {
    key: 'total',
    label: words.total,
    ended: sum(rates, 'ended'),
    renewed: sum(rates, 'renewed'),
    rateBps: rateBps(sum(rates, 'renewed'), sum(rates, 'ended')),
    firstEnded: sum(rates, 'firstEnded'),
    firstRenewed: sum(rates, 'firstRenewed'),
    grossCents: sum(rates, 'grossCents'),
  }
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption>{words.counts}</caption>
        <thead>
          <tr>
            {[words.bys[by], ...Object.values(columns)].map(heading => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rates.map(rate => (
            <Line key={rate.key} rate={rate} />
          ))}
        </tbody>
        <tfoot>
          <Line rate={total} />
        </tfoot>
      </table>
    </div>
  )
}

function Line({ rate }: { rate: Rate }) {
  const format = useFormat()
  const { conversionBps, renewalBps } = bothRates(rate)
  const again = rate.ended - rate.firstEnded
  const percent = (bps: number, of: number) => (of === 0 ? '–' : format.percent(bps))
  return (
    <tr>
      <th scope="row">{rate.label}</th>
      <td>{format.integer(rate.ended)}</td>
      <td>{format.integer(rate.renewed)}</td>
      <td>{percent(rate.rateBps, rate.ended)}</td>
      <td>{format.integer(rate.firstEnded)}</td>
      <td>{percent(conversionBps, rate.firstEnded)}</td>
      <td>{format.integer(again)}</td>
      <td>{percent(renewalBps, again)}</td>
      <td>{format.money(rate.grossCents)}</td>
    </tr>
  )
}
