import { useCallback } from 'react'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { collectedLabels } from '../labels/collected.ts'
import type { CollectedState } from '../rules/states.ts'
import type { Collected } from './exchange-api.part.ts'

const TONES: Record<CollectedState, Tone> = {
  taken: 'good',
  repeated: 'off',
  quarantined: 'warning',
  refused: 'bad',
  ignored: 'off',
}

export function CollectedStatus({ of }: { of: CollectedState }) {
  const { states } = useLabels(collectedLabels)
  return <Status of={TONES[of]} label={states[of]} />
}

/** What its sender calls a document: its number; of a catalogue, its day. */
export function useCalled() {
  const format = useFormat()
  return useCallback(
    ({ kind, number }: Pick<Collected, 'kind' | 'number'>) => (kind === 'catalogue' ? format.day(number) : number),
    [format],
  )
}
