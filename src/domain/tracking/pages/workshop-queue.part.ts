import { useCallback, useEffect, useState } from 'react'
import { useCompany } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useStored } from '../../../platform/web/stored.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { trackWords } from '../labels/screens.ts'
import { board, type Track, tracking } from './tracking-api.part.ts'

/** A move asked on this device, kept until the server has answered. */
export type Gesture = {
  /** The server takes it once, however often it is sent. */
  onceKey: string
  /** Absent: of a sheet that was read without network. */
  id?: string
  number: string
  way: 'next' | 'previous'
  fromStageId: string
  comment?: string
  movedWith: 'workshop' | 'scan'
}
export type Refused = { onceKey: string; number: string; message: string }

const AGAIN_MS = 3000
const NONE: never[] = []
/** One sending at a time, whichever screen asked for it: moves of an order leave in their order. */
let isSending = false

/** The moves of this device: each is kept first and sent then, so that none is lost when the network blinks. */
export function useGestures() {
  const company = useCompany()
  const words = useLabels(trackWords)
  const common = useLabels(commonWords)
  const notify = useNotify()
  const [waiting, setWaiting] = useStored<readonly Gesture[]>(`workshop.${company}.waiting`, NONE)
  const [refused, setRefused] = useStored<readonly Refused[]>(`workshop.${company}.refused`, NONE)
  const [isOffline, setOffline] = useState(false)
  const [first] = waiting

  const send = useCallback(
    async (gesture: Gesture) => {
      if (isSending) return
      isSending = true
      const gone = () => setWaiting(before => before.filter(({ onceKey }) => onceKey !== gesture.onceKey))
      try {
        const now = await sent(gesture)
        setOffline(false)
        gone()
        notify.done(words.moved(now.number, now.stage))
        refresh()
      } catch (error) {
        const { offline, message } = failureOf(error, common.unreachable)
        setOffline(offline)
        if (offline) return
        const { onceKey, number } = gesture
        setRefused(before => [...before, { onceKey, number, message }])
        gone()
        refresh()
      } finally {
        isSending = false
      }
    },
    [words, common, notify, setWaiting, setRefused],
  )

  useEffect(() => {
    if (!first) return
    const again = () => void send(first)
    again()
    const timer = setInterval(again, AGAIN_MS)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [first, send])

  return {
    waiting,
    refused,
    /** The last one sent had no answer. */
    isOffline,
    add: (gesture: Omit<Gesture, 'onceKey'>) =>
      setWaiting(before => [...before, { ...gesture, onceKey: crypto.randomUUID() }]),
    dismiss: (key: string) => setRefused(before => before.filter(({ onceKey }) => onceKey !== key)),
  }
}

async function sent({ number, way, ...gesture }: Gesture): Promise<Track> {
  const id = gesture.id ?? (await board.find.call({ number })).id
  return tracking[way].call({ ...gesture, id }, { context: { idempotencyKey: gesture.onceKey } })
}
