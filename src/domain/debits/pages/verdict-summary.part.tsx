import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { Status } from '../../../platform/web/status.tsx'
import { candidateWords } from '../labels/candidate-screens.ts'
import { VERDICTS } from '../rules/states.ts'
import { debitCandidates, debitSettings } from './debit-api.part.ts'
import { VerdictStatus } from './debit-status.part.tsx'
import classes from './debits.module.css'

/** How many invoices wait for what, and for how much; each shows them alone. */
export function VerdictSummary() {
  const words = useLabels(candidateWords)
  const format = useFormat()
  const [{ verdict: shown }, setSearch] = useSearchValues()
  const { data = [] } = useQuery(debitCandidates.summary.queryOptions())
  const found = VERDICTS.flatMap(verdict => data.filter(one => one.verdict === verdict))
  if (found.length === 0) return null
  return (
    <fieldset className={classes.summary} aria-label={words.byVerdict}>
      {found.map(({ verdict, count, cents }) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={verdict === shown}
          className={classes.verdict}
          onClick={() => setSearch({ verdict: verdict === shown ? undefined : verdict, open: undefined })}
        >
          <VerdictStatus of={verdict} />
          <strong>{format.integer(count)}</strong>
          <span className={classes.money}>{format.money(cents)}</span>
        </button>
      ))}
    </fieldset>
  )
}

/** Said while nothing can be collected, as nobody said who does. */
export function NotConfigured() {
  const words = useLabels(candidateWords)
  const { data } = useQuery(debitSettings.get.queryOptions())
  if (data !== null) return null
  return (
    <p className={classes.notice} role="status">
      <Status of="warning" label={words.notReady} />
      <span>{words.notConfigured}</span>
      <RecordLink to="debit-settings">{words.configure}</RecordLink>
    </p>
  )
}
