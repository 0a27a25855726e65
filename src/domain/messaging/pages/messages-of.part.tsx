import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { messagingContract } from '../contract.ts'
import { mailWords } from '../labels/screens.ts'
import { messagingLabels } from '../labels.ts'
import { MessageStatus } from './message-panel.part.tsx'

const api = apiOf('messaging', messagingContract).messages
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** What was written about one record, to whom, and whether it left. */
export function MessagesOf({ recordId }: { recordId: string }) {
  const words = useLabels(mailWords)
  const { columns } = useLabels(messagingLabels)
  const query = useQuery(api.list.queryOptions({ input: { recordId, limit: 20 } }))
  const shown: ListColumn<Row>[] = [
    { key: 'queuedAt', header: columns.queuedAt, kind: 'instant' },
    { key: 'to', header: columns.to },
    {
      key: 'subject',
      header: columns.subject,
      cell: ({ id, subject }) => (
        <RecordLink to="messages" search={{ open: id }}>
          {subject}
        </RecordLink>
      ),
    },
    { key: 'state', header: columns.state, cell: row => <MessageStatus of={row} /> },
    { key: 'sentAt', header: columns.sentAt, kind: 'instant' },
  ]
  const more = (
    <RecordLink to="messages" search={{ recordId }}>
      {words.messages}
    </RecordLink>
  )
  return <SmallTable query={query} columns={shown} empty={words.noneOf} more={more} />
}
