import type { ReactNode } from 'react'
import classes from './record.module.css'

type Column<Row> = {
  key: string
  header: string
  align?: 'start' | 'center' | 'end' | undefined
  cell(row: Row): ReactNode
}
type Props<Row> = { rows: readonly Row[]; columns: readonly Column<Row>[]; empty: string }

/** Rows that came with their record, in a plain table. */
export function PlainTable<Row extends { id: string }>({ rows, columns, empty }: Props<Row>) {
  if (rows.length === 0) return <p className={classes.none}>{empty}</p>
  return (
    <div className={classes.tableScroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map(({ key, header, align }) => (
              <th key={key} scope="col" data-align={align}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              {columns.map(({ key, align, cell }) => (
                <td key={key} data-align={align}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
