import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, type RefObject, useEffect, useImperativeHandle, useRef } from 'react'
import { useFormat } from '../format.ts'
import { useLabels } from '../language.ts'
import { useNarrow, useRowHeight } from '../layout.ts'
import classes from './list.module.css'
import type { ListColumns } from './list-columns.ts'
import type { ListData } from './list-data.ts'
import { ListHeader } from './list-header.tsx'
import { ListRowWide } from './list-row.tsx'
import { ListRowNarrow } from './list-row-narrow.tsx'
import type { ListSelection } from './list-selection.ts'
import type { ListProps, ListRow } from './list-types.ts'
import { listWords } from './list-words.ts'

const HEADER_HEIGHT = 32
const CHECK_WIDTH = 36
const OVERSCAN = 12
/** More rows are asked for when so few unread ones are left below. */
const ROWS_AHEAD = 40
const GHOST_ROWS = 8

export type GridHandle = {
  focus(): void
  show(index: number): void
  perPage(): number
  rowBox(index: number): DOMRect | undefined
  columnAt(index: number): void
}

type GridProps<Row extends ListRow> = Pick<ListProps<Row>, 'card' | 'panel' | 'rowName' | 'title'> & {
  data: ListData<Row>
  columns: ListColumns<Row>
  selection: ListSelection<Row>
  currentCell: number | null
  sort: string | undefined
  choosing: boolean
  onSort(sort: string | undefined): void
  onClick(event: MouseEvent, index: number, cell: number | null): void
  onCard(index: number): void
  onMenu(event: MouseEvent, index: number, cell: number | null): void
  handle: RefObject<GridHandle | null>
}

/** The row and cell under the pointer; null beside them. */
function placeOf(event: MouseEvent) {
  const target = event.target as Element
  const row = target.closest<HTMLElement>('tr[data-index]')
  if (!row) return null
  const cell = target.closest('td')
  const cells = [...row.querySelectorAll('td[data-column]')]
  const at = cell ? cells.indexOf(cell) : -1
  return { index: Number(row.dataset.index), cell: at < 0 ? null : at, check: target.closest('[data-check]') !== null }
}

/** The rows of a list, only those in view drawn, under their sticky headings. */
export function ListGrid<Row extends ListRow>(props: GridProps<Row>) {
  const { data, columns, selection, handle, title } = props
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  const narrow = useNarrow()
  const height = useRowHeight()
  const { rows, more } = data
  const header = narrow ? 0 : HEADER_HEIGHT
  const virtual = useVirtualizer({
    count: rows.length + (more || data.loading ? GHOST_ROWS : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: header,
    scrollPaddingStart: header,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are measured anew when the density changes.
  useEffect(() => virtual.measure(), [height])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= rows.length - ROWS_AHEAD) data.readMore()
  }, [more, last, rows.length, data])
  useImperativeHandle(handle, () => ({
    focus: () => grid.current?.focus({ preventScroll: true }),
    show: index => virtual.scrollToIndex(index, { align: 'auto' }),
    perPage: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - header) / height) - 1),
    rowBox: index => grid.current?.querySelector(`tr[data-index="${index}"]`)?.getBoundingClientRect(),
    columnAt: index =>
      grid.current?.querySelectorAll('thead th')[index + 1]?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
  }))
  const words = useLabels(listWords)
  const width = CHECK_WIDTH + columns.table.getTotalSize()
  const { current } = selection
  const active = items.some(({ index }) => index === current)
  const at = (act: (index: number, cell: number | null, check: boolean) => void) => (event: MouseEvent) => {
    const place = placeOf(event)
    if (place && place.index < rows.length) act(place.index, place.cell, place.check)
  }
  return (
    <div ref={scroller} className={classes.scroll} data-stale={data.stale || undefined}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys of a list are heard by the whole screen, see list-keys. */}
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid, as its rows can be walked and chosen.
        role="grid"
        tabIndex={0}
        aria-label={title}
        aria-rowcount={more ? (data.count ?? -1) : rows.length}
        aria-colcount={columns.shown.length + 1}
        aria-multiselectable="true"
        aria-busy={data.loading || data.stale}
        aria-activedescendant={active ? `row-${current}` : undefined}
        className={classes.grid}
        style={narrow ? {} : { minWidth: width }}
        onMouseDown={event => {
          if (event.shiftKey || (event.target as Element).closest('[data-check]')) event.preventDefault()
        }}
        onClick={event =>
          at((index, cell, check) => (check ? selection.toggle(index) : props.onClick(event, index, cell)))(event)
        }
        onDoubleClick={at((index, _, check) => check || props.onCard(index))}
        onContextMenu={event => at((index, cell) => props.onMenu(event, index, cell))(event)}
      >
        {!narrow && <Head {...props} width={width} />}
        <tbody className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <Line
              key={rows[index]?.id ?? `ghost-${index}`}
              {...props}
              index={index}
              top={start - header}
              height={height}
              narrow={narrow}
            />
          ))}
        </tbody>
      </table>
      <span className="visually-hidden" aria-live="polite">
        {data.loading || data.stale ? words.loadingMore : ''}
      </span>
    </div>
  )
}

function Head<Row extends ListRow>({ columns, sort, onSort, selection, width }: GridProps<Row> & { width: number }) {
  const whole = selection.all && selection.size > 0
  return (
    <ListHeader
      columns={columns}
      sort={sort}
      onSort={onSort}
      allChosen={whole}
      someChosen={selection.size > 0}
      onChooseAll={() => (whole ? selection.clear() : selection.chooseAll())}
      minWidth={width}
    />
  )
}

type LineProps<Row extends ListRow> = GridProps<Row> & { index: number; top: number; height: number; narrow: boolean }

function Line<Row extends ListRow>({
  data,
  columns,
  selection,
  currentCell,
  card,
  panel,
  rowName,
  index,
  top,
  height,
  narrow,
  choosing,
}: LineProps<Row>) {
  const format = useFormat()
  const words = useLabels(listWords)
  const row = data.rows[index]
  if (!row)
    return (
      <tr className={classes.ghost} style={{ transform: `translateY(${top}px)`, height }}>
        <td />
      </tr>
    )
  const shared = {
    row,
    index,
    top,
    height,
    format,
    id: `row-${index}`,
    chosen: selection.chosen(row.id),
    current: selection.current === index,
    name: `${words.select} ${rowName?.(row) ?? ''}`.trim(),
  }
  if (narrow) return <ListRowNarrow {...shared} columns={columns.shown} choosing={choosing} />
  const { shown, template } = columns
  return (
    <ListRowWide
      {...shared}
      columns={shown}
      template={template}
      currentCell={shared.current ? currentCell : null}
      href={card?.(row) ?? (panel ? `?open=${row.id}` : undefined)}
    />
  )
}
