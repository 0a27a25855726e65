import { TagsInput } from '@mantine/core'
import type { FieldProps } from './field-types.ts'

/** Several short texts, such as mail addresses; Enter or a comma ends one. */
export function SeveralField({
  name,
  label,
  value,
  onChange,
  error,
  disabled,
  description,
  placeholder,
}: FieldProps<string[]> & { placeholder?: string }) {
  return (
    <TagsInput
      name={name}
      label={label}
      description={description}
      size="xs"
      value={value}
      onChange={onChange}
      error={error}
      disabled={disabled === true}
      placeholder={value.length === 0 ? (placeholder ?? '') : ''}
      splitChars={[',', ';', ' ']}
      acceptValueOnBlur
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}
