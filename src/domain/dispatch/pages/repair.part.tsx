import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import record from '../../../platform/web/record/record.module.css'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { postalContract } from '../contract/postal.ts'
import { runLifeContract } from '../contract/run-life.ts'
import { postalWords } from '../labels/postal.ts'
import { pathWords } from '../labels/run-path.ts'
import { obstacleTo, type RunState } from '../rules/run-state.ts'
import classes from './profile.module.css'
import { RepairAddress } from './repair.form.tsx'

const api = apiOf('postalFaults', postalContract)
const runs = apiOf('runs', runLifeContract)
type Faults = Awaited<ReturnType<typeof api.run.call>>
type Which = { kind: 'subscription' | 'single-issue'; title?: string; issue?: string }

/** Recipients of a run to make whose address breaks the postal standard, to repair before it. Source: L-20, M-11. */
export function RepairRecipients({ which }: { which: Which }) {
  return (
    <Repair
      query={useQuery(api.recipients.queryOptions({ input: which as never, placeholderData: keepPreviousData }))}
    />
  )
}

/** Envelopes of a run that break it: until it is handed over it takes what is repaired, then its addresses are kept. */
export function RepairRun({ run: { id, state } }: { run: { id: string; state: RunState } }) {
  const words = useLabels(postalWords)
  const path = useLabels(pathWords)
  const open = obstacleTo('removeLines', state) === undefined
  const query = useQuery(api.run.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return <Repair query={query} note={open ? path.repairHere : words.frozen} {...(open ? { runId: id } : {})} />
}

type RepairProps = { query: { data: Faults | undefined; error: unknown }; note?: string; runId?: string }

function Repair({ query: { data, error }, note, runId }: RepairProps) {
  const words = useLabels(postalWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const many = (number: number, [one, more]: readonly string[]) => format.many(number, one!, more!)
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <p role="status">{common.loading}</p>
  const { count, checked, rows } = data
  if (count === 0)
    return (
      <p>
        <Status of="good" label={words.none} /> <span className={record.none}>{many(checked, words.checked)}</span>
      </p>
    )
  return (
    <section aria-label={words.title}>
      <p>
        <Status of="warning" label={words.many(format.integer(count), count > 1)} />{' '}
        <span className={record.none}>{many(checked, words.checked)}</span>
      </p>
      {note && <p className={classes.hint}>{note}</p>}
      {count > rows.length && <p className={classes.hint}>{words.first(format.integer(rows.length))}</p>}
      {rows.map(row => (
        <Faulty key={row.id} row={row} {...(runId ? { runId } : {})} />
      ))}
    </section>
  )
}

/** Gives an envelope the address its recipient has now. */
function useReaddress(runId: string | undefined, shipmentId: string) {
  const path = useLabels(pathWords)
  const notify = useNotify()
  return async () => {
    if (!runId) return
    try {
      const { changedCount } = await runs.readdress.call({ id: runId, shipmentIds: [shipmentId] })
      notify.done(changedCount > 0 ? path.readdressed : path.sameAddress)
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
}

function Faulty({ row, runId }: { row: Faults['rows'][number]; runId?: string }) {
  const words = useLabels(postalWords)
  const path = useLabels(pathWords)
  const may = useMay()
  const readdress = useReaddress(runId, row.id)
  const [repairing, setRepairing] = useState(false)
  return (
    <article className={classes.faulty} aria-label={row.name}>
      <div className={classes.faultyHead}>
        <span className={record.number}>{row.number}</span>
        <RecordLink to={`contacts/${row.recipientId}`}>{row.name || words.contact}</RecordLink>
        <span className={classes.why}>{row.faults.map(fault => fault.words).join('. ')}</span>
        {may('parties.write') && !repairing && (
          <Button variant="default" size="compact-xs" onClick={() => setRepairing(true)}>
            {words.repair}
          </Button>
        )}
        {runId && may('dispatch.write') && !repairing && (
          <Button variant="default" size="compact-xs" onClick={() => void readdress()}>
            {path.readdress}
          </Button>
        )}
      </div>
      {repairing ? (
        <RepairAddress
          partyId={row.recipientId}
          onDone={() => setRepairing(false)}
          onSaved={() => (runId ? readdress() : undefined)}
        />
      ) : (
        <span className={record.none}>{row.lines.join(' · ')}</span>
      )}
    </article>
  )
}
