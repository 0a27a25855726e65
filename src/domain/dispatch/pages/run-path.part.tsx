import { Button } from '@mantine/core'
import { IconDownload, IconMailForward } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { filesContract, PLAIN_FORMATS } from '../contract/files.ts'
import { pathWords } from '../labels/run-path.ts'
import { addressFile } from './address-menu.part.tsx'
import type { RunFiles } from './files.part.tsx'
import { HandOverDialog } from './run-dialogs.part.tsx'
import classes from './run-path.module.css'
import { SendFiles } from './send-files.form.tsx'
import { SignOffDialog } from './sign-off.part.tsx'
import type { SteppedRun } from './step.part.tsx'

const api = apiOf('mailingFiles', filesContract)

export type WalkedRun = SteppedRun & { signedOffAt: string | null; signedOffBy: string | null }

/** Where the file of a part can be downloaded. */
const partAddress = (company: string, runId: string, profile: string, part: string, addresses: 'run' | 'today') =>
  `/api/dispatch-runs/${runId}/profiled-file?${new URLSearchParams({ profile, part, addresses, company })}`

/** What is left to do of a run until the mailing house has it, the next step in view. Source: M-2, M-11. */
export function RunPath({ run }: { run: WalkedRun }) {
  const words = useLabels(pathWords)
  const { data: files } = useQuery(api.list.queryOptions({ input: { id: run.id } }))
  if (run.state === 'handed-over' || run.state === 'cancelled') return null
  const signed = run.state === 'signed-off'
  const made = (files?.made.length ?? 0) > 0
  return (
    <ol className={classes.path} aria-label={words.path}>
      <SignStep run={run} signed={signed} />
      <FileStep run={run} files={files} current={signed && !made} />
      <HandOverStep run={run} signed={signed} made={made} />
    </ol>
  )
}

type StepProps = { title: string; current: boolean; hint: ReactNode; children?: ReactNode }

function Step({ title, current, hint, children }: StepProps) {
  return (
    <li className={classes.step} {...(current ? { 'aria-current': 'step' as const } : {})}>
      <h2>{title}</h2>
      <p>{hint}</p>
      {children && <div className={classes.actions}>{children}</div>}
    </li>
  )
}

function SignStep({ run, signed }: { run: WalkedRun; signed: boolean }) {
  const words = useLabels(pathWords)
  const format = useFormat()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const done = run.signedOffAt && words.by(format.instant(run.signedOffAt), run.signedOffBy ?? '')
  return (
    <Step title={words.sign} current={!signed} hint={done ? <Status of="good" label={done} /> : words.signHint}>
      {!signed && may('dispatch.write') && <Button onClick={() => setAsking(true)}>{words.sign}</Button>}
      {asking && <SignOffDialog run={run} onClose={() => setAsking(false)} onUndone={() => undefined} />}
    </Step>
  )
}

type FileProps = { run: WalkedRun; files: RunFiles | undefined; current: boolean }

function FileStep({ run, files, current }: FileProps) {
  const words = useLabels(pathWords)
  const may = useMay()
  const company = useCompany()
  const [sending, setSending] = useState(false)
  const [handingOver, setHandingOver] = useState<string | null>(null)
  const sent = files?.sendings[0]
  const hint = files?.made.length ? (
    <Status of="good" label={[words.made(files.made.length), ...(sent ? [words.mailed(sent.to)] : [])].join(', ')} />
  ) : (
    words.fileHint
  )
  return (
    <Step title={words.file} current={current} hint={hint}>
      <ProfileButton run={run} files={files} main={current} />
      {PLAIN_FORMATS.map(format => (
        <Button key={format} component="a" href={addressFile(company, run.id, format)} download variant="default">
          {format.toUpperCase()}
        </Button>
      ))}
      {may('dispatch.write') && files && (
        <Button
          variant="default"
          leftSection={<IconMailForward size={16} />}
          disabled={run.state !== 'signed-off'}
          {...(run.state === 'signed-off' ? {} : { title: words.firstSign })}
          onClick={() => setSending(true)}
        >
          {words.mail}
        </Button>
      )}
      {sending && files && (
        <SendFiles runId={run.id} files={files} onSent={setHandingOver} onClose={() => setSending(false)} />
      )}
      {handingOver !== null && (
        <HandOverDialog
          run={run}
          mailedTo={handingOver}
          onClose={() => setHandingOver(null)}
          onUndone={() => undefined}
        />
      )}
    </Step>
  )
}

/** The file as the mailing house wants it, first; several of them stand on their own tab. */
function ProfileButton({ run, files, main }: { run: WalkedRun; files: RunFiles | undefined; main: boolean }) {
  const words = useLabels(pathWords)
  const common = useLabels(commonWords)
  const company = useCompany()
  if (!files?.profile || files.parts.length === 0) return null
  const { profile, parts } = files
  const variant = main ? 'filled' : 'default'
  if (parts.length > 1)
    return (
      <RecordLink to={`dispatch-runs/${run.id}`} search={{ tab: 'files' }}>
        {`${profile.name}${common.colon}${words.parts(parts.length)}`}
      </RecordLink>
    )
  return (
    <Button
      component="a"
      href={partAddress(company, run.id, profile.id, parts[0]!.part, 'run')}
      download
      variant={variant}
      leftSection={<IconDownload size={16} />}
    >
      {words.download(profile.name)}
    </Button>
  )
}

function HandOverStep({ run, signed, made }: { run: WalkedRun; signed: boolean; made: boolean }) {
  const words = useLabels(pathWords)
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const current = signed && made
  return (
    <Step
      title={words.handOver}
      current={current}
      hint={signed && !made ? <Status of="warning" label={words.neverMade} /> : words.handOverHint}
    >
      {may('dispatch.write') && (
        <Button
          variant={current ? 'filled' : 'default'}
          disabled={!signed}
          {...(signed ? {} : { title: words.firstSign })}
          onClick={() => setAsking(true)}
        >
          {words.handOver}
        </Button>
      )}
      {asking && <HandOverDialog run={run} onClose={() => setAsking(false)} onUndone={() => undefined} />}
    </Step>
  )
}
