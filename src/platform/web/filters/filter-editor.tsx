import { Button, Checkbox, Group, Radio, Stack, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { addDays, type Day, day, isoDay, monthAdded } from '../../../values/day.ts'
import { DayField } from '../fields/day-field.tsx'
import { LookupField } from '../fields/lookup-field.tsx'
import { IntegerField } from '../fields/number-fields.tsx'
import { useLabels } from '../language.ts'
import { listWords } from '../list/list-words.ts'
import { useSession } from '../session.tsx'
import type {
  ChoiceFilter,
  DayRangeFilter,
  FilterValues,
  IntegerFilter,
  ListFilter,
  TextFilter,
} from './filter-types.ts'

type EditorProps<F> = { filter: F; values: FilterValues; onChange(values: FilterValues): void; onDone(): void }

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)
const many = (value: string | string[] | undefined) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** Where the value of a filter is set; its kind decides how. */
export function FilterEditor(props: EditorProps<ListFilter>) {
  const { filter, values, onChange, onDone } = props
  switch (filter.kind) {
    case 'choice':
      return <ChoiceEditor {...props} filter={filter} />
    case 'days':
      return <DayRangeEditor {...props} filter={filter} />
    case 'lookup':
      return (
        <LookupField
          inPopover
          name={filter.key}
          label={filter.label}
          source={filter.source}
          autoFocus
          value={one(values[filter.key]) ?? null}
          onChange={value => {
            onChange({ [filter.key]: value ?? undefined })
            if (value) onDone()
          }}
        />
      )
    default:
      return <TypedEditor {...props} filter={filter} />
  }
}

function ChoiceEditor({ filter, values, onChange, onDone }: EditorProps<ChoiceFilter>) {
  const words = useLabels(listWords)
  const chosen = many(values[filter.key])
  /** The arrows pass over values on their way: they must not close it, as a click does. */
  const byKey = useRef(false)
  if (filter.single) {
    return (
      <Radio.Group
        aria-label={filter.label}
        value={chosen[0] ?? ''}
        onChange={value => {
          onChange({ [filter.key]: value || undefined })
          if (!byKey.current) onDone()
        }}
      >
        <Stack
          gap={8}
          onPointerDown={() => {
            byKey.current = false
          }}
          onKeyDown={event => {
            byKey.current = true
            if (event.key === 'Enter') onDone()
          }}
        >
          <Radio value="" label={words.any} />
          {filter.options.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
    )
  }
  return (
    <Checkbox.Group
      aria-label={filter.label}
      value={chosen}
      onChange={next => onChange({ [filter.key]: next.length > 0 ? next : undefined })}
    >
      <Stack gap={8}>
        {filter.options.map(({ value, label }, index) => (
          <Checkbox key={value} value={value} label={label} data-autofocus={index === 0 || undefined} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

type Preset = 'today' | 'thisMonth' | 'lastMonth' | 'thisYear' | 'next30'

function presetRange(preset: Preset, today: Day): [Day, Day] {
  const first = today.with({ day: 1 })
  switch (preset) {
    case 'today':
      return [today, today]
    case 'thisMonth':
      return [first, addDays(monthAdded(first, 1), -1)]
    case 'lastMonth':
      return [monthAdded(first, -1), addDays(first, -1)]
    case 'thisYear':
      return [today.with({ month: 1, day: 1 }), today.with({ month: 12, day: 31 })]
    case 'next30':
      return [today, addDays(today, 30)]
  }
}

function DayRangeEditor({ filter, values, onChange, onDone }: EditorProps<DayRangeFilter>) {
  const words = useLabels(listWords)
  const { today } = useSession()
  const presets: Preset[] = ['today', 'thisMonth', 'lastMonth', 'thisYear', 'next30']
  const set = (preset: Preset) => {
    const [from, until] = presetRange(preset, day(today))
    onChange({ [filter.from]: isoDay(from), [filter.to]: isoDay(until) })
    onDone()
  }
  return (
    <Stack gap={10} w={300}>
      <Group gap={8} grow wrap="nowrap" align="start">
        <DayField
          name={filter.from}
          label={words.from}
          value={one(values[filter.from]) ?? null}
          onChange={value => onChange({ [filter.from]: value ?? undefined })}
        />
        <DayField
          name={filter.to}
          label={words.until}
          value={one(values[filter.to]) ?? null}
          onChange={value => onChange({ [filter.to]: value ?? undefined })}
        />
      </Group>
      <Group gap={4}>
        {presets.map(preset => (
          <Button key={preset} size="compact-xs" variant="default" onClick={() => set(preset)}>
            {words[preset]}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}

function TypedEditor({ filter, values, onChange, onDone }: EditorProps<TextFilter | IntegerFilter>) {
  const words = useLabels(listWords)
  const [typed, setTyped] = useState(one(values[filter.key]) ?? '')
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        onChange({ [filter.key]: typed.trim() || undefined })
        onDone()
      }}
    >
      <Group gap={8} wrap="nowrap" align="end">
        {filter.kind === 'integer' ? (
          <IntegerField
            name={filter.key}
            label={filter.label}
            value={typed === '' ? null : Number(typed)}
            onChange={value => setTyped(value === null ? '' : String(value))}
            {...(filter.unit ? { unit: filter.unit } : {})}
          />
        ) : (
          <TextInput
            label={filter.label}
            value={typed}
            onChange={event => setTyped(event.currentTarget.value)}
            data-autofocus
            w={200}
          />
        )}
        <Button type="submit">{words.apply}</Button>
      </Group>
    </form>
  )
}
