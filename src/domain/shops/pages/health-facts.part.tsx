import { Alert } from '@mantine/core'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { connectionWords } from '../labels/connection.ts'
import { healthWords } from '../labels/failures.ts'
import type { Health } from './shop-api.part.ts'
import classes from './shops.module.css'

/** Why a shop does not answer, and what works and yet wants to be looked at, in words. */
export function HealthTrouble({ of: { failure, failureSaid, failingSince, failures, warnings } }: { of: Health }) {
  const words = useLabels(connectionWords)
  const texts = useLabels(healthWords)
  const format = useFormat()
  return (
    <>
      {failure && (
        <Alert color="red" role="alert" p="xs" title={texts.failures[failure]}>
          {failureSaid && <div>{words.said(failureSaid)}</div>}
          {failingSince && <div>{words.failing(format.instant(failingSince), failures)}</div>}
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert color="yellow" p="xs" title={words.warnings}>
          <ul className={classes.plain}>
            {warnings.map(warning => (
              <li key={warning}>{texts.warnings[warning]}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  )
}

/** How it stands with a shop, in full. */
export function HealthFacts({ of: health }: { of: Health }) {
  const words = useLabels(connectionWords)
  const format = useFormat()
  const { quietAfterHours } = health
  const isAsked = health.hasKeys
  return (
    <>
      <HealthTrouble of={health} />
      <Facts
        facts={[
          { label: words.columns.address, value: health.address, wide: true },
          isAsked && { label: words.asked, value: format.instant(health.askedAt) || words.never },
          { label: words.came, value: format.instant(health.cameAt) || words.never },
          isAsked && health.failure !== null && { label: words.next, value: format.instant(health.dueAt) },
          isAsked && { label: words.deliveries, value: format.integer(health.deliveriesWaiting) },
          { label: words.notes, value: health.notesWaiting > 0 && format.integer(health.notesWaiting) },
          isAsked && { label: words.reconciled, value: format.instant(health.reconciledAt) || words.never },
          isAsked && { label: words.quiet, value: quietAfterHours && words.silence(quietAfterHours) },
        ]}
      />
    </>
  )
}
