import { Alert, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { dispatchWords } from '../labels/screens.ts'
import type { RunState } from '../rules/run-state.ts'

export type SteppedRun = {
  id: string
  number: number
  kind: string
  state: RunState
  label: string
  dispatchedOn: string
  shipmentCount: number
  titleId: string
  issueId: string | null
}
export type StepProps = {
  run: SteppedRun
  onClose(): void
  /** The run is gone: what shows it goes before it is read again. */
  onUndone(): void
}

/** Does something once and says what came out; a refusal stays in the dialog. */
export function useStep(onClose: () => void, onTaken?: () => void) {
  const common = useLabels(commonWords)
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const take = async <T,>(work: () => Promise<T>, done: string | ((answer: T) => string)) => {
    setWorking(true)
    setError(null)
    try {
      const answer = await work()
      onTaken?.()
      notify.done(typeof done === 'string' ? done : done(answer))
      refresh()
      onClose()
    } catch (thrown) {
      setError(failureOf(thrown, common.unreachable).message)
    } finally {
      setWorking(false)
    }
  }
  return { working, error, take }
}

/** What a dialog says, under what was refused. */
export function Told({ error, children }: { error: string | null; children: ReactNode }) {
  return (
    <Stack gap="sm">
      {error !== null && (
        <Alert color="red" role="alert" p="xs">
          {error}
        </Alert>
      )}
      {children}
    </Stack>
  )
}

/** So many shipments, in words. */
export const useCount = () => {
  const words = useLabels(dispatchWords)
  const format = useFormat()
  return (count: number) => format.many(count, words.shipmentOne, words.shipmentMany)
}
