import type { ReactNode } from 'react'

/** What every field takes: its value, where to say a new one, and what is wrong with it. */
export type FieldProps<Value> = {
  name: string
  label: string
  value: Value
  onChange(value: Value): void
  error?: ReactNode
  required?: boolean
  disabled?: boolean
  description?: ReactNode
}
