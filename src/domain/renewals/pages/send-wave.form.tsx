import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { renewalsContract } from '../contract.ts'
import { seriesWords } from '../labels/series.ts'
import type { Channel } from '../rules/steps.ts'
import { useWaveFiles } from './wave-files.part.tsx'
import { type Picked, useWavePreview, WavePreview } from './wave-preview.part.tsx'

const api = apiOf('renewals', renewalsContract)

type Wave = { id: string; position: number; channel: Channel; active: boolean }

/** Shows whom a wave reaches and what they will read, then sends it. */
export function SendWave({ wave, onClose }: { wave: Wave; onClose(): void }) {
  const words = useLabels(seriesWords)
  const common = useLabels(commonWords)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.previewTitle(wave.position)}</strong>}
      size={620}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        <WavePreview stepId={wave.id} channel={wave.channel} />
        <SendButtons wave={wave} onClose={onClose} />
      </Stack>
    </Modal>
  )
}

/** Sends a wave to those shown, or leaves. */
export function SendButtons({ wave, picked = {}, onClose }: { wave: Wave; picked?: Picked; onClose(): void }) {
  const words = useLabels(seriesWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const may = useMay()
  const { data } = useWavePreview(wave.id, picked)
  const sending = useSend(wave, picked, onClose)
  const due = data?.due ?? 0
  const maySend = wave.active && wave.channel !== 'insert' && may('subscriptions.write')
  return (
    <>
      {sending.error !== null && (
        <Alert color="red" role="alert" p="xs">
          {sending.error}
        </Alert>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {common.close}
        </Button>
        {maySend && due > 0 && (
          <Button loading={sending.working} onClick={() => void sending.run(due)} data-autofocus>
            {words.send(format.integer(due), due > 1)}
          </Button>
        )}
      </Group>
    </>
  )
}

function useSend(wave: Wave, picked: Picked, onClose: () => void) {
  const words = useLabels(seriesWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const notify = useNotify()
  const path = useCompanyPath()
  const files = useWaveFiles()
  const { today } = useSession()
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const run = async (expectedCount: number) => {
    setWorking(true)
    setError(null)
    try {
      const input = { stepId: wave.id, ...picked, expectedCount }
      const { notices, workId } = await api.send.call(input as never, { context: { idempotencyKey } })
      if (workId) notify.done(words.begun)
      else {
        const link = { to: path(`renewal-notices?stepId=${wave.id}`), label: words.showNotices }
        notify.done(words.sent(format.integer(notices), notices > 1), { link })
        if (wave.channel === 'phone') location.assign(files.calls(wave.id, today))
        if (wave.channel === 'letter') location.assign(files.letters(wave.id, today))
      }
      refresh()
      onClose()
    } catch (thrown) {
      setError(failureOf(thrown, common.unreachable).message)
      refresh()
    } finally {
      setWorking(false)
    }
  }
  return { working, error, run }
}
