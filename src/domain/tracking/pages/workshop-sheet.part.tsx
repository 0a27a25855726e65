import { Button, Loader, Modal, TextInput } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { trackWords } from '../labels/screens.ts'
import { Lateness, nameOf, natureOf, StageMark } from './track-marks.part.tsx'
import { board, type Column, type Track, useStages } from './tracking-api.part.ts'
import classes from './workshop.module.css'
import { Done } from './workshop-card.part.tsx'
import type { useGestures } from './workshop-queue.part.ts'

type Gestures = ReturnType<typeof useGestures>
type Props = { columns: readonly Column[]; gestures: Gestures }

/** The order of one sheet, over the others: its address is the code that is printed on it. */
export function WorkshopSheet({ columns, gestures }: Props) {
  const words = useLabels(trackWords)
  const common = useLabels(commonWords)
  const [{ sheet }, setSearch] = useSearchValues()
  // A number made of digits alone comes as one from the address.
  const number = sheet === undefined ? '' : String(sheet)
  const known = columns.flatMap(({ cards }) => cards).find(card => card.number === number)
  const { data = known, error } = useQuery({
    ...board.find.queryOptions({ input: { number } }),
    enabled: number !== '',
  })
  const close = () => setSearch({ sheet: undefined })
  const mine = columns.find(({ stageId }) => stageId === data?.stageId)?.mine ?? true
  return (
    <Modal
      opened={number !== ''}
      onClose={close}
      size="min(46rem, 100%)"
      title={<strong className={classes.sheetTitle}>{data?.number ?? number}</strong>}
      closeButtonProps={{ 'aria-label': common.close, size: 'xl' }}
      transitionProps={{ duration: 0 }}
    >
      {data ? (
        <Sheet of={data} mine={mine} gestures={gestures} close={close} />
      ) : error ? (
        <>
          <p role="alert">{failureOf(error, words.offlineUnknown).message}</p>
          <Button size="lg" variant="default" onClick={close}>
            {words.other}
          </Button>
        </>
      ) : (
        <Loader role="status" aria-label={common.loading} />
      )}
    </Modal>
  )
}

type SheetProps = { of: Track; mine: boolean; gestures: Gestures; close(): void }

function Sheet({ of, mine, gestures, close }: SheetProps) {
  const words = useLabels(trackWords)
  const format = useFormat()
  return (
    <div className={classes.sheet}>
      <p className={classes.sheetStage}>
        <StageMark colour={of.colour} name={of.stage} />
      </p>
      <p>{[nameOf(of), natureOf(of), of.theirReference, of.resource, of.assignedTo].filter(Boolean).join(' · ')}</p>
      <p className={classes.foot}>
        {of.deliverOn && format.day(of.deliverOn)}
        <Lateness of={of.lateness} />
        {of.contradicts && <Status of="warning" label={words.check} />}
      </p>
      {of.nextId && <p className={classes.dimmed}>{words.done}</p>}
      <Done of={of} mine={mine} gestures={gestures} after={close} />
      <Back key={of.stageId} of={of} mine={mine} gestures={gestures} close={close} />
      <Button size="lg" variant="subtle" onClick={close}>
        {words.other}
      </Button>
    </div>
  )
}

/** The way back, which says why by one touch. Source: SUI-15, SUI-23. */
function Back({ of, mine, gestures, close }: SheetProps) {
  const words = useLabels(trackWords)
  const stages = useStages()
  const may = useMay()
  const [asked, setAsked] = useState(false)
  const [other, setOther] = useState('')
  const previous = stages.find(({ id }) => id === of.previousId)
  if (!previous || !mine || !may('tracking.write')) return null
  if (gestures.waiting.some(({ id }) => id === of.id)) return null
  const back = (comment: string) => {
    gestures.add({
      ...{ id: of.id, number: of.number, way: 'previous', fromStageId: of.stageId },
      ...{ comment, movedWith: 'workshop' },
    })
    close()
  }
  const label = `${words.back} ${previous.name}`
  if (!asked)
    return (
      <Button size="lg" variant="default" leftSection={<IconArrowLeft size={22} />} onClick={() => setAsked(true)}>
        {label}
      </Button>
    )
  return (
    <fieldset className={classes.reasons}>
      <legend>{words.of(label, words.whyBack)}</legend>
      {words.reasons.map(reason => (
        <Button key={reason} size="lg" variant="default" onClick={() => back(reason)}>
          {reason}
        </Button>
      ))}
      <TextInput
        size="lg"
        aria-label={words.otherReason}
        placeholder={words.otherReason}
        maxLength={1000}
        value={other}
        onChange={({ currentTarget }) => setOther(currentTarget.value)}
      />
      <Button size="lg" variant="default" disabled={other.trim() === ''} onClick={() => back(other.trim())}>
        {label}
      </Button>
    </fieldset>
  )
}
