import { Alert, Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { messagingContract } from '../contract.ts'
import { mailWords } from '../labels/screens.ts'
import { messagingLabels } from '../labels.ts'
import type { MessageState } from '../rules.ts'

const api = apiOf('messaging', messagingContract).messages
type Message = Awaited<ReturnType<typeof api.get.call>>

const TONES: Record<MessageState, Tone> = { queued: 'coming', sent: 'good', failed: 'bad', withdrawn: 'off' }
/** Where the records that messages are about are shown. */
const SCREENS: Record<string, string> = { invoices: 'invoices', parties: 'contacts' }

/** Where the record of a message is shown, when it has one. */
export function recordPath({ record, recordId }: Pick<Message, 'record' | 'recordId'>) {
  const screen = record ? SCREENS[record] : undefined
  return screen && recordId ? `${screen}/${recordId}` : undefined
}

/** Whether a message left. */
export function MessageStatus({ of: { state } }: { of: Pick<Message, 'state'> }) {
  const { states } = useLabels(messagingLabels)
  return <Status of={TONES[state]} label={states[state]} />
}

/** Tries again to send a message, at once. */
export function useRetry() {
  const words = useLabels(mailWords)
  const notify = useNotify()
  return (id: string) =>
    void api.retry.call({ id }).then(() => {
      notify.done(words.retried)
      refresh()
    }, notify.failed)
}

/** One message beside the outbox, as its recipient reads it. */
export function MessagePanel({ id }: { id: string }) {
  const labels = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const may = useMay()
  const retry = useRetry()
  const query = useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {message => {
        const about = recordPath(message)
        const retriable = message.state !== 'sent' && may('messaging.write')
        return (
          <>
            <RecordHead
              name={message.subject}
              status={<MessageStatus of={message} />}
              actions={
                (retriable || about) && (
                  <>
                    {retriable && (
                      <Button leftSection={<IconRefresh size={15} />} onClick={() => retry(message.id)}>
                        {labels.retry}
                      </Button>
                    )}
                    {about && <RecordButton to={about}>{words.showRecord}</RecordButton>}
                  </>
                )
              }
            />
            <MessageFailed of={message} />
            <MessageFacts of={message} />
            <RecordPart title={words.text}>
              <p style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.text}</p>
            </RecordPart>
            <Stamps createdAt={message.queuedAt} createdBy={message.queuedBy} />
          </>
        )
      }}
    </RecordPanel>
  )
}

/** Why it has not left, in our words and in the server's. */
function MessageFailed({ of: { failure, state } }: { of: Message }) {
  const { failures } = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const common = useLabels(commonWords)
  if (!failure) return null
  return (
    <Alert color={state === 'failed' ? 'red' : 'gray'} p="xs" title={failures[failure.reason]}>
      {failure.detail && `${words.serverWords}${common.colon}${failure.detail}`}
    </Alert>
  )
}

function MessageFacts({ of }: { of: Message }) {
  const { columns } = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const format = useFormat()
  const size = (bytes: number) => words.kilobytes(format.integer(Math.max(1, Math.round(bytes / 1024))))
  return (
    <Facts
      facts={[
        { label: columns.to, value: of.to },
        { label: columns.sentAt, value: format.instant(of.sentAt) },
        { label: columns.attempts, value: of.attempts > 0 && format.integer(of.attempts) },
        { label: columns.nextAttemptAt, value: format.instant(of.nextAttemptAt) },
        {
          label: words.attachments,
          value: of.attachments.map(({ name, byteCount }) => `${name} (${size(byteCount)})`).join('\n'),
        },
      ]}
    />
  )
}
