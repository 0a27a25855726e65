import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { trackWords } from '../labels/screens.ts'
import { tracking } from './tracking-api.part.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** A length of time in its largest unit. */
export function useDuration() {
  const words = useLabels(trackWords)
  const format = useFormat()
  return (seconds: number) => {
    if (seconds >= DAY) return words.days(format.integer(Math.round(seconds / DAY)))
    if (seconds >= HOUR) return words.hours(format.integer(Math.round(seconds / HOUR)))
    return words.minutes(format.integer(Math.ceil(seconds / 60)))
  }
}

/** *Suivi*: each change of stage of an order, the latest first. Source: SUI-22, SUI-23, X-56. */
export function MovesOf({ orderId }: { orderId: string }) {
  const words = useLabels(trackWords)
  const format = useFormat()
  const duration = useDuration()
  const query = useQuery({
    ...tracking.history.queryOptions({ input: { id: orderId } }),
    select: (rows: Awaited<ReturnType<typeof tracking.history.call>>) => ({ rows }),
  })
  return (
    <SmallTable
      query={query}
      empty={words.noMoves}
      columns={[
        { key: 'movedAt', header: words.when, text: row => format.instant(row.movedAt) },
        { key: 'movedBy', header: words.by },
        { key: 'toStage', header: words.toStage, text: row => `${row.toStage} (${words.directions[row.direction]})` },
        {
          key: 'stayedSeconds',
          header: words.stayed,
          align: 'end',
          text: row => (row.stayedSeconds === null ? '' : duration(row.stayedSeconds)),
        },
        { key: 'comment', header: words.comment },
        {
          key: 'mail',
          header: words.mailed,
          cell: ({ mail }) =>
            mail && (
              <RecordLink to="messages" search={{ open: mail.messageId }} label={mail.subject}>
                {mail.to}
              </RecordLink>
            ),
        },
      ]}
    />
  )
}
