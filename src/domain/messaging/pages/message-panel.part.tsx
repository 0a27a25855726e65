import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { messagingContract } from '../contract.ts'
import { mailWords } from '../labels/screens.ts'
import { messagingLabels } from '../labels.ts'
import type { MessageState } from '../rules.ts'

const api = apiOf('messaging', messagingContract)
const tones: Record<MessageState, Tone> = { queued: 'coming', sent: 'good', failed: 'bad' }
const KILOBYTE = 1024

/** Whether a message has left. */
export function MessageStatus({ of: state }: { of: MessageState }) {
  const { states } = useLabels(messagingLabels)
  return <Status of={tones[state]} label={states[state]} />
}

/** One message as it was written, and what became of it. */
export function MessagePanel({ id }: { id: string }) {
  const { columns, failures } = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const format = useFormat()
  const query = useQuery(api.messages.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  const size = (bytes: number) => words.kilobytes(format.integer(Math.ceil(bytes / KILOBYTE)))
  return (
    <RecordPanel query={query}>
      {message => (
        <>
          <RecordHead name={message.subject} status={<MessageStatus of={message.state} />} />
          <Facts
            facts={[
              { label: columns.to, value: message.to },
              { label: columns.sentAt, value: format.instant(message.sentAt) },
              {
                label: columns.failure,
                value: message.failure && `${failures[message.failure.reason]}\n${message.failure.detail}`,
                wide: true,
              },
              { label: columns.attempts, value: format.integer(message.attempts) },
              { label: columns.nextAttemptAt, value: format.instant(message.nextAttemptAt) },
              {
                label: words.attachments,
                value: message.attachments
                  .map(({ name, byteCount }) => words.attachment(name, size(byteCount)))
                  .join('\n'),
              },
            ]}
          />
          <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.text}</div>
          <Stamps createdAt={message.queuedAt} createdBy={message.queuedBy} />
        </>
      )}
    </RecordPanel>
  )
}
