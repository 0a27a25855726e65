import { Button } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { booksWords } from '../labels/screens.ts'

type RemoveProps = {
  /** The row, as it is called. */
  what: string
  remove(): Promise<unknown>
}

/** Deletes one row of a setting once that is confirmed, and says so, or why not. */
export function RemoveButton({ what, remove }: RemoveProps) {
  const words = useLabels(booksWords)
  const notify = useNotify()
  const [asking, setAsking] = useState(false)
  const confirmed = async () => {
    setAsking(false)
    try {
      await remove()
      notify.done(words.removed)
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-label={`${words.remove} ${what}`} onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      <Confirm
        opened={asking}
        title={words.removeAsk(what)}
        text={words.removeText}
        action={words.remove}
        danger
        onConfirm={() => void confirmed()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}
