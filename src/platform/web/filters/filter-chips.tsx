import { Button, CloseButton, FocusTrap, Menu, Popover } from '@mantine/core'
import { IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '../format.ts'
import { useLabels } from '../language.ts'
import { listWords } from '../list/list-words.ts'
import { FilterEditor } from './filter-editor.tsx'
import { type FilterValues, filterKeys, isSet, type ListFilter } from './filter-types.ts'
import classes from './filters.module.css'

type ChipsProps = { filters: readonly ListFilter[]; values: FilterValues; onChange(values: FilterValues): void }

/** The filters of a list as chips that say their value. */
export function FilterChips({ filters, values, onChange }: ChipsProps) {
  const words = useLabels(listWords)
  const [opened, setOpened] = useState<ListFilter | null>(null)
  const shown = filters
    .filter(filter => !filter.own)
    .filter(filter => !filter.apart || isSet(filter, values) || filter === opened)
  const others = filters.filter(filter => !filter.own && !shown.includes(filter))
  const anySet = filters.some(filter => !filter.own && isSet(filter, values))
  const unset = (filter: ListFilter) => Object.fromEntries(filterKeys(filter).map(key => [key, undefined]))
  return (
    <>
      {shown.map(filter => (
        <Chip
          key={filter.label}
          filter={filter}
          values={values}
          opened={opened === filter}
          onOpen={open => setOpened(open ? filter : null)}
          onChange={onChange}
          onRemove={() => onChange(unset(filter))}
        />
      ))}
      {others.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconPlus size={14} />}>
              {words.addFilter}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(filter => (
              <Menu.Item key={filter.label} onClick={() => setOpened(filter)}>
                {filter.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {anySet && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => onChange(Object.assign({}, ...filters.filter(filter => !filter.own).map(unset)))}
        >
          {words.clearFilters}
        </Button>
      )}
    </>
  )
}

type ChipProps = {
  filter: ListFilter
  values: FilterValues
  opened: boolean
  onOpen(open: boolean): void
  onChange(values: FilterValues): void
  onRemove(): void
}

function Chip({ filter, values, opened, onOpen, onChange, onRemove }: ChipProps) {
  const words = useLabels(listWords)
  const value = useFilterText(filter, values)
  const set = isSet(filter, values)
  return (
    <Popover opened={opened} onChange={onOpen} position="bottom-start" trapFocus returnFocus withinPortal>
      <span className={classes.chip} data-set={set || undefined}>
        <Popover.Target>
          <button type="button" className={classes.chipButton} onClick={() => onOpen(!opened)}>
            {filter.label}
            {set ? <span className={classes.value}>{value}</span> : <IconChevronDown size={13} aria-hidden />}
          </button>
        </Popover.Target>
        {set && (
          <CloseButton size={24} iconSize={12} aria-label={words.removeFilter(filter.label)} onClick={onRemove} />
        )}
      </span>
      <Popover.Dropdown aria-label={filter.label} p="sm">
        <FocusTrap.InitialFocus />
        <FilterEditor filter={filter} values={values} onChange={onChange} onDone={() => onOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

const listed = (value: string | string[] | undefined) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** The value of a filter in words. */
function useFilterText(filter: ListFilter, values: FilterValues): string {
  const words = useLabels(listWords)
  const format = useFormat()
  const id = filter.kind === 'lookup' ? listed(values[filter.key])[0] : undefined
  const named = useQuery({
    queryKey: filter.kind === 'lookup' ? [...filter.source.key, 'named', id] : ['no lookup'],
    queryFn: ({ signal }) => (filter.kind === 'lookup' && id ? filter.source.named(id, signal) : null),
    enabled: id !== undefined,
    staleTime: 60_000,
  })
  switch (filter.kind) {
    case 'choice':
      return listed(values[filter.key])
        .map(value => filter.options.find(option => option.value === value)?.label ?? value)
        .join(', ')
    case 'days': {
      const [from, to] = [listed(values[filter.from])[0], listed(values[filter.to])[0]]
      if (from && to) return from === to ? format.day(from) : words.fromTo(format.day(from), format.day(to))
      return from ? words.since(format.day(from)) : words.upTo(format.day(to))
    }
    case 'lookup':
      return named.data?.label ?? '…'
    case 'integer':
      return `${listed(values[filter.key])[0] ?? ''}${filter.unit ? `\u00a0${filter.unit}` : ''}`
    case 'text':
      return `«\u202f${listed(values[filter.key])[0] ?? ''}\u202f»`
  }
}
