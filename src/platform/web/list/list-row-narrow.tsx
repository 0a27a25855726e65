import { memo } from 'react'
import type { Format } from '../format.ts'
import classes from './list.module.css'
import { alignOf, cellOf, cellText } from './list-cell.ts'
import type { ListColumn, ListRow } from './list-types.ts'

type NarrowProps<Row extends ListRow> = {
  row: Row
  id: string
  index: number
  top: number
  height: number
  columns: readonly ListColumn<Row>[]
  format: Format
  chosen: boolean
  choosing: boolean
  current: boolean
  name: string
}

/** The columns of the two lines of a phone, as the columns say, or the first ones. */
function linesOf<Row extends ListRow>(columns: readonly ListColumn<Row>[]) {
  const told = columns.some(({ phone }) => phone)
  const at = (place: 1 | 2 | 'end') => columns.filter(({ phone }) => phone === place)
  return told
    ? { first: at(1), second: at(2), end: at('end') }
    : { first: columns.slice(0, 3), second: columns.slice(3, 5), end: [] }
}

const isEnd = <Row extends ListRow>(column: ListColumn<Row>) =>
  column.kind === 'day' || column.kind === 'instant' || alignOf(column) === 'end'

function NarrowRow<Row extends ListRow>({
  row,
  id,
  index,
  top,
  height,
  columns,
  format,
  chosen,
  choosing,
  current,
  name,
}: NarrowProps<Row>) {
  const { first, second, end } = linesOf(columns)
  const filled = (column: ListColumn<Row>) => column.cell !== undefined || cellText(row, column, format) !== ''
  return (
    <tr
      id={id}
      data-index={index}
      data-current={current || undefined}
      aria-rowindex={index + 1}
      aria-selected={chosen}
      className={classes.narrowRow}
      style={{ transform: `translateY(${top}px)`, height }}
    >
      <td className={classes.narrowCheck} data-check hidden={!choosing}>
        <input type="checkbox" tabIndex={-1} checked={chosen} readOnly aria-label={name} />
      </td>
      <td className={classes.narrow}>
        <div className={classes.narrowFirst}>
          <span className={classes.narrowName}>
            {first.filter(filled).map(column => (
              <span key={column.key}>{cellOf(row, column, format)} </span>
            ))}
          </span>
          <span className={classes.narrowEnd}>
            {end.filter(filled).map(column => (
              <span key={column.key}>{cellOf(row, column, format)}</span>
            ))}
          </span>
        </div>
        <div className={classes.narrowSecond}>
          {second.filter(filled).map(column => (
            <span key={column.key} data-end={isEnd(column) || undefined}>
              {cellOf(row, column, format)}
            </span>
          ))}
        </div>
      </td>
    </tr>
  )
}

/** One row of a list on a phone: two lines. */
export const ListRowNarrow = memo(NarrowRow) as typeof NarrowRow
