import { Alert, Button, Group, Loader, Modal, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { failureOf } from '../failure.ts'
import { useLabels } from '../language.ts'
import { refresh } from '../refresh.ts'
import { words as commonWords } from '../words.ts'

type SendDialogProps = {
  title: string
  loading: boolean
  /** Why it cannot be shown or sent. */
  error: string | null
  /** Null: there is nothing to send. */
  send: { label: string; working: boolean; run(): void } | null
  onClose(): void
  children: ReactNode
}

/** Shows what is about to be sent to whom, then sends it. */
export function SendDialog({ title, loading, error, send, onClose, children }: SendDialogProps) {
  const common = useLabels(commonWords)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{title}</strong>}
      size={640}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        {loading && <Loader size="sm" role="status" aria-label={common.loading} />}
        {children}
        {error && (
          <Alert color="red" role="alert" p="xs">
            {error}
          </Alert>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {common.close}
          </Button>
          {send && (
            <Button loading={send.working} onClick={send.run} data-autofocus>
              {send.label}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

type Saving = { context: { idempotencyKey: string } }

/** Sends once: a request that may have arrived is repeated with the same key. */
export function useSending(onSent: () => void) {
  const common = useLabels(commonWords)
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID())
  const run = async (send: (saving: Saving) => Promise<void>) => {
    setWorking(true)
    setError(null)
    try {
      await send({ context: { idempotencyKey } })
      onSent()
    } catch (thrown) {
      const { message, offline } = failureOf(thrown, common.unreachable)
      setError(message)
      if (!offline) setKey(crypto.randomUUID())
    } finally {
      refresh()
      setWorking(false)
    }
  }
  return { working, error, run }
}
