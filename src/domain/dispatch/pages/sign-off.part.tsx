import { Alert, Button, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { postalContract } from '../contract/postal.ts'
import { runLifeContract } from '../contract/run-life.ts'
import { pathWords } from '../labels/run-path.ts'
import { runWords } from '../labels/run-screens.ts'
import { RemoveDialog } from './remove.part.tsx'
import { type StepProps, type SteppedRun, Told, useStep } from './step.part.tsx'

const api = apiOf('runs', runLifeContract)
const postal = apiOf('postalFaults', postalContract)
const COUNTED_TO = 1000

/** Shows what the check finds before it is asked; the server checks again. */
export function SignOffDialog({ run, onClose }: StepProps) {
  const words = useLabels(runWords)
  const path = useLabels(pathWords)
  const common = useLabels(commonWords)
  const { working, error, take } = useStep(onClose)
  const check = useQuery(api.check.queryOptions({ input: { id: run.id }, staleTime: 0, gcTime: 0 }))
  const faults = useQuery(postal.run.queryOptions({ input: { id: run.id, limit: 1 }, staleTime: 0, gcTime: 0 }))
  const [removing, setRemoving] = useState(false)
  const withUnowed = (check.data?.unowedCount ?? 0) > 0
  const unaddressed = check.data?.unaddressedCount ?? 0
  const blocked = !check.data || faults.isPending || check.data.missingCount > 0 || unaddressed > 0
  const faulty = Math.max(0, (faults.data?.count ?? 0) - unaddressed)
  if (removing && check.data)
    return (
      <RemoveDialog
        run={run}
        shipmentIds={check.data.unaddressed.map(({ id }) => id)}
        withReason
        onClose={() => setRemoving(false)}
      />
    )
  return (
    <Confirm
      opened
      title={words.signOffTitle(run.number)}
      action={blocked ? words.signOff : withUnowed ? words.signOffAnyway : faulty > 0 ? path.signAnyway : words.signOff}
      working={working}
      onCancel={onClose}
      onConfirm={() =>
        !blocked && void take(() => api.signOff.call({ id: run.id, withUnowed }), words.signedOff(run.number))
      }
      disabled={blocked}
      text={
        <Told error={error ?? (check.error ? failureOf(check.error, common.unreachable).message : null)}>
          {(check.isPending || faults.isPending) && <span aria-busy="true">{words.checking}</span>}
          {check.data && <Checked run={run} found={check.data} />}
          {unaddressed > 0 && <Unaddressed run={run} found={check.data!} onRemove={() => setRemoving(true)} />}
          {faulty > 0 && <Faulty run={run} count={faulty} />}
        </Told>
      }
    />
  )
}

type Found = Awaited<ReturnType<typeof api.check.call>>

function Checked({ run, found }: { run: SteppedRun; found: Found }) {
  const words = useLabels(runWords)
  const { missing, missingCount, unowed, unowedCount } = found
  if (run.kind === 'replacement') return <span>{words.nothingOwed}</span>
  return (
    <>
      {missingCount === 0 && unowedCount === 0 && <span>{words.allThere}</span>}
      {missingCount > 0 && (
        <Alert color="red" p="xs" icon={<IconAlertTriangle size={16} />}>
          {words.missing(missingCount, missingCount >= COUNTED_TO)}
          <Named run={run} rows={missing} count={missingCount} />
          <RecordLink to="recipients" search={recipientsOf(run)}>
            {words.showMissing}
          </RecordLink>
        </Alert>
      )}
      {unowedCount > 0 && (
        <Alert color="yellow" p="xs" icon={<IconAlertTriangle size={16} />}>
          {words.unowed(unowedCount, unowedCount >= COUNTED_TO)}
          <Named run={run} rows={unowed} count={unowedCount} />
        </Alert>
      )}
    </>
  )
}

/** Nobody could deliver them: they hold the sign-off. */
function Unaddressed({ run, found, onRemove }: { run: SteppedRun; found: Found; onRemove(): void }) {
  const path = useLabels(pathWords)
  const words = useLabels(runWords)
  const format = useFormat()
  const { unaddressed, unaddressedCount } = found
  return (
    <Alert color="red" p="xs" icon={<IconAlertTriangle size={16} />}>
      {path.unaddressed(unaddressedCount, unaddressedCount >= COUNTED_TO)}
      <ul style={{ margin: '4px 0', paddingLeft: 18 }}>
        {unaddressed.slice(0, NAMED).map(({ id, number, name, recipientId }) => (
          <li key={id}>
            <RecordLink to={`contacts/${recipientId}`}>
              {number} · {name}
            </RecordLink>
          </li>
        ))}
        {unaddressedCount > NAMED && <li>{words.andMore(format.integer(unaddressedCount - NAMED))}</li>}
      </ul>
      <Group gap={12}>
        <RecordLink to={`dispatch-runs/${run.id}`} search={{ tab: 'repair' }}>
          {path.repairThem}
        </RecordLink>
        <Button variant="default" size="compact-sm" onClick={onRemove}>
          {path.takeOutThem(unaddressed.length)}
        </Button>
      </Group>
    </Alert>
  )
}

/** They leave if the clerk says so. */
function Faulty({ run, count }: { run: SteppedRun; count: number }) {
  const path = useLabels(pathWords)
  const format = useFormat()
  return (
    <Alert color="yellow" p="xs" icon={<IconAlertTriangle size={16} />}>
      {path.faulty(format.integer(count), count > 1)}{' '}
      <RecordLink to={`dispatch-runs/${run.id}`} search={{ tab: 'repair' }}>
        {path.seeFaulty}
      </RecordLink>
    </Alert>
  )
}

const recipientsOf = ({ kind, titleId, issueId }: SteppedRun): Record<string, string> => ({
  ...(kind === 'single-issue' ? { kind } : {}),
  title: titleId,
  ...(issueId ? { issue: issueId } : {}),
})

const NAMED = 8

function Named({ run, rows, count }: { run: SteppedRun; rows: Found['missing']; count: number }) {
  const words = useLabels(runWords)
  const format = useFormat()
  const card = run.kind === 'single-issue' ? 'single-issues' : 'subscriptions'
  return (
    <ul style={{ margin: '4px 0', paddingLeft: 18 }}>
      {rows.slice(0, NAMED).map(({ id, number, name }) => (
        <li key={id}>
          <RecordLink to={`${card}/${id}`}>
            {number} · {name}
          </RecordLink>
        </li>
      ))}
      {count > NAMED && <li>{words.andMore(format.integer(count - NAMED))}</li>}
    </ul>
  )
}
