import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { importsLabels } from '../labels.ts'
import type { ImportState } from '../rules/states.ts'

const tones: Record<ImportState, Tone> = {
  uploading: 'warning',
  mapping: 'coming',
  reading: 'coming',
  ready: 'coming',
  importing: 'coming',
  partial: 'bad',
  imported: 'good',
  undoing: 'coming',
  undone: 'off',
}

export function ImportStatus({ of: state }: { of: ImportState }) {
  const { states } = useLabels(importsLabels)
  return <Status of={tones[state]} label={states[state]} />
}
