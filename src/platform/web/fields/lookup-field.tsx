import { CloseButton, Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { LookupSource, Option } from '../filters/filter-types.ts'
import { useLabels } from '../language.ts'
import type { FieldProps } from './field-types.ts'
import { fieldWords } from './field-words.ts'

const PAUSE_MS = 150
const NEW = ' new'

export type LookupFieldProps = FieldProps<string | null> & {
  source: LookupSource
  placeholder?: string
  /** Makes a record of the typed text on the spot; answers its id. */
  onCreate?: (typed: string) => void
  size?: 'xs' | 'sm'
  autoFocus?: boolean
  /** Its options stay inside: a popover would take a click beside it for one that leaves. */
  inPopover?: boolean
}

/** The options that match the typed text, and the name of the chosen one. */
function useLookup(source: LookupSource, typed: string | null, value: string | null) {
  const [text] = useDebouncedValue(typed ?? '', PAUSE_MS)
  const found = useQuery({
    queryKey: [...source.key, 'lookup', text],
    queryFn: ({ signal }) => source.search(text, signal),
    enabled: typed !== null,
    placeholderData: keepPreviousData,
  })
  const named = useQuery({
    queryKey: [...source.key, 'named', value],
    queryFn: ({ signal }) => source.named(value!, signal),
    enabled: value !== null,
    staleTime: 60_000,
  })
  return {
    options: found.data ?? [],
    /** The options are those of what is typed now, not of what was typed before. */
    current: typed !== null && text === typed && found.data !== undefined && !found.isPlaceholderData,
    searching: found.isFetching,
    name: value === null ? '' : (named.data?.label ?? '…'),
  }
}

/** Finds a record by code, name or postcode, accents ignored; can create one on the spot. */
export function LookupField({
  name,
  label,
  value,
  onChange,
  error,
  required,
  disabled,
  description,
  source,
  placeholder,
  onCreate,
  size,
  autoFocus,
  inPopover,
}: LookupFieldProps) {
  const words = useLabels(fieldWords)
  const [typed, setTyped] = useState<string | null>(null)
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setTyped(null)
    },
  })
  const lookup = useLookup(source, typed, value)
  const choose = (chosen: string) => {
    if (chosen === NEW) onCreate?.(typed ?? '')
    else onChange(chosen)
    combobox.closeDropdown()
  }
  const onEnter = useEnter({ typed, lookup, combobox, choose, mayCreate: onCreate !== undefined })
  const open = () => {
    if (typed === null) setTyped('')
    combobox.openDropdown()
  }
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose}
      withinPortal={!inPopover}
      shadow="md"
      transitionProps={{ duration: 0 }}
    >
      <Combobox.Target>
        <TextInput
          name={name}
          label={label}
          description={description}
          size={size ?? 'xs'}
          placeholder={value === null ? (placeholder ?? words.lookupPlaceholder) : lookup.name}
          value={typed ?? lookup.name}
          onChange={event => {
            setTyped(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onClick={open}
          onFocus={event => event.currentTarget.select()}
          onKeyDown={event => (event.key === 'Enter' ? onEnter(event) : event.key === 'ArrowDown' && open())}
          onBlur={() => combobox.closeDropdown()}
          rightSection={
            lookup.searching && typed !== null ? (
              <Loader size={14} />
            ) : value !== null && !disabled ? (
              <CloseButton
                size="sm"
                aria-label={words.clear}
                onMouseDown={event => event.preventDefault()}
                onClick={() => onChange(null)}
                tabIndex={-1}
              />
            ) : null
          }
          error={error}
          withAsterisk={required === true}
          aria-required={required}
          disabled={disabled === true}
          autoComplete="off"
          data-autofocus={autoFocus || undefined}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={words.options}>
          {lookup.options.map(option => (
            <OptionLine key={option.value} option={option} />
          ))}
          {lookup.options.length === 0 && (
            <Combobox.Empty>
              {lookup.searching ? words.searching : typed ? words.noMatch : words.typeMore}
            </Combobox.Empty>
          )}
          {onCreate && <Combobox.Option value={NEW}>{words.create(typed ?? '')}</Combobox.Option>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

type EnterProps = {
  typed: string | null
  lookup: ReturnType<typeof useLookup>
  combobox: ReturnType<typeof useCombobox>
  choose(chosen: string): void
  mayCreate: boolean
}

/** Enter takes the first that matches what is typed; pressed before it is found, as soon as it is. */
function useEnter({ typed, lookup, combobox, choose, mayCreate }: EnterProps) {
  const waiting = useRef(false)
  const ready = Boolean(typed) && lookup.current
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time what is typed has been looked for.
  useEffect(() => {
    if (!ready) return
    combobox.selectFirstOption()
    const first = lookup.options[0]?.value ?? (mayCreate ? NEW : undefined)
    if (waiting.current && first !== undefined) choose(first)
    waiting.current = false
  }, [ready, lookup.options])
  return (event: KeyboardEvent) => {
    if (!typed) return
    if (ready && combobox.getSelectedOptionIndex() !== -1) return
    event.preventDefault()
    waiting.current = !ready
  }
}

function OptionLine({ option: { value, label, hint } }: { option: Option }) {
  return (
    <Combobox.Option value={value}>
      {label}
      {hint && <span style={{ opacity: 0.82, marginLeft: 8, fontSize: '0.8125rem' }}>{hint}</span>}
    </Combobox.Option>
  )
}
