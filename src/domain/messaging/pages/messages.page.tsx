import { IconSend } from '@tabler/icons-react'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { messagingContract } from '../contract.ts'
import { mailWords } from '../labels/screens.ts'
import { messagingLabels } from '../labels.ts'
import { MESSAGE_STATES } from '../rules.ts'
import { MessagePanel, MessageStatus } from './message-panel.part.tsx'

const api = apiOf('messaging', messagingContract)
type Row = Awaited<ReturnType<typeof api.messages.list.call>>['rows'][number]

/** The messages Facteur sent or could not send, and why. */
export function MessagesPage() {
  const labels = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const format = useFormat()
  const notify = useNotify()
  const retry = (row: Row | undefined) =>
    row && void api.messages.retry.call({ id: row.id }).then(refresh, notify.failed)
  const retryFailed = () =>
    void api.messages.retryFailed.call(undefined).then(({ count }) => {
      notify.done(words.retried(format.integer(count), count > 1))
      refresh()
    }, notify.failed)
  const actions: RowAction<Row>[] = [
    {
      key: 'retry',
      label: labels.retry,
      icon: <IconSend size={16} />,
      right: 'messaging.write',
      enabled: row => row.state === 'failed',
      run: ({ rows: [row] }) => retry(row),
    },
  ]
  return (
    <ListPage
      title={labels.messages}
      name="messages"
      source={api.messages}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      empty={{ text: labels.empty }}
      actions={actions}
      otherActions={[{ label: labels.retryFailed, right: 'messaging.write', run: retryFailed }]}
      panel={id => <MessagePanel id={id} />}
      rowName={row => `${row.to} ${row.subject}`}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, failures, states } = useLabels(messagingLabels)
  return useMemo(
    () => [
      { key: 'queuedAt', header: columns.queuedAt, kind: 'instant', sort: true, phone: 2 },
      { key: 'to', header: columns.to, width: 220, grow: true, sort: true, phone: 1 },
      { key: 'subject', header: columns.subject, width: 260, grow: true, sort: true, phone: 2 },
      {
        key: 'state',
        header: columns.state,
        width: 120,
        cell: row => <MessageStatus of={row.state} />,
        text: row => states[row.state],
        phone: 'end',
      },
      {
        key: 'failure',
        header: columns.failure,
        width: 240,
        grow: true,
        text: row => (row.failure ? failures[row.failure.reason] : ''),
      },
      { key: 'attempts', header: columns.attempts, kind: 'integer' },
      { key: 'sentAt', header: columns.sentAt, kind: 'instant' },
      { key: 'nextAttemptAt', header: columns.nextAttemptAt, kind: 'instant', hidden: true },
    ],
    [columns, failures, states],
  )
}

function useFilters(): ListFilter[] {
  const labels = useLabels(messagingLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: labels.columns.state,
        options: MESSAGE_STATES.map(value => ({ value, label: labels.states[value] })),
      },
    ],
    [labels],
  )
}
