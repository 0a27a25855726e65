import { Alert, Stack } from '@mantine/core'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { filesContract, PLAIN_FORMATS } from '../contract/files.ts'
import { profileWords } from '../labels/profile-screens.ts'
import { pathWords } from '../labels/run-path.ts'
import type { RunFiles } from './files.part.tsx'

const api = apiOf('mailingFiles', filesContract)

/** Does one thing once, and says what was refused. */
function useOnce() {
  const common = useLabels(commonWords)
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID())
  const run = async (act: (saving: { context: { idempotencyKey: string } }) => Promise<void>) => {
    setWorking(true)
    setError(null)
    try {
      await act({ context: { idempotencyKey } })
    } catch (thrown) {
      const failure = failureOf(thrown, common.unreachable)
      if (!failure.offline) setKey(crypto.randomUUID())
      setError(failure.message)
    } finally {
      setWorking(false)
    }
  }
  return { working, error, run }
}

type SendProps = { runId: string; files: RunFiles; onSent(to: string): void; onClose(): void }
type Choice = 'profile' | (typeof PLAIN_FORMATS)[number]

/** Sends the files of a run to its mailing house. Source: CIR-25, M-11. */
export function SendFiles({ runId, files: { profile, parts, house }, onSent, onClose }: SendProps) {
  const words = useLabels(profileWords)
  const path = useLabels(pathWords)
  const notify = useNotify()
  const [to, setTo] = useState(house?.email ?? '')
  const [note, setNote] = useState('')
  const profileId = profile && parts.length > 0 ? profile.id : null
  const [choice, setChoice] = useState<Choice>(profileId ? 'profile' : 'csv')
  const choices = [
    ...(profile && profileId ? [{ value: 'profile' as const, label: profile.name }] : []),
    ...PLAIN_FORMATS.map(value => ({ value, label: value.toUpperCase() })),
  ]
  const { working, error, run } = useOnce()
  const send = () =>
    run(async saving => {
      const which = choice === 'profile' && profileId ? { profileId } : choice === 'profile' ? {} : { format: choice }
      const sent = await api.send.call({ id: runId, ...which, note, ...(to.trim() ? { to: to.trim() } : {}) }, saving)
      notify.done(words.sent(sent.to))
      refresh()
      onClose()
      onSent(sent.to)
    })
  return (
    <Confirm
      opened
      title={words.sendTitle}
      action={words.sendAction(choice === 'profile' ? parts.length : 1)}
      working={working}
      onCancel={onClose}
      onConfirm={() => void send()}
      text={
        <Stack gap="sm">
          <Refused text={error} />
          <span>{words.sendText}</span>
          <SwitchField
            name="choice"
            label={path.whichFile}
            value={choice}
            onChange={(next: Choice) => setChoice(next)}
            options={choices}
          />
          <TextField name="to" kind="email" label={words.to} value={to} onChange={setTo} />
          <TextField name="note" kind="lines" label={words.note} value={note} onChange={setNote} maxLength={2000} />
        </Stack>
      }
    />
  )
}

type ReceiveProps = { sending: RunFiles['sendings'][number]; onClose(): void }

/** Writes down what the mailing house says it received. */
export function ReceiveCount({ sending, onClose }: ReceiveProps) {
  const words = useLabels(profileWords)
  const format = useFormat()
  const [count, setCount] = useState<number | null>(sending.receivedCount)
  const { working, error, run } = useOnce()
  const receive = () =>
    run(async saving => {
      await api.receive.call({ id: sending.id, count: count ?? 0 }, saving)
      refresh()
      onClose()
    })
  return (
    <Confirm
      opened
      title={words.receiveTitle}
      action={words.receive}
      working={working}
      disabled={count === null || count < 0}
      onCancel={onClose}
      onConfirm={() => void receive()}
      text={
        <Stack gap="sm">
          <Refused text={error} />
          <span>{words.receiveText(format.integer(sending.lineCount))}</span>
          <IntegerField name="count" label={words.receivedLines} value={count} onChange={setCount} required />
        </Stack>
      }
    />
  )
}

function Refused({ text }: { text: string | null }) {
  if (text === null) return null
  return (
    <Alert color="red" role="alert" p="xs">
      {text}
    </Alert>
  )
}
