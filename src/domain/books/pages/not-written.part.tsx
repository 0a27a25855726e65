import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { booksContract } from '../contract.ts'
import { booksWords } from '../labels/screens.ts'
import classes from './books.module.css'

const api = apiOf('books', booksContract)

/** Says what was issued before the books were kept, and writes it when asked. */
export function NotWritten() {
  const words = useLabels(booksWords)
  const format = useFormat()
  const notify = useNotify()
  const may = useMay()
  const { data } = useQuery(api.years.queryOptions({}))
  const writing = useMutation(
    api.catchUp.mutationOptions({
      onSuccess: ({ written }) => {
        notify.done(words.caughtUp(format.many(written, words.writtenOne, words.writtenMany)))
        refresh()
      },
      onError: notify.failed,
    }),
  )
  if (!data || data.missing.count === 0) return null
  const { count, example } = data.missing
  return (
    <div className={classes.notWritten}>
      <Status of="warning" label={words.missing(format.many(count, words.pieceOne, words.pieceMany), example)} />
      {may('books.write') && (
        <Button size="compact-sm" variant="default" loading={writing.isPending} onClick={() => writing.mutate({})}>
          {words.catchUp}
        </Button>
      )}
    </div>
  )
}
