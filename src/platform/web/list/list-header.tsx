import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useLabels } from '../language.ts'
import classes from './list.module.css'
import { alignOf } from './list-cell.ts'
import type { ListColumns } from './list-columns.ts'
import type { ListColumn, ListRow } from './list-types.ts'
import { listWords } from './list-words.ts'

const KEYBOARD_STEP = 16

type HeaderProps<Row extends ListRow> = {
  columns: ListColumns<Row>
  sort: string | undefined
  onSort(sort: string | undefined): void
  allChosen: boolean
  someChosen: boolean
  onChooseAll(): void
  minWidth: number
}

const orderOf = <Row,>({ key, sort }: ListColumn<Row>) => (sort === true ? key : sort)
/** Ascending, descending, then the list's own order. */
const nextSort = (key: string, sort: string | undefined) =>
  sort === key ? `-${key}` : sort === `-${key}` ? undefined : key
const sortedAs = (key: string, sort: string | undefined) =>
  sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined

/** The sticky headings of a list: click to sort, drag to move, drag the edge or Shift with an arrow to resize. */
export function ListHeader<Row extends ListRow>({
  columns,
  sort,
  onSort,
  allChosen,
  someChosen,
  onChooseAll,
  minWidth,
}: HeaderProps<Row>) {
  const words = useLabels(listWords)
  const [dragged, setDragged] = useState<string | null>(null)
  const headers = new Map(columns.table.getHeaderGroups()[0]?.headers.map(header => [header.column.id, header]))
  return (
    <thead className={classes.head} style={{ minWidth }}>
      <tr className={classes.headRow} aria-rowindex={1} style={{ gridTemplateColumns: `36px ${columns.template}` }}>
        <th className={classes.check}>
          <input
            type="checkbox"
            checked={allChosen}
            ref={box => {
              if (box) box.indeterminate = someChosen && !allChosen
            }}
            onChange={onChooseAll}
            aria-label={words.selectAll}
          />
        </th>
        {columns.shown.map((column, place) => (
          <th
            key={column.key}
            scope="col"
            className={classes.headCell}
            data-align={alignOf(column)}
            data-first={place === 0 || undefined}
            aria-sort={sortedAs(orderOf(column) ?? '', sort)}
            draggable
            onDragStart={() => setDragged(column.key)}
            onDragOver={event => event.preventDefault()}
            onDrop={() => dragged && dragged !== column.key && columns.place(dragged, column.key)}
          >
            <Heading
              column={column}
              sort={sort}
              onSort={onSort}
              onKeyDown={event => arrange(event, column.key, columns)}
            />
            <span
              className={classes.edge}
              aria-hidden="true"
              draggable
              onDragStart={event => {
                event.preventDefault()
                event.stopPropagation()
              }}
              onMouseDown={headers.get(column.key)?.getResizeHandler()}
              onTouchStart={headers.get(column.key)?.getResizeHandler()}
            />
          </th>
        ))}
      </tr>
    </thead>
  )
}

type HeadingProps<Row> = {
  column: ListColumn<Row>
  sort: string | undefined
  onSort(sort: string | undefined): void
  onKeyDown(event: KeyboardEvent): void
}

function Heading<Row>({ column, sort, onSort, onKeyDown }: HeadingProps<Row>) {
  const words = useLabels(listWords)
  const order = orderOf(column)
  if (!order) return <span className={classes.heading}>{column.header}</span>
  const sorted = sortedAs(order, sort)
  return (
    <button
      type="button"
      className={classes.heading}
      title={words.sortBy(column.header)}
      onClick={() => onSort(nextSort(order, sort))}
      onKeyDown={onKeyDown}
    >
      <span className={classes.headingText}>{column.header}</span>
      {sorted === 'ascending' && <IconArrowUp size={13} aria-hidden />}
      {sorted === 'descending' && <IconArrowDown size={13} aria-hidden />}
    </button>
  )
}

/** Shift with an arrow resizes, Alt with an arrow moves. */
function arrange<Row extends ListRow>(event: KeyboardEvent, key: string, columns: ListColumns<Row>) {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (by === 0 || !(event.shiftKey || event.altKey)) return
  event.preventDefault()
  event.stopPropagation()
  if (event.shiftKey) columns.widen(key, by * KEYBOARD_STEP)
  else columns.shift(key, by)
}
