import { Button } from '@mantine/core'
import { IconArrowRight, IconClock } from '@tabler/icons-react'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { trackWords } from '../labels/screens.ts'
import { Lateness, nameOf, natureOf } from './track-marks.part.tsx'
import { type Track, useStages } from './tracking-api.part.ts'
import classes from './workshop.module.css'
import type { useGestures } from './workshop-queue.part.ts'

type Gestures = ReturnType<typeof useGestures>
type Props = { of: Track; mine: boolean; gestures: Gestures }

/** An order as a card: one touch says that its stage is done, the other opens it. */
export function WorkshopCard({ of, mine, gestures }: Props) {
  const words = useLabels(trackWords)
  const format = useFormat()
  const [, setSearch] = useSearchValues()
  return (
    <article className={classes.card} aria-label={of.number}>
      <button type="button" className={classes.open} onClick={() => setSearch({ sheet: of.number })}>
        <strong>{of.number}</strong>
        <span>{nameOf(of)}</span>
        <span className={classes.dimmed}>{[natureOf(of), of.resource].filter(Boolean).join(' · ')}</span>
        <span className={classes.foot}>
          {of.deliverOn && format.day(of.deliverOn)}
          <Lateness of={of.lateness} />
          {of.contradicts && <Status of="warning" label={words.check} />}
          {of.assignedTo}
        </span>
      </button>
      <Done of={of} mine={mine} gestures={gestures} />
    </article>
  )
}

/** The one large button: the stage is done. While a move waits for the network it says so instead. */
export function Done({ of, mine, gestures, after }: Props & { after?: () => void }) {
  const words = useLabels(trackWords)
  const stages = useStages()
  const may = useMay()
  const waits = gestures.waiting.find(({ id, number }) => id === of.id || number === of.number)
  if (waits)
    return (
      <p className={classes.waits} role="status">
        <IconClock size={20} aria-hidden="true" /> {words.onItsWay}
      </p>
    )
  if (of.nextId === null || !may('tracking.write')) return null
  const next = stages.find(({ id }) => id === of.nextId)?.name ?? ''
  return (
    <Button
      className={classes.done}
      rightSection={<IconArrowRight size={24} />}
      disabled={!mine}
      title={mine ? undefined : words.notYours}
      aria-label={words.of(of.number, `${words.done} ${next}`)}
      onClick={() => {
        gestures.add({
          ...{ id: of.id, number: of.number, way: 'next', fromStageId: of.stageId },
          movedWith: 'workshop',
        })
        after?.()
      }}
    >
      {next}
    </Button>
  )
}
