import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { useStored } from '../stored.ts'
import type { ListColumn, ListRow } from './list-types.ts'

const features = tableFeatures({
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
})
const noData: never[] = []
const narrowest = 40

type Layout = { order: string[]; shown: Record<string, boolean>; widths: Record<string, number> }
const untouched: Layout = { order: [], shown: {}, widths: {} }
const widths = { text: 150, day: 94, instant: 140, money: 110, integer: 84 } as const

const defaultWidth = <Row>(column: ListColumn<Row>) => column.width ?? widths[column.kind ?? 'text']

/** The columns of a list as the user arranged them: which, in what order, how wide; remembered under `name`. */
export function useListColumns<Row extends ListRow>(name: string, columns: readonly ListColumn<Row>[]) {
  const [layout, setLayout] = useStored<Layout>(`columns.${name}`, untouched)
  const byKey = useMemo(() => new Map(columns.map(column => [column.key, column])), [columns])
  const definitions = useMemo(
    () =>
      columns.map(column => ({
        id: column.key,
        header: column.header,
        size: defaultWidth(column),
        minSize: narrowest,
      })),
    [columns],
  )
  const order = useMemo(() => ordered(layout.order, byKey), [layout.order, byKey])
  const reorder = (change: (before: string[]) => string[]) =>
    setLayout(before => ({ ...before, order: change(ordered(before.order, byKey)) }))
  const visibility = useMemo(
    () => Object.fromEntries(columns.map(({ key, hidden }) => [key, layout.shown[key] ?? !hidden])),
    [columns, layout.shown],
  )
  const table = useTable({
    features,
    columns: definitions,
    data: noData,
    columnResizeMode: 'onChange',
    state: { columnOrder: order, columnVisibility: visibility, columnSizing: layout.widths },
    onColumnSizingChange: change =>
      setLayout(before => ({ ...before, widths: typeof change === 'function' ? change(before.widths) : change })),
  })
  // The same array until something changes, so that the rows are not all drawn again at each key.
  const shown = useMemo(
    () => order.filter(key => visibility[key]).flatMap(key => byKey.get(key) ?? []),
    [order, visibility, byKey],
  )
  const resized = (key: string) => layout.widths[key] !== undefined
  return {
    table,
    all: order.flatMap(key => byKey.get(key) ?? []),
    shown,
    visible: (key: string) => visibility[key] === true,
    show: (key: string, on: boolean) => setLayout(before => ({ ...before, shown: { ...before.shown, [key]: on } })),
    place: (key: string, beside: string) => reorder(before => moved(before, key, before.indexOf(beside))),
    shift: (key: string, by: number) => reorder(before => moved(before, key, before.indexOf(key) + by)),
    widen: (key: string, by: number) =>
      setLayout(before => {
        const width = before.widths[key] ?? defaultWidth(byKey.get(key)!)
        return { ...before, widths: { ...before.widths, [key]: Math.max(narrowest, width + by) } }
      }),
    reset: () => setLayout(untouched),
    changed: layout !== untouched,
    template: shown.map(column => track(column, layout.widths[column.key], resized(column.key))).join(' '),
  }
}
export type ListColumns<Row extends ListRow> = ReturnType<typeof useListColumns<Row>>

/** The kept order, then the columns that came since. */
function ordered(kept: readonly string[], columns: ReadonlyMap<string, unknown>): string[] {
  const known = kept.filter(key => columns.has(key))
  return [...known, ...[...columns.keys()].filter(key => !known.includes(key))]
}

function track<Row>(column: ListColumn<Row>, width: number | undefined, fixed: boolean): string {
  const pixels = `${width ?? defaultWidth(column)}px`
  return column.grow && !fixed ? `minmax(${pixels}, 1fr)` : pixels
}

function moved(order: readonly string[], key: string, to: number): string[] {
  const rest = order.filter(other => other !== key)
  const at = Math.max(0, Math.min(rest.length, to))
  return [...rest.slice(0, at), key, ...rest.slice(at)]
}
