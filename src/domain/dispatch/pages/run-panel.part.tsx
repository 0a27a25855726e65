import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { runsContract } from '../contract.ts'
import { runWords } from '../labels/run-screens.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'
import { AddressMenu } from './address-menu.part.tsx'
import { RunStatus } from './run-status.part.tsx'
import { RunSteps } from './run-steps.part.tsx'

const api = apiOf('runs', runsContract)

/** One run, read by its id. */
export const useRun = (id: string | undefined) =>
  useQuery(api.get.queryOptions({ input: id === undefined ? skipToken : { id }, placeholderData: keepPreviousData }))

/** One run beside its list: what it held and the files it gave. */
export function RunPanel({ id }: { id: string }) {
  const [, setSearch] = useSearchValues()
  const words = useLabels(dispatchWords)
  return (
    <RecordPanel query={useRun(id)}>
      {run => (
        <>
          <RecordHead
            number={run.number}
            name={run.label}
            status={<RunStatus of={run.state} />}
            actions={
              <>
                <RecordButton to={`dispatch-runs/${id}`}>{words.card}</RecordButton>
                <RecordButton to="shipments" search={{ runId: id }}>
                  {words.shipments}
                </RecordButton>
                <AddressMenu runId={id} />
                <RunSteps run={run} onUndone={() => setSearch({ open: undefined })} />
              </>
            }
          />
          <RunFacts of={run} />
          <Stamps createdAt={run.createdAt} createdBy={run.createdBy} />
        </>
      )}
    </RecordPanel>
  )
}

type Run = Awaited<ReturnType<typeof api.get.call>>

/** What a run held, and the files it gave. */
export function RunFacts({ of: run }: { of: Run }) {
  const words = useLabels(dispatchWords)
  const life = useLabels(runWords)
  const { columns, kind } = useLabels(dispatchLabels)
  const format = useFormat()
  return (
    <Facts
      facts={[
        { label: columns.kind, value: kind[run.kind] },
        { label: columns.titleName, value: run.titleName },
        { label: columns.issueNumber, value: run.issueNumber },
        { label: columns.dispatchedOn, value: format.day(run.dispatchedOn) },
        { label: columns.shipmentCount, value: format.integer(run.shipmentCount) },
        { label: columns.copyCount, value: format.integer(run.copyCount) },
        {
          label: life.signedOffFact,
          value: run.signedOffAt && words.madeBy(format.instant(run.signedOffAt), run.signedOffBy ?? ''),
        },
        {
          label: life.handedOverFact,
          value: run.handedOverAt && words.madeBy(format.instant(run.handedOverAt), run.handedOverBy ?? ''),
        },
        {
          label: life.cancelledFact,
          value: run.cancelledOn && `${format.day(run.cancelledOn)} · ${run.cancelledReason}`,
          wide: true,
        },
        ...[...Map.groupBy(run.files, file => file.format)].map(([fileFormat, made]) => ({
          label: `${words.files} (${fileFormat})`,
          value: made.map(file => words.madeBy(format.instant(file.madeAt), file.madeBy)).join(', '),
        })),
      ]}
    />
  )
}
