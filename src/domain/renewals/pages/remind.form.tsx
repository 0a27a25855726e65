import { Modal, Stack } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { renewalsContract } from '../contract.ts'
import { seriesWords } from '../labels/series.ts'
import { renewalsLabels } from '../labels.ts'
import { SendButtons } from './send-wave.form.tsx'
import { type Picked, WavePreview } from './wave-preview.part.tsx'

const api = apiOf('renewals', renewalsContract)

/** Subscriptions chosen on the list of those that expire. */
export type Chosen = { count: number; titleIds: readonly string[]; picked: Picked }

/** Reminds chosen subscribers at once, by the words of a wave. Source: ABO-11, ABO-80. */
export function RemindDialog({ chosen, onClose }: { chosen: Chosen; onClose(): void }) {
  const words = useLabels(seriesWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.remindTitle}</strong>}
      size={620}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        <span>{words.remindText(format.integer(chosen.count), chosen.count > 1)}</span>
        <ChooseWave chosen={chosen} onClose={onClose} />
      </Stack>
    </Modal>
  )
}

/** The wave that reaches most of them is proposed. */
function ChooseWave({ chosen, onClose }: { chosen: Chosen; onClose(): void }) {
  const words = useLabels(seriesWords)
  const { channels } = useLabels(renewalsLabels)
  const { data: all } = useQuery(api.list.queryOptions({ input: { active: true, limit: 100 } }))
  const offered = all?.rows.filter(({ titleId }) => chosen.titleIds.length === 0 || chosen.titleIds.includes(titleId))
  const [asked, setAsked] = useState<string | null>(null)
  const seriesId = asked ?? offered?.[0]?.id ?? null
  const { data: series } = useQuery(api.get.queryOptions({ input: { id: seriesId ?? '' }, enabled: seriesId !== null }))
  const waves = series?.steps.filter(({ active, channel }) => active && channel !== 'insert') ?? []
  const [stepId, setStepId] = useState<string | null>(null)
  const previews = useQueries({
    queries: waves.map(({ id }) =>
      api.preview.queryOptions({ input: { stepId: id, ...chosen.picked } as Parameters<typeof api.preview.call>[0] }),
    ),
  })
  const due = previews.map(({ data }) => data?.due ?? 0)
  const wave = waves.find(({ id }) => id === stepId) ?? waves[due.indexOf(Math.max(...due))]
  if (!offered) return null
  if (offered.length === 0) return <p>{words.noSeries}</p>
  return (
    <>
      {offered.length > 1 && (
        <ChoiceField
          name="seriesId"
          label={words.chooseSeries}
          value={seriesId}
          onChange={setAsked}
          options={offered.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <ChoiceField
        name="stepId"
        label={words.chooseWave}
        value={wave?.id ?? null}
        onChange={setStepId}
        options={waves.map(({ id, position, channel, countedIn, left }) => ({
          value: id,
          label: `${words.wave(position)} · ${channels[channel]}, ${words.when[countedIn](left)}`,
        }))}
      />
      {wave && (
        <>
          <WavePreview stepId={wave.id} channel={wave.channel} picked={chosen.picked} />
          <SendButtons key={wave.id} wave={wave} picked={chosen.picked} onClose={onClose} />
        </>
      )}
    </>
  )
}
