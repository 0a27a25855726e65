import { useLabels } from '../language.ts'
import { type Shortcut, useShortcuts } from '../shortcuts.tsx'
import type { ListSelection } from './list-selection.ts'
import type { ListRow } from './list-types.ts'
import { listWords } from './list-words.ts'

export type ListKeys = {
  count: number
  perPage(): number
  /** After the current row has changed by keyboard. */
  onMove(index: number): void
  moveCell(by: number): void
  open: (() => void) | undefined
  card: (() => void) | undefined
  menu(): void
  copy(): void
  escape(): void
  focusSearch(): void
}

/** The keyboard of a list; it holds wherever the focus is on the screen, except in a field, a menu or a dialog. */
export function useListKeys<Row extends ListRow>(selection: ListSelection<Row>, keys: ListKeys) {
  const words = useLabels(listWords)
  const { current } = selection
  const to = (index: number, extend = false) => {
    if (keys.count === 0) return
    const within = Math.max(0, Math.min(keys.count - 1, index))
    selection.move(within, extend)
    keys.onMove(within)
  }
  const silent = (key: string, run: () => void): Shortcut => ({ keys: key, label: '', run })
  useShortcuts([
    { keys: 'ArrowDown', beside: 'ArrowUp', label: words.move, run: () => to(current + 1) },
    silent('ArrowUp', () => to(current - 1)),
    silent('PageDown', () => to(current + keys.perPage())),
    silent('PageUp', () => to(current - keys.perPage())),
    silent('Home', () => to(0)),
    silent('End', () => to(keys.count - 1)),
    { keys: 'Enter', label: words.openRow, run: keys.open },
    { keys: 'mod+Enter', label: words.openCard, run: keys.card },
    { keys: 'Space', label: words.choose, run: () => current >= 0 && selection.toggle(current) },
    { keys: 'shift+ArrowDown', beside: 'shift+ArrowUp', label: words.extend, run: () => to(current + 1, true) },
    silent('shift+ArrowUp', () => to(current - 1, true)),
    silent('shift+PageDown', () => to(current + keys.perPage(), true)),
    silent('shift+PageUp', () => to(current - keys.perPage(), true)),
    silent('shift+Home', () => to(0, true)),
    silent('shift+End', () => to(keys.count - 1, true)),
    { keys: 'mod+A', label: words.chooseAll, run: selection.chooseAll },
    { keys: 'shift+F10', label: words.rowMenu, run: keys.menu },
    silent('ContextMenu', keys.menu),
    { keys: 'ArrowRight', beside: 'ArrowLeft', label: words.cells, run: () => keys.moveCell(1) },
    silent('ArrowLeft', () => keys.moveCell(-1)),
    { keys: 'mod+C', label: words.copyRow, run: keys.copy },
    { keys: 'mod+F', label: words.search, run: keys.focusSearch, whileTyping: true },
    { keys: 'Escape', label: words.closePanel, run: keys.escape },
  ])
}
