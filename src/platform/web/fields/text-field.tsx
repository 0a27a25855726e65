import { PasswordInput, Textarea, TextInput } from '@mantine/core'
import type { FieldProps } from './field-types.ts'

type TextFieldProps = FieldProps<string> & {
  kind?: 'text' | 'email' | 'password' | 'lines' | 'url'
  autoComplete?: string
  placeholder?: string
  maxLength?: number
  autoFocus?: boolean
}

/** A line of text, several lines, a mail address or a password. */
export function TextField({
  onChange,
  kind = 'text',
  error,
  required,
  disabled,
  autoFocus,
  autoComplete = 'off',
  ...field
}: TextFieldProps) {
  const shared = {
    ...field,
    error,
    autoComplete,
    withAsterisk: required === true,
    'aria-required': required === true,
    disabled: disabled === true,
    ...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {}),
  }
  if (kind === 'lines') return <Textarea {...shared} onChange={event => onChange(event.currentTarget.value)} />
  if (kind === 'password')
    return (
      <PasswordInput
        {...shared}
        aria-invalid={Boolean(error)} // Mantine says it of other fields, not of this one
        onChange={event => onChange(event.currentTarget.value)}
      />
    )
  return <TextInput {...shared} type={kind} onChange={event => onChange(event.currentTarget.value)} />
}
