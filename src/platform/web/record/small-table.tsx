import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { failureOf } from '../failure.ts'
import { useFormat } from '../format.ts'
import { useLabels } from '../language.ts'
import { alignOf, cellOf } from '../list/list-cell.ts'
import type { ListColumn, ListRow } from '../list/list-types.ts'
import { words } from '../words.ts'
import classes from './record.module.css'

type SmallTableProps<Row extends ListRow> = {
  query: UseQueryResult<{ rows: Row[]; next?: string | null }>
  columns: readonly ListColumn<Row>[]
  empty: string
  /** Where all of them are, when there are more. */
  more?: ReactNode
}

/** The few rows that hang on a record, in a plain table. */
export function SmallTable<Row extends ListRow>({ query, columns, empty, more }: SmallTableProps<Row>) {
  const format = useFormat()
  const text = useLabels(words)
  if (query.error) return <p role="alert">{failureOf(query.error, text.unreachable).message}</p>
  if (!query.data) return <p>{text.loading}</p>
  if (query.data.rows.length === 0) return <p className={classes.none}>{empty}</p>
  return (
    <div className={classes.tableScroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column.key} scope="col" data-align={alignOf(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {query.data.rows.map(row => (
            <tr key={row.id}>
              {columns.map(column => (
                <td key={column.key} data-align={alignOf(column)}>
                  {cellOf(row, column, format)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {query.data.next && more}
    </div>
  )
}
