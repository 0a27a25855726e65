import { Button } from '@mantine/core'
import { IconDownload, IconMailForward } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import record from '../../../platform/web/record/record.module.css'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { filesContract } from '../contract/files.ts'
import { profilesContract } from '../contract/profiles.ts'
import { profileWords } from '../labels/profile-screens.ts'
import { profileLabels } from '../labels/profiles.ts'
import { pathWords } from '../labels/run-path.ts'
import { FilesMade } from './files-made.part.tsx'
import { Manifest } from './manifest.part.tsx'
import classes from './profile.module.css'
import { HandOverDialog } from './run-dialogs.part.tsx'
import { SendFiles } from './send-files.form.tsx'
import { Sendings } from './sendings.part.tsx'
import type { SteppedRun } from './step.part.tsx'

const api = apiOf('mailingFiles', filesContract)
const profiles = lookupSource(
  'mailingProfiles',
  apiOf('mailingProfiles', profilesContract),
  ({ id, name, mailingHouse }) => ({
    value: id,
    label: name,
    hint: mailingHouse,
  }),
)

export type RunFiles = Awaited<ReturnType<typeof api.list.call>>

/** The files of a run: under a profile, made before, counted, and sent to the mailing house. */
export function FilesOf({ run }: { run: SteppedRun }) {
  const runId = run.id
  const words = useLabels(profileWords)
  const common = useLabels(commonWords)
  const [chosen, setChosen] = useState<string | null>(null)
  const { data, error } = useQuery(
    api.list.queryOptions({
      input: { id: runId, ...(chosen ? { profileId: chosen } : {}) },
      placeholderData: keepPreviousData,
    }),
  )
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <p role="status">{common.loading}</p>
  const profileId = chosen ?? data.profile?.id ?? null
  return (
    <div className={classes.stack}>
      <RecordPart title={words.parts}>
        <div className={classes.bar}>
          <LookupField
            name="profile"
            label={words.profile}
            source={profiles}
            value={profileId}
            onChange={value => setChosen(value)}
          />
          <SendButton run={run} files={data} />
        </div>
        {profileId ? (
          <Parts runId={runId} profileId={profileId} parts={data.parts} />
        ) : (
          <p className={record.none}>
            {words.noProfile} <RecordLink to="mailing-profiles/new">{words.new}</RecordLink>
          </p>
        )}
      </RecordPart>
      <FilesMade made={data.made} />
      <Sendings sendings={data.sendings} />
      <Manifest runId={runId} profileId={profileId} />
    </div>
  )
}

function SendButton({ run, files }: { run: SteppedRun; files: RunFiles }) {
  const words = useLabels(profileWords)
  const path = useLabels(pathWords)
  const may = useMay()
  const [sending, setSending] = useState(false)
  const [handingOver, setHandingOver] = useState<string | null>(null)
  if (!may('dispatch.write') || run.state === 'cancelled') return null
  const early = run.state === 'to-sign-off'
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMailForward size={16} />}
        disabled={early}
        {...(early ? { title: path.firstSign } : {})}
        onClick={() => setSending(true)}
      >
        {words.send}
      </Button>
      {sending && (
        <SendFiles
          runId={run.id}
          files={files}
          onSent={to => run.state === 'signed-off' && setHandingOver(to)}
          onClose={() => setSending(false)}
        />
      )}
      {handingOver !== null && (
        <HandOverDialog
          run={run}
          mailedTo={handingOver}
          onClose={() => setHandingOver(null)}
          onUndone={() => undefined}
        />
      )}
    </>
  )
}

type PartsProps = { runId: string; profileId: string; parts: RunFiles['parts'] }

function Parts({ runId, profileId, parts }: PartsProps) {
  const words = useLabels(profileWords)
  const { partNames } = useLabels(profileLabels)
  const format = useFormat()
  const company = useCompany()
  const address = (part: string, addresses: 'run' | 'today') =>
    `/api/dispatch-runs/${runId}/profiled-file?${new URLSearchParams({ profile: profileId, part, addresses, company })}`
  return (
    <>
      <div className={record.tableScroll}>
        <table className={record.table}>
          <thead>
            <tr>
              <th scope="col">{words.part}</th>
              <th scope="col">{words.fileColumn}</th>
              <th scope="col" data-align="end">
                {words.lines}
              </th>
              <th scope="col" data-align="end">
                {words.copiesCount}
              </th>
              <th scope="col" aria-label={words.download} />
            </tr>
          </thead>
          <tbody>
            {parts.map(({ part, name, lines, copies }) => (
              <tr key={part}>
                <td>{partNames[part as keyof typeof partNames] ?? part}</td>
                <td>{name}</td>
                <td data-align="end">{format.integer(lines)}</td>
                <td data-align="end">{format.integer(copies)}</td>
                <td className={record.nowrap}>
                  <Button
                    component="a"
                    href={address(part, 'run')}
                    download
                    size="compact-xs"
                    leftSection={<IconDownload size={14} />}
                    aria-label={`${words.download} ${name}`}
                  >
                    {words.download}
                  </Button>{' '}
                  <Button
                    component="a"
                    href={address(part, 'today')}
                    download
                    size="compact-xs"
                    variant="default"
                    title={words.todayHint}
                    aria-label={`${words.today} ${name}`}
                  >
                    {words.today}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.hint}>
        {words.sameHint} {words.todayHint}
      </p>
    </>
  )
}
