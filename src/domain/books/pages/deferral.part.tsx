import { Button, Loader } from '@mantine/core'
import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { booksContract } from '../contract.ts'
import { booksWords } from '../labels/screens.ts'
import { booksLabels } from '../labels.ts'
import classes from './books.module.css'

const api = apiOf('books', booksContract)

/** The entry of a month end: proposed, looked at, then written with its opposite. */
export function Deferral({ on }: { on: string }) {
  const words = useLabels(booksWords)
  const common = useLabels(commonWords)
  const may = useMay()
  const { today } = useSession()
  const notify = useNotify()
  const [asked, setAsked] = useState(false)
  const { data, error } = useQuery(api.proposeDeferral.queryOptions({ input: asked ? { on } : skipToken }))
  const writing = useMutation(
    api.defer.mutationOptions({
      onSuccess: () => {
        notify.done(words.saved)
        refresh()
      },
      onError: notify.failed,
    }),
  )
  if (on > today) return null
  return (
    <section className={classes.year} aria-label={words.deferral}>
      <h2>{words.deferral}</h2>
      <p className={classes.intro}>{words.deferralText}</p>
      {!asked && (
        <Button variant="default" style={{ justifySelf: 'start' }} onClick={() => setAsked(true)}>
          {words.seeDeferral}
        </Button>
      )}
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {asked && !data && !error && <Loader size="sm" role="status" aria-label={common.loading} />}
      {data && data.lines.length === 0 && <p>{words.nothingToDefer}</p>}
      {data && data.lines.length > 0 && <Lines lines={data.lines} />}
      {data?.written && <p>{words.deferralWritten}</p>}
      {data && data.lines.length > 0 && !data.written && may('books.write') && (
        <Button style={{ justifySelf: 'start' }} loading={writing.isPending} onClick={() => writing.mutate({ on })}>
          {words.writeDeferral}
        </Button>
      )}
    </section>
  )
}

type Line = Awaited<ReturnType<typeof api.proposeDeferral.call>>['lines'][number]

function Lines({ lines }: { lines: readonly Line[] }) {
  const { columns } = useLabels(booksLabels)
  const format = useFormat()
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {[columns.accountCode, columns.accountLabel].map(heading => (
              <th key={heading} scope="col" data-text>
                {heading}
              </th>
            ))}
            {[columns.debitCents, columns.creditCents].map(heading => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ accountCode, accountLabel, debitCents, creditCents }) => (
            <tr key={accountCode}>
              <th scope="row" data-text>
                {accountCode}
              </th>
              <td data-text>{accountLabel}</td>
              <td>{debitCents > 0 && format.money(debitCents)}</td>
              <td>{creditCents > 0 && format.money(creditCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
