import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { trackWords } from '../labels/screens.ts'
import { trackingLabels } from '../labels.ts'
import classes from './tracking.module.css'
import type { Track } from './tracking-api.part.ts'

const TONES: Record<NonNullable<Track['lateness']>, Tone> = { right: 'good', attention: 'warning', urgent: 'bad' }

/** How near the promised day is; nothing without one. Source: SUI-11, SUI-12, X-49. */
export function Lateness({ of }: { of: Track['lateness'] }) {
  const { lateness } = useLabels(trackingLabels)
  return of && <Status of={TONES[of]} label={lateness[of]} />
}

/** A stage as its colour and its name. */
export function StageMark({ colour, name }: { colour: string; name: string }) {
  return (
    <span className={classes.stage}>
      <i className={classes.swatch} style={{ backgroundColor: colour }} aria-hidden="true" />
      {name}
    </span>
  )
}

/** The status of an order, with a badge where it and the stage contradict one another. Source: X-55, SUI-28. */
export function TrackStatus({ of }: { of: Pick<Track, 'status' | 'contradicts'> }) {
  const words = useLabels(trackWords)
  const { unspecified } = useLabels(trackingLabels)
  return (
    <span className={classes.stage}>
      {of.status || unspecified}
      {of.contradicts && (
        <span title={words.checkWhy}>
          <Status of="warning" label={words.check} />
        </span>
      )}
    </span>
  )
}

/** The nature of an order; that of a double bears [DPL]. Source: SUI-28. */
export const natureOf = ({ nature, isDuplicate }: Pick<Track, 'nature' | 'isDuplicate'>) =>
  [nature, isDuplicate && '[DPL]'].filter(Boolean).join(' ')

export const nameOf = ({ legalName, personName }: Pick<Track, 'legalName' | 'personName'>) => legalName || personName
