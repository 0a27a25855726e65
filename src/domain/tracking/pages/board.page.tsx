import { Loader } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { FilterChips } from '../../../platform/web/filters/filter-chips.tsx'
import { filterKeys } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPanel } from '../../../platform/web/list/list-panel.tsx'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { useShortcuts } from '../../../platform/web/shortcuts.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { trackWords } from '../labels/screens.ts'
import classes from './board.module.css'
import { useMoving } from './moving.part.tsx'
import { useTrackFilters } from './track-filters.part.ts'
import { Lateness, nameOf, natureOf, StageMark } from './track-marks.part.tsx'
import { TrackPanel } from './track-panel.part.tsx'
import { board, type Column, type Track, useLive, useStages } from './tracking-api.part.ts'
import { useTrackingTabs } from './tracking-tabs.part.ts'

/** The columns are the stages, and those off the list have none. */
const OF_COLUMNS = ['stageId', 'all']

/** The orders of the workshop as columns, moved by hand or by keys, live for everyone. */
export function BoardPage() {
  const words = useLabels(trackWords)
  const common = useLabels(commonWords)
  const [values, setValues] = useSearchValues()
  const filters = useTrackFilters().filter(filter => !filterKeys(filter).some(key => OF_COLUMNS.includes(key)))
  const kept = Object.fromEntries(
    filters.flatMap(filterKeys).flatMap(key => (values[key] ? [[key, String(values[key])]] : [])),
  )
  const { data, error } = useQuery(board.board.queryOptions({ input: kept, placeholderData: keepPreviousData }))
  useLive()
  return (
    <>
      <ScreenHeading title={words.tracking} name={words.board} tabs={useTrackingTabs('tracking-board')} />
      <div className={classes.filters}>
        <FilterChips filters={filters} values={values} onChange={setValues} />
      </div>
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {!data && !error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {data && <Columns of={data} />}
    </>
  )
}

type Hands = {
  /** Puts a card into a column, before another card of it or last. */
  put(track: Track, stageId: string, beforeId: string | null): void
  mayMove: boolean
}

/** A card put where it was dragged: to another stage, or elsewhere in its own. */
function useHands(move: ReturnType<typeof useMoving>['move']): Hands {
  const doing = useDoing()
  const mayMove = useMay()('tracking.write')
  return {
    mayMove,
    put: (track, stageId, beforeId) => {
      if (!mayMove || beforeId === track.id) return
      if (stageId !== track.stageId) move(track, stageId, beforeId)
      else void doing(() => board.place.call({ id: track.id, beforeId }))
    },
  }
}

function Columns({ of }: { of: readonly Column[] }) {
  const words = useLabels(trackWords)
  const moving = useMoving('board')
  const hands = useHands(moving.move)
  const [dragged, setDragged] = useState<Track | null>(null)
  const keys = useBoardKeys(of, hands, Boolean(moving.dialog))
  const [{ open }, setValues] = useSearchValues()
  return (
    <>
      <div className={classes.split}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the cards in it. */}
        <div ref={keys.root} className={classes.board} onKeyDown={keys.onKeyDown}>
          {of.map(column => (
            <BoardColumn key={column.stageId} of={column} hands={hands} dragged={dragged} setDragged={setDragged} />
          ))}
          <Ends hands={hands} dragged={dragged} setDragged={setDragged} />
        </div>
        {open && (
          <ListPanel onClose={() => setValues({ open: undefined })} onStep={undefined}>
            <TrackPanel key={open} id={open} moving={moving} />
          </ListPanel>
        )}
      </div>
      <p className={classes.help}>{words.boardHelp}</p>
      {moving.dialog}
    </>
  )
}

type EndsProps = Omit<ColumnProps, 'of'>

/** Where a card is dropped to be finished or cancelled: these stages are off the board. Source: SUI-8, X-51. */
function Ends({ hands, dragged, setDragged }: EndsProps) {
  const ends = useStages().filter(({ kind }) => kind !== 'normal')
  return (
    <div className={classes.ends}>
      {ends.map(({ id, colour, name }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys do it by Shift and an arrow, or in the panel.
        <div
          key={id}
          className={classes.end}
          style={{ borderTopColor: colour }}
          onDragOver={event => dragged && event.preventDefault()}
          onDrop={event => {
            event.preventDefault()
            if (dragged) hands.put(dragged, id, null)
            setDragged(null)
          }}
        >
          <StageMark colour={colour} name={name} />
        </div>
      ))}
    </div>
  )
}

type ColumnProps = { of: Column; hands: Hands; dragged: Track | null; setDragged(track: Track | null): void }

function BoardColumn({ of, hands, dragged, setDragged }: ColumnProps) {
  const words = useLabels(trackWords)
  const format = useFormat()
  const drop = (event: DragEvent, beforeId: string | null) => {
    event.preventDefault()
    event.stopPropagation()
    if (dragged) hands.put(dragged, of.stageId, beforeId)
    setDragged(null)
  }
  const over = (event: DragEvent) => dragged && event.preventDefault()
  return (
    <section
      className={classes.column}
      aria-label={`${of.stage}, ${format.many(of.count, words.one, words.many)}`}
      data-over={of.isOver || undefined}
      onDragOver={over}
      onDrop={event => drop(event, null)}
    >
      <header className={classes.columnHead} style={{ borderTopColor: of.colour }}>
        <StageMark colour={of.colour} name={of.stage} />
        <span>
          {of.most === null
            ? format.integer(of.count)
            : words.limit(format.integer(of.inStage), format.integer(of.most))}
        </span>
        {of.isOver && <Status of="bad" label={words.over} />}
      </header>
      <ul className={classes.cards}>
        {of.cards.map(track => (
          <li key={track.id} onDragOver={over} onDrop={event => drop(event, track.id)}>
            <Card
              of={track}
              movable={hands.mayMove && of.mine}
              onDrag={() => setDragged(track)}
              onEnd={() => setDragged(null)}
            />
          </li>
        ))}
      </ul>
      {of.cards.length === 0 && <p className={classes.none}>{words.emptyColumn}</p>}
      {of.count > of.cards.length && (
        <RecordLink to="tracking" search={{ stageId: of.stageId }}>
          {words.others(format.integer(of.count - of.cards.length))}
        </RecordLink>
      )}
    </section>
  )
}

type CardProps = { of: Track; movable: boolean; onDrag(): void; onEnd(): void }

function Card({ of, movable, onDrag, onEnd }: CardProps) {
  const words = useLabels(trackWords)
  const format = useFormat()
  const [, setValues] = useSearchValues()
  return (
    <button
      type="button"
      className={classes.card}
      data-card={of.id}
      draggable={movable}
      title={movable ? undefined : words.notYours}
      onDragStart={event => {
        event.dataTransfer.setData('text/plain', of.number)
        event.dataTransfer.effectAllowed = 'move'
        onDrag()
      }}
      onDragEnd={onEnd}
      onClick={() => setValues({ open: of.id })}
    >
      <strong>{of.number}</strong>
      <span>{nameOf(of)}</span>
      <span className={classes.dimmed}>{natureOf(of)}</span>
      <span className={classes.foot}>
        {of.deliverOn && format.day(of.deliverOn)}
        <Lateness of={of.lateness} />
        {of.contradicts && <Status of="warning" label={words.check} />}
        {of.assignedTo}
      </span>
    </button>
  )
}

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']

/** Arrows go from card to card; with Shift they carry the card along. While something is asked, the question has the focus. */
function useBoardKeys(columns: readonly Column[], hands: Hands, isAsked: boolean) {
  const words = useLabels(trackWords)
  const root = useRef<HTMLDivElement>(null)
  const carried = useRef<{ id: string; besideId: string | undefined } | null>(null)
  const cardOf = (id: string | undefined) => root.current?.querySelector<HTMLElement>(`[data-card="${id}"]`)
  useShortcuts([
    { keys: 'ArrowLeft', beside: 'ArrowRight', label: words.walk },
    { keys: 'Shift+ArrowLeft', beside: 'Shift+ArrowRight', label: words.carryAcross },
    { keys: 'Shift+ArrowUp', beside: 'Shift+ArrowDown', label: words.carryAlong },
  ])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a card that was carried keeps the focus where it comes to; one that left what is shown leaves it to the card beside it.
  useEffect(() => {
    const card = cardOf(carried.current?.id) ?? cardOf(carried.current?.besideId)
    if (!card || isAsked || document.activeElement !== document.body) return
    card.focus()
    carried.current = null
  }, [columns, isAsked])
  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.card
    if (!id || !ARROWS.includes(event.key)) return
    event.preventDefault()
    const at = columns.findIndex(({ cards }) => cards.some(card => card.id === id))
    const column = columns[at]!
    const place = column.cards.findIndex(card => card.id === id)
    const across = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    const along = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (event.shiftKey) {
      carried.current = { id, besideId: (column.cards[place + 1] ?? column.cards[place - 1])?.id }
      carry({ columns, at, place, across, along }, hands)
    } else if (along !== 0) cardOf(column.cards[place + along]?.id)?.focus()
    else {
      const side = across < 0 ? columns.slice(0, at).toReversed() : columns.slice(at + 1)
      const next = side.find(({ cards }) => cards.length > 0)
      cardOf(next?.cards[Math.min(place, next.cards.length - 1)]?.id)?.focus()
    }
  }
  return { root, onKeyDown }
}

type Way = { columns: readonly Column[]; at: number; place: number; across: number; along: number }

function carry({ columns, at, place, across, along }: Way, { put }: Hands) {
  const column = columns[at]!
  const track = column.cards[place]!
  if (!column.mine) return
  if (across !== 0) {
    // Beyond the last column stands the final stage, which has none.
    const to = columns[at + across]?.stageId ?? (across > 0 ? track.nextId : null)
    if (to) put(track, to, null)
    return
  }
  const others = column.cards.filter(({ id }) => id !== track.id)
  if (place + along < 0 || place + along > others.length) return
  put(track, column.stageId, others[place + along]?.id ?? null)
}
