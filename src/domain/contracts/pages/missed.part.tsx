import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { termWords } from '../labels/term-screens.ts'
import { contractTerms, type Refused } from './contract-api.part.ts'
import classes from './contracts.module.css'
import { NotDone } from './transform.form.tsx'

/** Terms that should stand or be invoiced and are not, of one contract or of all; one click makes them. Source: A6. */
export function Missed({ contractId }: { contractId?: string }) {
  const words = useLabels(termWords)
  const format = useFormat()
  const may = useMay()
  const [refused, setRefused] = useState<Refused>([])
  const which = contractId ? { contractId } : {}
  const { data } = useQuery(contractTerms.missed.queryOptions({ input: which }))
  const fill = useFill(which, setRefused)
  if (!data || data.absentCount + data.lateCount === 0) return null
  return (
    <div className={classes.missed} role="status">
      <Status of="bad" label={words.late} />
      <span>
        {[
          data.lateCount > 0 && words.lateTerms(format.integer(data.lateCount), data.lateCount > 1),
          data.absentCount > 0 && words.absent(format.integer(data.absentCount), data.absentCount > 1),
        ]
          .filter(Boolean)
          .join(' ')}
      </span>
      {data.lateCount > 0 && (
        <RecordLink to="contract-terms" search={{ late: 'true', ...which }}>
          {words.showMissed}
        </RecordLink>
      )}
      {may('invoicing.write') && (
        <Button variant="default" size="compact-sm" loading={fill.working} onClick={() => void fill.run()}>
          {words.fillMissed}
        </Button>
      )}
      {refused.length > 0 && <NotDone refused={refused} />}
    </div>
  )
}

function useFill(which: { contractId?: string }, setRefused: (refused: Refused) => void) {
  const words = useLabels(termWords)
  const format = useFormat()
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const run = async () => {
    setWorking(true)
    try {
      const { planned, workId, done, refused } = await contractTerms.fillMissed.call(which)
      notify.done(
        workId
          ? words.begun
          : words.filled(
              format.many(planned, words.plannedOne, words.plannedMany),
              format.many(done, words.draftOne, words.draftMany),
            ),
      )
      setRefused(refused)
      refresh()
    } catch (error) {
      notify.failed(error)
    } finally {
      setWorking(false)
    }
  }
  return { working, run }
}

const QUIET_MS = 900_000

/** Over every screen while what contracts do by themselves at night does not run. Source: A6. */
export function PlanningStopped() {
  const words = useLabels(termWords)
  const format = useFormat()
  const { data } = useQuery(contractTerms.stopped.queryOptions({ staleTime: QUIET_MS, refetchInterval: QUIET_MS }))
  if (!data?.since) return null
  return (
    <div className={classes.stopped} role="status">
      <Status of="bad" label={words.stopped(format.instant(data.since))} />
      <RecordLink to="contract-terms">{words.showMissed}</RecordLink>
    </div>
  )
}
