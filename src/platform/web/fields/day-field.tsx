import { TextInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import { day, isoDay } from '../../../values/day.ts'
import { readDay } from '../../../values/parse-day.ts'
import { useFormat } from '../format.ts'
import { useLabels } from '../language.ts'
import { useNarrow } from '../layout.ts'
import { useSession } from '../session.tsx'
import type { FieldProps } from './field-types.ts'
import { fieldWords } from './field-words.ts'

type DayFieldProps = FieldProps<string | null> & { size?: 'xs' | 'sm' }

/** A day as clerks type it: `310823`, `31/08`, `+15`; the weekday stands beside it, short on a phone. */
export function DayField({
  name,
  label,
  value,
  onChange,
  error,
  required,
  disabled,
  description,
  size,
}: DayFieldProps) {
  const words = useLabels(fieldWords)
  const format = useFormat()
  const { today } = useSession()
  const narrow = useNarrow()
  const [typed, setTyped] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value set from outside replaces what was typed.
  useEffect(() => setTyped(null), [value])

  const read = (text: string) => {
    setTyped(text)
    if (text.trim() === '') {
      setFault(null)
      onChange(null)
      return
    }
    const found = readDay(text, day(today))
    setFault('fault' in found ? words[found.fault] : null)
  }
  const settle = () => {
    if (typed === null || typed.trim() === '') return
    const found = readDay(typed, day(today))
    if (!('day' in found)) return
    setTyped(null)
    onChange(isoDay(found.day))
  }
  return (
    <TextInput
      name={name}
      label={label}
      description={description}
      size={size ?? 'xs'}
      placeholder={words.dayPlaceholder}
      value={typed ?? format.day(value)}
      onChange={event => read(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={event => saves(event) && settle()}
      error={typed !== null && fault && typed.length > 3 ? fault : error}
      rightSection={weekday(value && typed === null ? format.weekday(value, narrow ? 'short' : 'long') : '')}
      rightSectionWidth={value && typed === null ? (narrow ? 46 : 82) : 8}
      withAsterisk={required === true}
      aria-required={required}
      disabled={disabled === true}
      autoComplete="off"
      inputMode="numeric"
      className="numbers"
    />
  )
}

/** What is typed counts before the form is saved, by Enter or Ctrl+S. */
const saves = ({ key, ctrlKey, metaKey }: KeyboardEvent) => key === 'Enter' || (key === 's' && (ctrlKey || metaKey))

const weekday = (name: string): ReactNode => (
  <span style={{ fontSize: '0.8125rem', color: 'var(--mantine-color-dimmed)', paddingRight: 8, marginLeft: 'auto' }}>
    {name}
  </span>
)
