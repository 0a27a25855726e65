import type { ReactNode } from 'react'
import type { ListFilter } from '../filters/filter-types.ts'

export type ListRow = { id: string }
export type Page<Row> = { rows: Row[]; next: string | null }
/** What a list is asked: its filters and search, as the operation names them. */
export type ListQuery = Record<string, unknown>

export type Asked<Answer> = {
  call(input: ListQuery, options?: { signal?: AbortSignal }): Promise<Answer>
  key(): readonly unknown[]
}
/** A list operation and its count, as the typed client gives them. */
export type ListSource<Row> = { list: Asked<Page<Row>>; count: Asked<{ count: number }> }

export type ColumnKind = 'text' | 'day' | 'instant' | 'money' | 'integer'

export type ListColumn<Row> = {
  /** The field of the row and of the export. */
  key: string
  header: string
  /** How the field is written when `cell` and `text` do not say; also aligns numbers to the right. */
  kind?: ColumnKind
  cell?: (row: Row) => ReactNode
  /** The cell as plain text, for copying. */
  text?: (row: Row) => string
  align?: 'start' | 'end' | 'center'
  /** Pixels; a column that grows takes at least this. */
  width?: number
  grow?: boolean
  /** The list can be read in its order; the name of that order when it is not the key. */
  sort?: true | string
  /** Not shown until the user chooses it. */
  hidden?: boolean
  /** Its amounts are summed over the selection. */
  sum?: boolean
  /** On a phone: the first line, the second, or the end of the first. */
  phone?: 1 | 2 | 'end'
  /** Not a column of the export. */
  screenOnly?: boolean
}

/** The rows an action works on: those chosen one by one, or all that `query` matches. */
export type Selection<Row> = { rows: readonly Row[]; count: number; all: boolean; query: ListQuery }

export type RowAction<Row> = {
  key: string
  label: string
  icon?: ReactNode
  shortcut?: string
  right?: string
  /** One row, several chosen rows, or also all that match the filters; one when absent. */
  on?: 'one' | 'some' | 'all'
  danger?: boolean
  /** Stands after a line in the menu. */
  apart?: boolean
  /** False, or the sentence that says why not. */
  enabled?: (row: Row) => boolean | string
  run(selection: Selection<Row>): void
}

export type MainAction = { label: string; right?: string; run(): void; shortcut?: string }
export type ListTab = { label: string; to: string; active: boolean }
/** Why nothing is listed, and what to do; nobody is shown a button of what they may not do. */
export type EmptyState = { text: string; action?: { label: string; right: string; run(): void } }

export type ListProps<Row extends ListRow> = {
  title: string
  /** Under which the columns and views are remembered. */
  name: string
  source: ListSource<Row>
  columns: readonly ListColumn<Row>[]
  /** What the columns that are summed come to over all that match, by their key: asked when all of it is chosen. */
  totals?: Asked<Record<string, number>>
  /** The count in words: `12 achats`. */
  counted: (count: number) => string
  empty: EmptyState
  filters?: readonly ListFilter[]
  /** Filters the page itself sets, not shown as chips. */
  fixed?: ListQuery
  searchPlaceholder?: string
  /** Path of the download under /api. */
  exportPath?: string
  actions?: readonly RowAction<Row>[]
  mainAction?: MainAction
  otherActions?: readonly MainAction[]
  tabs?: readonly ListTab[]
  /** Buttons of the page itself, before its main action. */
  headingEnd?: ReactNode
  panel?: (id: string, row: Row | undefined) => ReactNode
  /** Address of the full card. */
  card?: (row: Row) => string
  /** Anything the page shows between its title and the list. */
  above?: ReactNode
  /** How a row is called by a screen reader. */
  rowName?: (row: Row) => string
}
