import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useCompanyPath } from '../company.ts'
import { Keys } from '../keys.tsx'
import { useLabels, useLanguage } from '../language.ts'
import { useMay } from '../session.tsx'
import { useAllShortcuts, useShortcuts } from '../shortcuts.tsx'
import frame from './frame.module.css'
import classes from './palette.module.css'
import type { Screen } from './screens.ts'
import { shellWords } from './shell-words.ts'

const [store, palette] = createSpotlight()
const PAUSE_MS = 150
const MOST_PER_GROUP = 8

export type Found = { key: string; group: string; label: string; hint?: string; to: string }
export type FindRecords = (text: string, signal: AbortSignal) => Promise<Found[]>
type Entry = { key: string; label: string; knownAs?: string; hint?: string | undefined; keys?: string; run(): void }

/** Lower case without accents, so that `échéances` is found by `eche`. */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const matches = (label: string, typed: string) =>
  folded(typed)
    .split(/\s+/)
    .every(word => folded(label).includes(word))

/** The box in the top bar that opens the palette; `/` and Ctrl+K do too. */
export function FindButton() {
  const words = useLabels(shellWords)
  useShortcuts([
    { keys: '/', label: words.search, run: palette.open },
    { keys: 'mod+K', label: words.palette, run: palette.open, whileTyping: true },
  ])
  return (
    <button type="button" className={frame.find} onClick={palette.open}>
      <IconSearch size={16} aria-hidden />
      <span className={frame.findText}>{words.search}</span>
      <span aria-hidden="true">
        <Keys keys="mod+K" />
      </span>
    </button>
  )
}

/** Reaches every screen, every action of this screen, and every record by what people call it. */
export function Palette({ screens, find }: { screens: readonly Screen[]; find: FindRecords }) {
  const words = useLabels(shellWords)
  const [typed, setTyped] = useState('')
  const navigate = useNavigate()
  const go = (to: string) => () => void navigate({ to })
  const own = useOwnEntries(screens, go)
  const found = useFound(typed, find)
  const groups = Map.groupBy(found, ({ group }) => group)
  const shown = (entries: Entry[]) =>
    entries
      .filter(({ label, knownAs = '' }) => matches(`${label} ${knownAs}`, typed))
      .slice(0, typed ? MOST_PER_GROUP : 30)
  const [screenEntries, actionEntries] = [shown(own.screens), shown(own.actions)]
  useFirstSelected(found)
  const empty = screenEntries.length + actionEntries.length + found.length === 0
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      scrollable
      maxHeight={440}
      shortcut={null}
      clearQueryOnClose
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': words.palette } }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
    >
      <Spotlight.Search
        placeholder={words.searchPlaceholder}
        aria-label={words.search}
        leftSection={<IconSearch size={18} />}
      />
      <Spotlight.ActionsList>
        <Group label={words.actions} entries={actionEntries} />
        <Group label={words.screens} entries={screenEntries} />
        {[...groups].map(([group, records]) => (
          <Group
            key={group}
            label={group}
            entries={records.map(({ key, label, hint, to }) => ({ key, label, hint, run: go(to) }))}
          />
        ))}
        {empty && <Spotlight.Empty>{words.nothingFound}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** Enter takes the first entry, also when it arrived after the last key. */
function useFirstSelected(found: readonly Found[]) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time other records are found.
  useEffect(() => {
    const list = document.getElementById(store.getState().listId)
    const first = list?.querySelector('[data-action]')
    if (!first || list?.querySelector('[data-selected]')) return
    first.setAttribute('data-selected', 'true')
    store.updateState(state => ({ ...state, selected: 0 }))
  }, [found])
}

function Group({ label, entries }: { label: string; entries: Entry[] }) {
  if (entries.length === 0) return null
  return (
    <Spotlight.ActionsGroup label={label} className={classes.group}>
      {entries.map(entry => (
        <Spotlight.Action key={entry.key} onClick={entry.run} className={classes.found}>
          <span>{entry.label}</span>
          {entry.hint && <span className={classes.hint}>{entry.hint}</span>}
          {entry.keys && <Keys keys={entry.keys} />}
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  )
}

function useOwnEntries(
  screens: readonly Screen[],
  go: (to: string) => () => void,
): { screens: Entry[]; actions: Entry[] } {
  const [language] = useLanguage()
  const may = useMay()
  const path = useCompanyPath()
  const reachable = screens.filter(
    ({ path: to, group, right }) => group !== undefined && !to.includes('$') && may(right),
  )
  // What the screen and the app both offer stands once, with the screen's key.
  const shortcuts = useAllShortcuts()
    .filter(({ command }) => command)
    .filter(({ label }, at, all) => all.findIndex(other => other.label === label) === at)
  return {
    screens: reachable.map(({ path: to, label, knownAs }) => ({
      key: to,
      label: label[language],
      knownAs: knownAs?.[language] ?? '',
      run: go(path(to)),
    })),
    actions: shortcuts.map(({ keys, label, run }) => ({ key: keys + label, label, keys, run: () => void run?.() })),
  }
}

function useFound(typed: string, find: FindRecords): Found[] {
  const [text] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const { data } = useQuery({
    queryKey: ['palette', text],
    queryFn: ({ signal }) => find(text, signal),
    enabled: text.length > 1,
    placeholderData: keepPreviousData,
  })
  return typed.trim().length > 1 ? (data ?? []) : []
}
