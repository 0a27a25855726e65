import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { workContract } from '../../domain/long-work/contract.ts'
import { apiOf } from '../../platform/web/api.ts'
import { useCompany, useCompanyPath } from '../../platform/web/company.ts'
import { useNotify } from '../../platform/web/feedback/notify.tsx'
import { refresh } from '../../platform/web/refresh.ts'
import { RunningWork, type Work } from '../../platform/web/shell/running-work.tsx'

const api = apiOf('work', workContract)
const QUIET_MS = 20_000
type Run = Awaited<ReturnType<typeof api.running.call>>[number]

const asWork = ({ result, ...run }: Run): Work => ({ ...run, summary: result?.summary, link: result?.link })
const isOpen = ({ state }: Run) => state === 'queued' || state === 'running'

/** The long work of the company, followed as it goes on. */
export function CompanyWork() {
  const query = useQuery(api.running.queryOptions({ refetchInterval: QUIET_MS }))
  const navigate = useNavigate()
  const path = useCompanyPath()
  const notify = useNotify()
  const runs = query.data ?? []
  const cancel = (id: string) => void api.cancel.call({ id }).then(refresh, notify.failed)
  const href = (link: string) => (link.startsWith('/') ? path(link.slice(1)) : path(link))
  return (
    <>
      {runs.filter(isOpen).map(run => (
        <Follow key={run.id} id={run.id} href={href} />
      ))}
      <RunningWork work={runs.map(asWork)} onCancel={cancel} onOpen={link => void navigate({ href: href(link) })} />
    </>
  )
}

/** Listens to one piece of work until it ends, then says what came out. */
function Follow({ id, href }: { id: string; href: (link: string) => string }) {
  const company = useCompany()
  const cache = useQueryClient()
  const notify = useNotify()
  const latest = useRef({ notify, href })
  latest.current = { notify, href }
  useEffect(() => {
    const source = new EventSource(`/api/long-work/${id}/events?company=${encodeURIComponent(company)}`)
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const progress = JSON.parse(data) as Pick<Run, 'state' | 'done' | 'total' | 'result' | 'error' | 'label'>
      cache.setQueriesData<Run[]>({ queryKey: api.running.key() }, runs =>
        runs?.map(run => (run.id === id ? { ...run, ...progress } : run)),
      )
      if (progress.state === 'queued' || progress.state === 'running') return
      source.close()
      tell(progress, latest.current)
      refresh()
    }
    return () => source.close()
  }, [id, company, cache])
  return null
}

function tell(
  { state, result, error, label }: Pick<Run, 'state' | 'result' | 'error' | 'label'>,
  { notify, href }: { notify: ReturnType<typeof useNotify>; href: (link: string) => string },
) {
  if (state === 'failed') return notify.refused(error ?? label)
  if (state === 'done')
    notify.done(result?.summary ?? label, result?.link ? { link: { to: href(result.link), label } } : {})
}
