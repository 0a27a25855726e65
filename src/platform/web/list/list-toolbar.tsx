import { Button, CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import { FilterChips } from '../filters/filter-chips.tsx'
import { isSet, type ListFilter } from '../filters/filter-types.ts'
import { useLabels } from '../language.ts'
import { useNarrow } from '../layout.ts'
import classes from './list.module.css'
import type { ListState } from './list-state.ts'
import { listWords } from './list-words.ts'

const PAUSE_MS = 200

type ToolbarProps = {
  state: ListState
  filters: readonly ListFilter[]
  placeholder: string | undefined
  searchRef: RefObject<HTMLInputElement | null>
  onLeaveSearch(): void
  children: ReactNode
}

/** Search and filters over a list, and at the right how it is shown and taken away. */
export function ListToolbar({ state, filters, placeholder, searchRef, onLeaveSearch, children }: ToolbarProps) {
  const words = useLabels(listWords)
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  const count = filters.filter(filter => !filter.own && isSet(filter, state.values)).length
  const chips = <FilterChips filters={filters} values={state.values} onChange={state.setValues} />
  return (
    <search className={classes.toolbar}>
      {placeholder !== undefined && (
        <Search state={state} placeholder={placeholder} searchRef={searchRef} onLeave={onLeaveSearch} />
      )}
      {narrow && filters.some(filter => !filter.own) && (
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={16} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {words.filters}
          {count > 0 && ` (${count})`}
        </Button>
      )}
      {(!narrow || open) && chips}
      <span className={classes.toolbarEnd}>{children}</span>
    </search>
  )
}

function Search({
  state,
  placeholder,
  searchRef,
  onLeave,
}: {
  state: ListState
  placeholder: string
  searchRef: RefObject<HTMLInputElement | null>
  onLeave(): void
}) {
  const words = useLabels(listWords)
  const [typed, setTyped] = useState(state.search)
  const commit = useDebouncedCallback(state.setSearch, PAUSE_MS)
  useEffect(() => setTyped(state.search), [state.search])
  const type = (text: string) => {
    setTyped(text)
    commit(text)
  }
  return (
    <TextInput
      ref={searchRef}
      type="search"
      className={classes.search}
      aria-label={words.search}
      placeholder={placeholder}
      leftSection={<IconSearch size={15} />}
      value={typed}
      onChange={event => type(event.currentTarget.value)}
      onKeyDown={event => {
        if (!['ArrowDown', 'Enter', 'Escape'].includes(event.key)) return
        event.preventDefault()
        if (event.key === 'Escape' && typed) type('')
        else onLeave()
      }}
      rightSection={typed ? <CloseButton size="sm" aria-label={words.clearSearch} onClick={() => type('')} /> : null}
    />
  )
}
