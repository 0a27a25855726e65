import { useCallback, useEffect, useRef, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useStored } from '../../../platform/web/stored.ts'
import { returnedMailContract } from '../contract.ts'

const api = apiOf('returnedMail', returnedMailContract)
type Receive = Parameters<typeof api.receive.call>[0]
export type ReadLine = Awaited<ReturnType<typeof api.receive.call>>['lines'][number] & { key: string }
/** Lines on their way to the server, with the key that makes them arrive once. */
type Sending = { key: string; input: Receive }

const none: Sending[] = []
const RETRY_MS = 5_000

/**
 * Lines leave one after the other, in the order they were read, while others are read. What the server did not answer is
 * kept on this browser and sent again with the same key: nothing is lost, nothing noted twice. Source: CIR-18, M-12.
 */
export function useReadingQueue(onRefused: (message: string) => void) {
  const company = useCompany()
  const [waiting, setWaiting] = useStored<Sending[]>(`returns.${company}`, none)
  const [read, setRead] = useState<ReadLine[]>([])
  const [offline, setOffline] = useState(false)
  const busy = useRef(false)
  const send = useCallback(async () => {
    const first = waiting[0]
    if (!first || busy.current) return
    busy.current = true
    try {
      const { lines } = await api.receive.call(first.input, { context: { idempotencyKey: first.key } })
      setRead(before => [...lines.map((line, at) => ({ ...line, key: `${first.key} ${at}` })).toReversed(), ...before])
      setOffline(false)
      setWaiting(all => all.filter(({ key }) => key !== first.key))
    } catch (error) {
      const failure = failureOf(error, '')
      setOffline(failure.offline)
      if (!failure.offline) {
        onRefused(failure.message)
        setWaiting(all => all.filter(({ key }) => key !== first.key))
      }
    } finally {
      busy.current = false
    }
  }, [waiting, setWaiting, onRefused])
  useEffect(() => {
    if (!offline) void send()
    const timer = setInterval(() => void send(), RETRY_MS)
    return () => clearInterval(timer)
  }, [send, offline])
  const put = (input: Receive) => setWaiting(all => [...all, { key: crypto.randomUUID(), input }])
  const forget = (id: string) => setRead(all => all.filter(line => line.id !== id))
  return { read, waiting, offline, put, forget, send }
}
