import { Button } from '@mantine/core'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { paymentsContract } from '../contract.ts'
import { paymentsWords } from '../labels/screens.ts'

const api = apiOf('payments', paymentsContract)

/** Takes back what one pays of the other; `called` names the other side. */
export function UndoAllocation({ of, called }: { of: { id: string; canUndo: boolean }; called: string }) {
  const words = useLabels(paymentsWords)
  const notify = useNotify()
  const may = useMay()
  if (!of.canUndo || !may('payments.write')) return null
  const takeBack = async () => {
    try {
      await api.undoAllocation.call({ id: of.id }, { context: { idempotencyKey: crypto.randomUUID() } })
      notify.done(words.allocationUndone(called))
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      aria-label={words.undoAllocationOf(called)}
      onClick={() => void takeBack()}
    >
      {words.undoAllocation}
    </Button>
  )
}
