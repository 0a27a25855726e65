import { useNavigate } from '@tanstack/react-router'
import { type MouseEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useNotify } from '../feedback/notify.tsx'
import { useFormat } from '../format.ts'
import { useLabels } from '../language.ts'
import { asTabs, cellText } from './list-cell.ts'
import type { ListColumns } from './list-columns.ts'
import type { ListData } from './list-data.ts'
import type { GridHandle } from './list-grid.tsx'
import type { ListKeys } from './list-keys.ts'
import type { ListSelection } from './list-selection.ts'
import type { ListState } from './list-state.ts'
import type { ListProps, ListRow } from './list-types.ts'
import { listWords } from './list-words.ts'

/** A second click within this time opens the card, so the panel waits for it before it takes its place. */
const DOUBLE_CLICK_MS = 220

type Parts<Row extends ListRow> = {
  props: ListProps<Row>
  state: ListState
  data: ListData<Row>
  columns: ListColumns<Row>
  selection: ListSelection<Row>
  grid: RefObject<GridHandle | null>
  searchBox: RefObject<HTMLInputElement | null>
}

/** What pointer and keyboard do in a list: move, open, choose, copy, show the menu. */
export function useListMoves<Row extends ListRow>(parts: Parts<Row>) {
  const { props, state, data, selection, grid, searchBox } = parts
  const [cell, setCell] = useState<number | null>(null)
  const opening = useOpening(parts)
  const copying = useCopying(parts, cell)
  const menu = useRowMenu(parts, setCell)
  const { current } = selection
  /** The panel shows a record of this list, not a form for a new one. */
  const following = state.open !== undefined && data.rows.some(row => row.id === state.open)

  const arrive = (index: number) => {
    grid.current?.show(index)
    grid.current?.focus()
    if (following) opening.open(index)
  }
  const step = (by: 1 | -1) => {
    const to = data.rows.findIndex(row => row.id === state.open) + by
    if (to < 0 || to >= data.rows.length) return
    selection.move(to)
    grid.current?.show(to)
    opening.open(to)
  }
  const keys: ListKeys = {
    count: data.rows.length,
    perPage: () => grid.current?.perPage() ?? 10,
    onMove: arrive,
    moveCell: by => {
      const to = Math.max(0, Math.min(parts.columns.shown.length - 1, (cell ?? -1) + by))
      setCell(to)
      grid.current?.columnAt(to)
    },
    open: props.panel && current >= 0 ? () => opening.open(current) : undefined,
    card: props.card && current >= 0 ? () => opening.card(current) : undefined,
    menu: menu.byKey,
    copy: copying.byKey,
    escape: () => {
      if (state.open) state.setOpen(undefined)
      else selection.clear()
    },
    focusSearch: () => searchBox.current?.select(),
  }
  const click = useClick(parts, opening, setCell)
  const enter = () => {
    if (current < 0 && data.rows.length > 0) selection.move(0)
    grid.current?.focus()
  }
  return {
    cell,
    click,
    keys,
    enter,
    step: following ? step : undefined,
    choosing: false,
    card: opening.card,
    ...menu,
    ...copying,
  }
}

type Opening = ReturnType<typeof useOpening>

/** A click chooses with Ctrl or Shift, else makes the row the current one and shows it. */
function useClick<Row extends ListRow>(
  { props, selection, grid }: Parts<Row>,
  opening: Opening,
  setCell: (cell: number | null) => void,
) {
  return (event: MouseEvent, index: number, at: number | null) => {
    grid.current?.focus()
    const link = (event.target as Element).closest('a')
    if (event.ctrlKey || event.metaKey) {
      if (!link) selection.toggle(index)
      return
    }
    if (event.shiftKey) return selection.extendTo(index)
    event.preventDefault()
    setCell(at)
    selection.move(index)
    if (!getSelection()?.isCollapsed) return
    if (props.panel) opening.soon(index)
    else if (link) opening.card(index)
  }
}

function useOpening<Row extends ListRow>({ props, state, data }: Parts<Row>) {
  const navigate = useNavigate()
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])
  const open = (index: number) => {
    clearTimeout(waiting.current)
    const row = data.rows[index]
    if (row && props.panel) state.setOpen(row.id)
  }
  return {
    open,
    soon: (index: number) => {
      clearTimeout(waiting.current)
      if (state.open) open(index)
      else waiting.current = setTimeout(() => open(index), DOUBLE_CLICK_MS)
    },
    card: (index: number) => {
      clearTimeout(waiting.current)
      const row = data.rows[index]
      if (row && props.card) void navigate({ to: props.card(row) })
    },
  }
}

function useCopying<Row extends ListRow>({ data, columns, selection }: Parts<Row>, cell: number | null) {
  const words = useLabels(listWords)
  const format = useFormat()
  const notify = useNotify()
  const put = (text: string) => void navigator.clipboard.writeText(text).then(() => notify.done(words.copied))
  const row = data.rows[selection.current]
  const column = cell === null ? undefined : columns.shown[cell]
  const copyRows = () => {
    if (selection.subject && !selection.subject.all) put(asTabs(selection.subject.rows, columns.shown, format))
  }
  const copyCell = row && column ? () => put(cellText(row, column, format)) : undefined
  const byKey = () => {
    if (!getSelection()?.isCollapsed) return false
    if (copyCell && selection.size === 0) copyCell()
    else copyRows()
  }
  return { copyRows, copyCell, byKey }
}

function useRowMenu<Row extends ListRow>(
  { selection, data, grid }: Parts<Row>,
  setCell: (cell: number | null) => void,
) {
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null)
  const menuAt = (event: MouseEvent, index: number, cell: number | null) => {
    event.preventDefault()
    setCell(cell)
    const row = data.rows[index]
    if (row && selection.size > 0 && !selection.chosen(row.id)) selection.clear()
    selection.move(index)
    setMenu({ x: event.clientX, y: event.clientY })
  }
  const byKey = () => {
    const box = grid.current?.rowBox(selection.current)
    if (box) setMenu({ x: Math.max(box.left, 0) + 48, y: box.bottom - 6 })
  }
  return { menu, menuAt, byKey, closeMenu: useCallback(() => setMenu(null), []) }
}
