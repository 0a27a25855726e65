import { Checkbox, Input, SegmentedControl, Select } from '@mantine/core'
import { useId } from 'react'
import type { FieldProps } from './field-types.ts'

type ChoiceProps<Value extends string> = FieldProps<Value | null> & {
  options: readonly { value: Value; label: string }[]
  searchable?: boolean
  clearable?: boolean
  /** What holds while nothing is chosen. */
  placeholder?: string
}

/** One of a few values. */
export function ChoiceField<Value extends string>({
  options,
  value,
  onChange,
  required,
  disabled,
  searchable,
  clearable,
  ...field
}: ChoiceProps<Value>) {
  return (
    <Select
      {...field}
      data={options.map(option => ({ value: option.value, label: option.label }))}
      value={value}
      onChange={chosen => onChange(chosen as Value | null)}
      allowDeselect={false}
      searchable={searchable === true}
      clearable={clearable === true}
      withAsterisk={required === true}
      aria-required={required === true}
      disabled={disabled === true}
      comboboxProps={{ transitionProps: { duration: 0 }, shadow: 'md' }}
    />
  )
}

/** One of two or three values, all in view. */
export function SwitchField<Value extends string>({
  label,
  options,
  value,
  onChange,
  disabled,
}: FieldProps<Value> & { options: readonly { value: Value; label: string }[] }) {
  const id = useId()
  return (
    <Input.Wrapper label={label} labelElement="div" size="xs" labelProps={{ id }}>
      <SegmentedControl
        aria-labelledby={id}
        fullWidth
        value={value}
        onChange={chosen => onChange(chosen as Value)}
        disabled={disabled === true}
        data={options.map(option => ({ value: option.value, label: option.label }))}
      />
    </Input.Wrapper>
  )
}

/** A yes or a no. */
export function CheckField({ label, value, onChange, error, disabled, description, name }: FieldProps<boolean>) {
  return (
    <Checkbox
      name={name}
      label={label}
      description={description}
      checked={value}
      onChange={event => onChange(event.currentTarget.checked)}
      error={error}
      disabled={disabled === true}
    />
  )
}
