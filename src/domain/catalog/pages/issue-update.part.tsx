import { ORPCError } from '@orpc/client'
import { type ReactNode, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogContract } from '../contract.ts'
import { issueWords } from '../labels/issues.ts'

const api = apiOf('catalog', catalogContract)
type Update = Parameters<typeof api.issues.update.call>[0]
type Issue = Awaited<ReturnType<typeof api.issues.update.call>>
type Asking = { message: string; confirm(): void; cancel(): void }

/** How many subscriptions a refused change would touch; undefined when it was refused for something else. */
function touched(error: unknown): number | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'catalog.changesWhatIsOwed') return undefined
  return (error.data as { values: { affects: number } }).values.affects
}

/** Changes an issue; a change of what subscribers are owed is shown, and saved only when it is confirmed. */
export function useIssueUpdate(): { update(input: Update): Promise<Issue>; asking: ReactNode } {
  const words = useLabels(issueWords)
  const [asked, setAsked] = useState<Asking | null>(null)
  const confirmed = (error: ORPCError<string, unknown>) =>
    new Promise<boolean>(resolve => {
      const answer = (yes: boolean) => {
        setAsked(null)
        resolve(yes)
      }
      setAsked({ message: error.message, confirm: () => answer(true), cancel: () => answer(false) })
    })
  const update = async (input: Update): Promise<Issue> => {
    try {
      return await api.issues.update.call(input)
    } catch (error) {
      const affects = touched(error)
      if (affects === undefined || !(await confirmed(error as ORPCError<string, unknown>))) throw error
      return update({ ...input, affects })
    }
  }
  const asking = (
    <Confirm
      opened={asked !== null}
      title={words.confirmTitle}
      text={asked?.message ?? ''}
      action={words.confirm}
      onConfirm={() => asked?.confirm()}
      onCancel={() => asked?.cancel()}
    />
  )
  return { update, asking }
}
