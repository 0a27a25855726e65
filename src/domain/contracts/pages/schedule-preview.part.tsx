import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { day, daysBetween } from '../../../values/day.ts'
import { useQuote } from '../../invoicing/pages/editor-api.part.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { type PlannedTerm, termsToStand } from '../rules/plan.ts'
import { type ContractValues, quotedAs } from './contract-values.part.ts'
import classes from './contracts.module.css'

/** More rows than anybody reads; the others are counted. */
const SHOWN = 36

/** The terms that a schedule would give, as it is typed, by the rules that will plan them. Source: REC-23. */
export function SchedulePreview({ of }: { of: ContractValues }) {
  const words = useLabels(contractFormWords)
  const format = useFormat()
  const { today } = useSession()
  const quote = useQuote(quotedAs(of), undefined)
  const terms = planned(of, today)
  const gross = quote.total?.grossCents
  return (
    <section className={classes.preview} aria-label={words.preview}>
      <h2>{words.preview}</h2>
      {terms === null ? (
        <p>{words.previewNone}</p>
      ) : terms.length === 0 ? (
        <p>{words.noTerms}</p>
      ) : (
        <>
          <p>
            {format.many(terms.length, words.one, words.many)}
            {gross !== undefined && ` · ${words.eachTerm(format.money(gross, of.currency))}`}
          </p>
          <Periods terms={terms.slice(0, SHOWN)} prorated={of.prorated} />
          {terms.length > SHOWN && <p>{words.previewMore(format.integer(terms.length - SHOWN))}</p>}
        </>
      )}
    </section>
  )
}

/** Null while something that decides them is missing or out of order. */
function planned(of: ContractValues, today: string): PlannedTerm[] | null {
  const { startsOn, endsOn, every, fixedDay, invoiceDays, dayRule, invoiceOn } = of
  if (startsOn === null || every === null || every < 1 || invoiceDays === null) return null
  if (endsOn !== null && endsOn < startsOn) return null
  if (dayRule === 'fixed' && (fixedDay === null || fixedDay < 1 || fixedDay > 31)) return null
  if (invoiceOn === 'day' && (invoiceDays < 1 || invoiceDays > 31)) return null
  const never = { terminatedOn: null, pausedFrom: null, pausedTo: null }
  return termsToStand({ ...of, ...never, startsOn, every, invoiceDays }, today)
}

function Periods({ terms, prorated }: { terms: readonly PlannedTerm[]; prorated: boolean }) {
  const words = useLabels(contractFormWords)
  const format = useFormat()
  return (
    <table className={classes.terms}>
      <thead>
        <tr>
          <th scope="col">{words.period}</th>
          <th scope="col" data-end>
            {words.invoiceDate}
          </th>
        </tr>
      </thead>
      <tbody>
        {terms.map(({ place, startsOn, endsOn, invoiceOn, wholeDays }) => {
          const days = daysBetween(day(startsOn), day(endsOn)) + 1
          return (
            <tr key={place}>
              <td>
                {format.day(startsOn)} – {format.day(endsOn)}
                {prorated && days < wholeDays && (
                  <span className={classes.dimmed}>
                    {' '}
                    {words.partOf(format.integer(days), format.integer(wholeDays))}
                  </span>
                )}
              </td>
              <td data-end>{format.day(invoiceOn)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
