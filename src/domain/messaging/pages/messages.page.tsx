import { IconExternalLink, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, MainAction, RowAction } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { messagingContract } from '../contract.ts'
import { mailWords } from '../labels/screens.ts'
import { messagingLabels } from '../labels.ts'
import { MESSAGE_STATES } from '../rules.ts'
import { MessagePanel, MessageStatus, recordPath, useRetry } from './message-panel.part.tsx'

const api = apiOf('messaging', messagingContract).messages
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** The outbox: what was written to whom, and what kept it from leaving. */
export function MessagesPage() {
  const labels = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const retryAll = useRetryAll()
  return (
    <ListPage
      title={words.messages}
      name="messages"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      searchPlaceholder={words.search}
      empty={{ text: labels.empty }}
      actions={useActions()}
      otherActions={[
        { label: words.openSettings, run: () => void navigate({ to: path('mail-settings') }) },
        ...(retryAll ? [retryAll] : []),
      ]}
      panel={id => <MessagePanel key={id} id={id} />}
      rowName={row => `${row.to} ${row.subject}`}
    />
  )
}

/** Sends again all that failed because of the mail server; absent when nothing failed. */
function useRetryAll(): MainAction | null {
  const words = useLabels(mailWords)
  const format = useFormat()
  const notify = useNotify()
  const { data } = useQuery(api.count.queryOptions({ input: { state: 'failed' } }))
  if (!data?.count) return null
  const tell = ({ count }: { count: number }) => {
    if (count === 0) notify.refused(words.noneRetried)
    else notify.done(words.retriedMany(format.integer(count), count > 1))
    refresh()
  }
  return {
    label: words.retryAll(format.integer(data.count), data.count > 1),
    right: 'messaging.write',
    run: () => void api.retryFailed.call(undefined).then(tell, notify.failed),
  }
}

function useActions(): RowAction<Row>[] {
  const labels = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const retry = useRetry()
  return [
    {
      key: 'retry',
      label: labels.retry,
      icon: <IconRefresh size={16} />,
      right: 'messaging.write',
      enabled: row => row.state !== 'sent' || words.alreadySent,
      run: ({ rows: [row] }) => row && retry(row.id),
    },
    {
      key: 'record',
      label: words.showRecord,
      icon: <IconExternalLink size={16} />,
      enabled: row => recordPath(row) !== undefined,
      run: ({ rows: [row] }) => {
        const to = row && recordPath(row)
        if (to) void navigate({ to: path(to) })
      },
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, states, failures } = useLabels(messagingLabels)
  return useMemo(
    () => [
      { key: 'queuedAt', header: columns.queuedAt, kind: 'instant', width: 136, sort: true, phone: 2 },
      { key: 'to', header: columns.to, width: 210, grow: true, sort: true, phone: 1 },
      { key: 'subject', header: columns.subject, width: 240, grow: true, sort: true, phone: 2 },
      {
        key: 'state',
        header: columns.state,
        width: 118,
        cell: row => <MessageStatus of={row} />,
        text: row => states[row.state],
        phone: 'end',
      },
      {
        key: 'failure',
        header: columns.failure,
        width: 230,
        grow: true,
        text: row => (row.failure ? failures[row.failure.reason] : ''),
      },
      { key: 'attempts', header: columns.attempts, kind: 'integer', width: 72 },
      { key: 'sentAt', header: columns.sentAt, kind: 'instant', width: 136 },
      { key: 'nextAttemptAt', header: columns.nextAttemptAt, kind: 'instant', width: 136, hidden: true },
    ],
    [columns, states, failures],
  )
}

function useFilters(): ListFilter[] {
  const { columns, states } = useLabels(messagingLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: columns.state,
        options: MESSAGE_STATES.map(value => ({ value, label: states[value] })),
      },
    ],
    [columns, states],
  )
}
