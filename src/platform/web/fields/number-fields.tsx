import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { EURO } from '../../../values/currency.ts'
import { parseMoney } from '../../../values/money.ts'
import { useFormat } from '../format.ts'
import { useLabels } from '../language.ts'
import type { FieldProps } from './field-types.ts'
import { fieldWords } from './field-words.ts'
import { readInteger, readPercent } from './read-number.ts'

type TypedProps = FieldProps<number | null> & {
  shown: string
  read(text: string): number | null
  fault: string
  placeholder?: string | undefined
  unit?: string | undefined
  inputMode: 'decimal' | 'numeric'
}

/** A number kept as typed until the field is left, then written as everywhere else. */
function TypedNumber({
  value,
  onChange,
  shown,
  read,
  fault,
  error,
  unit,
  required,
  disabled,
  placeholder,
  ...field
}: TypedProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const [left, setLeft] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value set from outside replaces what was typed.
  useEffect(() => {
    if (typed !== null && read(typed) !== value) setTyped(null)
  }, [value])
  const unreadable = typed !== null && typed.trim() !== '' && read(typed) === null
  const type = (text: string) => {
    setLeft(false)
    setTyped(text)
    onChange(text.trim() === '' ? null : read(text))
  }
  return (
    <TextInput
      {...field}
      value={typed ?? shown}
      placeholder={placeholder ?? ''}
      onChange={event => type(event.currentTarget.value)}
      onBlur={() => {
        setLeft(true)
        if (!unreadable) setTyped(null)
      }}
      error={unreadable && left ? fault : error}
      rightSection={
        unit ? (
          <span style={{ color: 'var(--mantine-color-dimmed)', paddingRight: 8, marginLeft: 'auto' }}>{unit}</span>
        ) : null
      }
      rightSectionWidth={unit ? 64 : 8}
      withAsterisk={required === true}
      aria-required={required === true}
      disabled={disabled === true}
      autoComplete="off"
      className="numbers"
    />
  )
}

/** An amount typed with a comma or a point, kept in cents. */
export function AmountField({ currency = EURO, ...props }: FieldProps<number | null> & { currency?: string }) {
  const words = useLabels(fieldWords)
  const format = useFormat()
  return (
    <TypedNumber
      {...props}
      shown={format.amount(props.value)}
      read={text => parseMoney(text, currency)}
      fault={words.notAnAmount}
      placeholder={words.amountPlaceholder}
      unit={currency === EURO ? '€' : currency}
      inputMode="decimal"
    />
  )
}

/** A whole number, with its unit when it has one. */
export function IntegerField({ unit, ...props }: FieldProps<number | null> & { unit?: string }) {
  const words = useLabels(fieldWords)
  const format = useFormat()
  return (
    <TypedNumber
      {...props}
      shown={format.integer(props.value)}
      read={readInteger}
      fault={words.notAnInteger}
      unit={unit}
      inputMode="numeric"
    />
  )
}

/** A rate in percent, kept in basis points. */
export function PercentField(props: FieldProps<number | null>) {
  const words = useLabels(fieldWords)
  const format = useFormat()
  const shown = props.value === null ? '' : format.percent(props.value).replace(/[\s\u202f\u00a0]*%$/, '')
  return (
    <TypedNumber {...props} shown={shown} read={readPercent} fault={words.notAPercent} unit="%" inputMode="decimal" />
  )
}
