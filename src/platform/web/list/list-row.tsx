import { memo } from 'react'
import type { Format } from '../format.ts'
import classes from './list.module.css'
import { alignOf, cellOf } from './list-cell.ts'
import type { ListColumn, ListRow } from './list-types.ts'

type RowProps<Row extends ListRow> = {
  row: Row
  id: string
  index: number
  top: number
  height: number
  columns: readonly ListColumn<Row>[]
  template: string
  format: Format
  chosen: boolean
  current: boolean
  /** Index of the cell the keyboard is on, in the current row. */
  currentCell: number | null
  href: string | undefined
  name: string
}

function WideRow<Row extends ListRow>({
  row,
  id,
  index,
  top,
  height,
  columns,
  template,
  format,
  chosen,
  current,
  currentCell,
  href,
  name,
}: RowProps<Row>) {
  return (
    <tr
      id={id}
      data-index={index}
      data-current={current || undefined}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={classes.row}
      style={{ transform: `translateY(${top}px)`, height, gridTemplateColumns: `36px ${template}` }}
    >
      <td className={classes.check} data-check>
        <input type="checkbox" tabIndex={-1} checked={chosen} readOnly aria-label={name} />
      </td>
      {columns.map((column, place) => (
        <td
          key={column.key}
          data-column={column.key}
          data-current-cell={(current && currentCell === place) || undefined}
          className={classes.cell}
          data-align={alignOf(column)}
          data-first={place === 0 || undefined}
        >
          {place === 0 && href ? (
            <a href={href} tabIndex={-1} className={classes.link} draggable={false}>
              {cellOf(row, column, format)}
            </a>
          ) : (
            cellOf(row, column, format)
          )}
        </td>
      ))}
    </tr>
  )
}

/** One row of a wide list; drawn again only when something it shows has changed. */
export const ListRowWide = memo(WideRow) as typeof WideRow
