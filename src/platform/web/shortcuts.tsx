import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react'

export type Shortcut = {
  /** `mod+E`, `N`, `shift+F10`; `mod` is Ctrl, or Command on a Mac. */
  keys: string
  /** Other keys of the same thing, shown beside it in the help. */
  beside?: string
  label: string
  /** Absent: only described in the help, the component itself listens. Answers false to leave the key to the browser. */
  run?: (() => unknown) | undefined
  /** Something to do, which the palette offers too. */
  command?: boolean
  /** Also while typing in a field. */
  whileTyping?: boolean
}

type Registry = {
  /** As of the last change of words: for the help and the palette. */
  all(): readonly Shortcut[]
  /** As of now: for the keyboard. */
  now(): readonly Shortcut[]
  listen(tell: () => void): () => void
  add(list: () => readonly Shortcut[]): () => void
  changed(): void
}

function registry(): Registry {
  const lists: (() => readonly Shortcut[])[] = []
  const listeners = new Set<() => void>()
  let snapshot: readonly Shortcut[] = []
  const now = () => lists.toReversed().flatMap(list => list())
  const changed = () => {
    snapshot = now()
    for (const tell of listeners) tell()
  }
  return {
    changed,
    now,
    all: () => snapshot,
    listen: tell => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    add: list => {
      lists.push(list)
      changed()
      return () => {
        lists.splice(lists.indexOf(list), 1)
        changed()
      }
    },
  }
}

const ShortcutContext = createContext<Registry>(registry())

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select')) &&
  !target.matches('[role=grid] input[type=checkbox]')

/** Keys belong to what has the focus, and to a dialog from the moment it is there, before the focus has come to it. */
const busy = (target: EventTarget | null) =>
  document.querySelector('[role=dialog][aria-modal=true]') !== null ||
  (target instanceof Element &&
    target.closest('[role=dialog],[role=alertdialog],[role=menu],[role=listbox],[role=tablist]') !== null)

/** Enter and Space belong to the button or link that has the focus. */
const itsOwnKey = (event: KeyboardEvent) =>
  (event.key === 'Enter' || event.key === ' ') &&
  !event.ctrlKey &&
  event.target instanceof Element &&
  event.target.matches('button, a, summary')

/** Whether the key pressed is this shortcut. */
export function pressed(event: KeyboardEvent | React.KeyboardEvent, keys: string): boolean {
  const parts = keys.toLowerCase().split('+')
  const key = parts.at(-1) ?? ''
  const wants = (name: string) => parts.slice(0, -1).includes(name)
  const letter = key.length === 1 && /[a-z]/.test(key)
  return (
    (event.ctrlKey || event.metaKey) === wants('mod') &&
    event.altKey === wants('alt') &&
    (event.shiftKey === wants('shift') || (!letter && key.length === 1)) &&
    event.key.toLowerCase() === (key === 'space' ? ' ' : key)
  )
}

/** Shortcuts of one character are off when the user says so (WCAG 2.1.4). */
const singleKeysOn = () => localStorage.getItem('facteur.singleKeys') !== 'false'

function heed(event: KeyboardEvent, all: readonly Shortcut[], wasBusy: boolean) {
  if (event.defaultPrevented || event.isComposing || itsOwnKey(event)) return
  const single = !(event.ctrlKey || event.metaKey || event.altKey) && event.key.length === 1
  if (single && !singleKeysOn()) return
  const found = all.find(({ keys, run, whileTyping }) => {
    if (!run || !pressed(event, keys)) return false
    return whileTyping || !(typing(event.target) || wasBusy)
  })
  if (!found) return
  if (found.run?.() !== false) event.preventDefault()
}

/** Listens to the keyboard for the whole app; the shortcuts of the innermost screen come first. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const all = useMemo(registry, [])
  useLayoutEffect(() => {
    let wasBusy = false
    const asPressed = ({ target }: KeyboardEvent) => {
      wasBusy = busy(target)
    }
    const listen = (event: KeyboardEvent) => heed(event, all.now(), wasBusy)
    // A dialog closes itself by this very key before the key comes here: what counts is what was there when it was pressed.
    window.addEventListener('keydown', asPressed, true)
    document.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', asPressed, true)
      document.removeEventListener('keydown', listen)
    }
  }, [all])
  return <ShortcutContext value={all}>{children}</ShortcutContext>
}

/** Shortcuts that hold while the component is on screen; they also stand in the help and the palette. */
export function useShortcuts(shortcuts: readonly Shortcut[]) {
  const all = useContext(ShortcutContext)
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const names = shortcuts.map(({ keys, label }) => keys + label).join()
  useEffect(() => all.add(() => latest.current), [all])
  // biome-ignore lint/correctness/useExhaustiveDependencies: tells the help when the words change, not at every render.
  useEffect(() => all.changed(), [all, names])
}

const latestOf = (all: Registry, { keys, label }: Shortcut) =>
  all.now().find(other => other.keys === keys && other.label === label)

/** Every shortcut that holds now, the screen's own first. */
export function useAllShortcuts(): readonly Shortcut[] {
  const all = useContext(ShortcutContext)
  const snapshot = useSyncExternalStore(all.listen, all.all)
  return useMemo(
    () => snapshot.map(shortcut => ({ ...shortcut, run: shortcut.run && (() => latestOf(all, shortcut)?.run?.()) })),
    [snapshot, all],
  )
}
