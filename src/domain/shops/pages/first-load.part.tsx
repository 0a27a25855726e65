import { Button, Group, Progress } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { workContract } from '../../long-work/contract.ts'
import { connectionWords } from '../labels/connection.ts'
import { type Health, shopSync } from './shop-api.part.ts'
import classes from './shops.module.css'

const workApi = apiOf('work', workContract)
const LOOK_AGAIN_MS = 1_000
const isOpen = (state: string | undefined) => state === 'queued' || state === 'running'

/** All orders of a shop, taken once: how far that is, and the button that begins it or goes on with it. */
export function FirstLoad({ of: { id, loadedAt, loadWorkId } }: { of: Health }) {
  const words = useLabels(connectionWords)
  const format = useFormat()
  const notify = useNotify()
  const may = useMay()
  const { data: work } = useQuery(
    workApi.get.queryOptions({
      input: { id: loadWorkId ?? '' },
      enabled: loadWorkId !== null,
      retry: false,
      refetchInterval: query => (isOpen(query.state.data?.state) ? LOOK_AGAIN_MS : false),
    }),
  )
  const running = isOpen(work?.state)
  useEnd(running)
  const load = useMutation(
    shopSync.load.mutationOptions({
      onSuccess: () => {
        notify.done(words.loadStarted)
        refresh()
      },
      onError: notify.failed,
    }),
  )
  return (
    <div className={classes.load} role="status">
      {running ? (
        <Loading done={work!.done} total={work!.total} />
      ) : (
        <Status
          of={loadedAt ? 'good' : 'off'}
          label={loadedAt ? words.loaded(format.instant(loadedAt)) : (work?.error ?? words.notLoaded)}
        />
      )}
      {!running && may('shops.write') && (
        <Group gap={8}>
          <Button
            variant={loadedAt ? 'default' : 'filled'}
            loading={load.isPending}
            onClick={() => load.mutate({ id, again: loadedAt !== null })}
          >
            {loadedAt ? words.startAgain : work ? words.goOn : words.start}
          </Button>
        </Group>
      )}
    </div>
  )
}

/** What is on screen is read again when the load ends. */
function useEnd(running: boolean) {
  const before = useRef(running)
  useEffect(() => {
    if (before.current && !running) refresh()
    before.current = running
  }, [running])
}

function Loading({ done, total }: { done: number; total: number | null }) {
  const words = useLabels(connectionWords)
  const format = useFormat()
  const text = total
    ? words.loading(format.integer(done), format.integer(total))
    : words.loadingSome(format.integer(done))
  return (
    <>
      <span>
        {text}. <span className={classes.none}>{words.loadWhere}</span>
      </span>
      <Progress value={total ? (100 * done) / total : 100} animated={!total} aria-label={text} />
    </>
  )
}
