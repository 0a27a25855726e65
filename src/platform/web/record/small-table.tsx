import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { failureOf } from '../failure.ts'
import { useFormat } from '../format.ts'
import { useLabels } from '../language.ts'
import { alignOf, cellOf } from '../list/list-cell.ts'
import type { ListColumn, ListRow } from '../list/list-types.ts'
import { words } from '../words.ts'
import { PlainTable } from './plain-table.tsx'

type SmallTableProps<Row extends ListRow> = {
  query: UseQueryResult<{ rows: Row[]; next?: string | null }>
  columns: readonly ListColumn<Row>[]
  empty: string
  /** Where all of them are, when there are more. */
  more?: ReactNode
  /** Of the record they hang on, when rows do not say theirs; else euros. */
  currency?: string
}

/** The few rows that hang on a record, in a plain table. */
export function SmallTable<Row extends ListRow>({ query, columns, empty, more, currency }: SmallTableProps<Row>) {
  const format = useFormat()
  const text = useLabels(words)
  if (query.error) return <p role="alert">{failureOf(query.error, text.unreachable).message}</p>
  if (!query.data) return <p>{text.loading}</p>
  const { rows, next } = query.data
  return (
    <>
      <PlainTable
        rows={rows}
        empty={empty}
        columns={columns.map(column => ({
          key: column.key,
          header: column.header,
          align: alignOf(column),
          cell: (row: Row) => cellOf(row, column, format, currency),
        }))}
      />
      {next && more}
    </>
  )
}
