import { Button } from '@mantine/core'
import { IconClock, IconWifiOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { trackWords } from '../labels/screens.ts'
import classes from './workshop.module.css'
import type { useGestures } from './workshop-queue.part.ts'

/** Below this a move is only on its way. */
const SLOW_MS = 1500

/** What waits for the network, and what was refused when it came back: nothing is left out unsaid. */
export function WorkshopWaiting({ gestures }: { gestures: ReturnType<typeof useGestures> }) {
  const words = useLabels(trackWords)
  const format = useFormat()
  const { waiting, refused, isOffline, dismiss } = gestures
  const isSlow = useSlow(waiting[0]?.onceKey)
  return (
    <>
      {isSlow && waiting.length > 0 && (
        <p className={classes.offline} role="status">
          {isOffline ? <IconWifiOff size={22} aria-hidden="true" /> : <IconClock size={22} aria-hidden="true" />}
          {isOffline ? words.offline : words.slow}{' '}
          {words.of(
            format.many(waiting.length, words.waiting(1), words.waiting(2)),
            waiting.map(({ number }) => number).join(', '),
          )}
        </p>
      )}
      {refused.map(({ onceKey, number, message }) => (
        <p key={onceKey} className={classes.refused} role="alert">
          <span>
            <strong>{words.of(words.refused, number)}</strong> {message}
          </span>
          <Button variant="default" size="lg" onClick={() => dismiss(onceKey)}>
            {words.dismiss}
          </Button>
        </p>
      ))}
    </>
  )
}

/** Whether the same thing has waited for long. */
function useSlow(key: string | undefined): boolean {
  const [slow, setSlow] = useState<string>()
  useEffect(() => {
    if (key === undefined) return
    const timer = setTimeout(() => setSlow(key), SLOW_MS)
    return () => clearTimeout(timer)
  }, [key])
  return key !== undefined && slow === key
}
