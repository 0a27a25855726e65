import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { refresh } from '../../../platform/web/refresh.ts'

/** Deletes one row of a setting and says so, or why not. */
export function useRemoving(remove: (input: { id: string }) => Promise<unknown>, removed: string) {
  const notify = useNotify()
  return async (id: string) => {
    try {
      await remove({ id })
      notify.done(removed)
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
}
