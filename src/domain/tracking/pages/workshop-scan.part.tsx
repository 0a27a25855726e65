import { Button, Switch, TextInput } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useCompany } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { useStored } from '../../../platform/web/stored.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { numberOf } from '../../orders/rules/sheet.ts'
import { trackWords } from '../labels/screens.ts'
import { board, type Column, type Track } from './tracking-api.part.ts'
import classes from './workshop.module.css'
import type { useGestures } from './workshop-queue.part.ts'

type Props = { columns: readonly Column[]; stageId: string | null; gestures: ReturnType<typeof useGestures> }
/** A sheet read again so soon was read twice by one movement of the hand. */
const TWICE_MS = 4000

/** The card on screen of a number, which is whole or the last part of it: `CC-2023-00016`, `16`. */
const cardOf = (columns: readonly Column[], number: string) =>
  columns.flatMap(({ cards }) => cards).find(card => card.number === number || String(card.serial) === number)

/** Where a hand scanner types the code of a sheet, or a finger its number. Source: field map C10. */
export function WorkshopScan({ columns, stageId, gestures }: Props) {
  const words = useLabels(trackWords)
  const company = useCompany()
  const may = useMay()
  const [moves, setMoves] = useStored(`workshop.${company}.scanMoves`, false)
  const { read, fault, isReading } = useReading({ columns, stageId, gestures, moves: moves && may('tracking.write') })
  const field = useScannerFocus()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const number = numberOf(field.current!.value)
    field.current!.value = ''
    if (number !== '') void read(number)
  }
  return (
    <form className={classes.scan} onSubmit={submit}>
      <TextInput
        ref={field}
        aria-label={words.scan}
        placeholder={words.scanHint}
        description={
          fault && (
            <span role="alert" className={classes.fault}>
              {fault}
            </span>
          )
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        leftSection={<IconQrcode size={24} />}
        size="lg"
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
      />
      <Button type="submit" size="lg" variant="default" loading={isReading}>
        {words.find}
      </Button>
      {may('tracking.write') && (
        <Switch
          size="lg"
          label={words.scanMoves}
          checked={moves}
          onChange={({ currentTarget }) => setMoves(currentTarget.checked)}
        />
      )}
    </form>
  )
}

/** What a scanner types goes to the field, wherever the hand was before. */
function useScannerFocus() {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const typed = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      const isElsewhere = target === document.body || (target as HTMLElement).tagName === 'BUTTON'
      if (key.length === 1 && key !== ' ' && isElsewhere && !ctrlKey && !metaKey && !altKey) field.current?.focus()
    }
    addEventListener('keydown', typed)
    return () => removeEventListener('keydown', typed)
  }, [])
  return field
}

/** Shows the order of a sheet, or moves it at once where the device is set so. */
function useReading({ columns, stageId, gestures, moves }: Props & { moves: boolean }) {
  const words = useLabels(trackWords)
  const common = useLabels(commonWords)
  const [, setSearch] = useSearchValues()
  const [fault, setFault] = useState('')
  const [isReading, setReading] = useState(false)
  const last = useRef({ number: '', at: 0 })
  const advance = (number: string, track: Pick<Track, 'id' | 'stageId' | 'nextId'>) => {
    if (track.nextId === null) return setFault(words.of(number, words.noNext))
    gestures.add({ id: track.id, number, way: 'next', fromStageId: track.stageId, movedWith: 'scan' })
  }
  const read = async (number: string) => {
    const twice = moves && last.current.number === number && performance.now() - last.current.at < TWICE_MS
    if (moves) last.current = { number, at: performance.now() }
    setFault(twice ? words.readTwice(number) : '')
    if (twice) return
    setReading(true)
    try {
      // Asked anew: the cards on screen may be behind what was read a moment ago.
      const track = await board.find.call({ number })
      if (moves) advance(track.number, track)
      else setSearch({ sheet: track.number })
    } catch (error) {
      const failure = failureOf(error, common.unreachable)
      const known = cardOf(columns, number)
      if (!failure.offline) setFault(failure.message)
      else if (known && !moves) setSearch({ sheet: known.number })
      else if (known && stageId === null) advance(known.number, known)
      else if (moves && stageId !== null)
        gestures.add({
          ...{ number: known?.number ?? number, way: 'next', fromStageId: stageId, movedWith: 'scan' },
          ...(known && { id: known.id }),
        })
      else setFault(words.offlineUnknown)
    } finally {
      setReading(false)
    }
  }
  return { read, fault, isReading }
}
