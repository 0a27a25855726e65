import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ListQuery, ListRow, Selection } from './list-types.ts'

type State = { ids: ReadonlySet<string>; all: boolean; anchor: number; current: number }
const none: State = { ids: new Set(), all: false, anchor: 0, current: -1 }

export type ListSelection<Row extends ListRow> = {
  /** Index of the row the keyboard is on; -1 before the first move. */
  current: number
  all: boolean
  chosen(id: string): boolean
  size: number
  /** What an action works on: the chosen rows, or else the current one. */
  subject: Selection<Row> | null
  move(to: number, extend?: boolean): void
  toggle(index: number): void
  extendTo(index: number): void
  chooseAll(): void
  clear(): void
}

const between = (a: number, b: number) => [Math.min(a, b), Math.max(a, b)] as const

/** Which rows are chosen: one by one, by ranges, or all that match. */
export function useListSelection<Row extends ListRow>(
  rows: readonly Row[],
  count: number | undefined,
  query: ListQuery,
): ListSelection<Row> {
  const [state, setState] = useState<State>(none)
  const asked = JSON.stringify(query)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters, another choice.
  useEffect(() => setState(none), [asked])

  const range = useCallback(
    (from: number, to: number) => {
      const [first, last] = between(from, to)
      return new Set(rows.slice(first, last + 1).map(row => row.id))
    },
    [rows],
  )
  const move = useCallback(
    (to: number, extend = false) =>
      setState(before => {
        if (!extend) return { ...before, current: to, anchor: to }
        return { ids: range(before.anchor, to), all: false, anchor: before.anchor, current: to }
      }),
    [range],
  )
  const toggle = useCallback(
    (index: number) =>
      setState(before => {
        const id = rows[index]?.id
        if (!id) return before
        const ids = before.all ? new Set<string>() : new Set(before.ids)
        if (!ids.delete(id)) ids.add(id)
        return { ids, all: false, anchor: index, current: index }
      }),
    [rows],
  )
  const chooseAll = useCallback(() => setState(before => ({ ...before, ids: new Set(), all: true })), [])
  const clear = useCallback(() => setState(before => ({ ...before, ids: new Set(), all: false })), [])

  const subject = useMemo(() => subjectOf(state, rows, count, query), [state, rows, count, query])
  return {
    current: state.current,
    all: state.all,
    chosen: id => state.all || state.ids.has(id),
    size: state.all ? (count ?? rows.length) : state.ids.size,
    subject,
    move,
    toggle,
    extendTo: index => move(index, true),
    chooseAll,
    clear,
  }
}

function subjectOf<Row extends ListRow>(
  { ids, all, current }: State,
  rows: readonly Row[],
  count: number | undefined,
  query: ListQuery,
): Selection<Row> | null {
  if (all) {
    const whole = count === rows.length
    return { rows: whole ? rows : [], count: count ?? rows.length, all: !whole, query }
  }
  if (ids.size > 0) {
    const chosen = rows.filter(row => ids.has(row.id))
    return { rows: chosen, count: chosen.length, all: false, query }
  }
  const row = rows[current]
  return row ? { rows: [row], count: 1, all: false, query } : null
}
