import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { Status } from '../../../platform/web/status.tsx'
import { workContract } from '../../long-work/contract.ts'
import { journalContract } from '../contract.ts'
import { foundInWords } from '../labels/findings.ts'
import { journalWords } from '../labels/screens.ts'
import classes from './journal.module.css'

const api = apiOf('journal', journalContract)
const workApi = apiOf('work', workContract)
const LOOK_AGAIN_MS = 1_000

/** What the last verification found, and the button that begins another. */
export function LastCheck() {
  const words = useLabels(journalWords)
  const format = useFormat()
  const { data } = useQuery(api.lastCheck.queryOptions({}))
  const { verify, running } = useVerification()
  if (!data) return <div className={classes.check} aria-busy="true" />
  const { check } = data
  const counts = check && [
    format.many(check.entryCount, words.entryOne, words.entryMany),
    format.many(check.closingCount, words.closingOne, words.closingMany),
    check.findingCount === 0 ? words.sound : format.many(check.findingCount, words.findingOne, words.findingMany),
  ]
  return (
    <div className={classes.check}>
      <div className={classes.line} role="status">
        {running ? (
          <Status of="coming" label={words.verifying} />
        ) : check ? (
          <>
            <Status
              of={check.findingCount === 0 ? 'good' : 'bad'}
              label={words.checked(format.instant(check.checkedAt), check.checkedBy)}
            />
            <span className={classes.counts}>{counts!.join(' · ')}</span>
          </>
        ) : (
          <Status of="off" label={words.neverChecked} />
        )}
        <Button size="compact-sm" variant="default" loading={running} onClick={verify}>
          {words.verify}
        </Button>
      </div>
      {check && check.findingCount > 0 && !running && <Findings of={check} />}
    </div>
  )
}

type Check = NonNullable<Awaited<ReturnType<typeof api.lastCheck.call>>['check']>

function Findings({ of: { findings, findingCount } }: { of: Check }) {
  const words = useLabels(journalWords)
  const [language] = useLanguage()
  return (
    <section aria-label={words.findings} className={classes.findings}>
      <ol>
        {findings.map(finding => (
          <li key={JSON.stringify(finding)}>{foundInWords(finding, language)}</li>
        ))}
      </ol>
      {findings.length < findingCount && <p>{words.firstOnes(findings.length)}</p>}
    </section>
  )
}

/** A small journal is verified at once; a large one goes on by itself, and is looked at until it ends. */
function useVerification() {
  const notify = useNotify()
  const [workId, setWorkId] = useState<string | null>(null)
  const asked = useMutation(
    api.verify.mutationOptions({
      onSuccess: ({ workId: started }) => {
        setWorkId(started)
        refresh()
      },
      onError: notify.failed,
    }),
  )
  const { data } = useQuery(
    workApi.get.queryOptions({
      input: { id: workId ?? '' },
      enabled: workId !== null,
      refetchInterval: workId === null ? false : LOOK_AGAIN_MS,
    }),
  )
  const state = data?.state
  useEffect(() => {
    if (workId === null || state === undefined || state === 'queued' || state === 'running') return
    setWorkId(null)
    refresh()
  }, [workId, state])
  return { verify: () => asked.mutate({}), running: asked.isPending || workId !== null }
}
