import { useNavigate, useParams } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { postalWords } from '../labels/postal.ts'
import { profileWords } from '../labels/profile-screens.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'
import { AddressMenu } from './address-menu.part.tsx'
import { FilesOf } from './files.part.tsx'
import { PrintRun } from './print-run.part.tsx'
import { RepairRun } from './repair.part.tsx'
import { RunFacts, useRun } from './run-panel.part.tsx'
import { RunPath } from './run-path.part.tsx'
import { RunStatus } from './run-status.part.tsx'
import { RunSteps, type Step } from './run-steps.part.tsx'
import { ShipmentsOf } from './shipments-of.part.tsx'

/** Signing off and handing over stand in the path. */
const ASIDE: readonly Step[] = ['modify', 'undo', 'cancel']

/** One dispatch run on its own page, with its files and its shipments. */
export function RunPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const labels = useLabels(dispatchLabels)
  const words = useLabels(dispatchWords)
  const filesWords = useLabels(profileWords)
  const postal = useLabels(postalWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return (
    <CardPage
      query={useRun(id)}
      back={{ to: path('dispatch-runs'), label: labels.runs }}
      number={run => run.number}
      name={run => run.label}
      status={run => <RunStatus of={run.state} />}
      actions={run => (
        <>
          <RecordButton to="shipments" search={{ runId: id }}>
            {words.shipments}
          </RecordButton>
          <AddressMenu runId={id} />
          <PrintRun runId={id} count={run.shipmentCount} />
          <RunSteps run={run} steps={ASIDE} onUndone={() => void navigate({ to: path('dispatch-runs') })} />
        </>
      )}
      tabs={run => [
        { key: 'shipments', label: words.shipments, content: <ShipmentsOf whose={{ runId: id }} /> },
        { key: 'files', label: filesWords.files, content: <FilesOf run={run} /> },
        { key: 'repair', label: postal.title, content: <RepairRun run={run} /> },
      ]}
    >
      {run => (
        <>
          <RunPath run={run} />
          <RunFacts of={run} />
          <Stamps createdAt={run.createdAt} createdBy={run.createdBy} />
        </>
      )}
    </CardPage>
  )
}
