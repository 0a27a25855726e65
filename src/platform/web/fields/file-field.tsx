import { FileInput } from '@mantine/core'
import { useState } from 'react'
import { base64Of } from '../base64.ts'
import { useLabels } from '../language.ts'
import type { FieldProps } from './field-types.ts'
import { fieldWords } from './field-words.ts'

/** A file as operations take it, its content in Base64. */
export type GivenFile = { name: string; mediaType: string; content: string }

const MEGABYTE = 1024 * 1024

/** A file of this computer, read as soon as it is chosen. */
export function FileField({
  value,
  onChange,
  error,
  required,
  disabled,
  accept,
  megabytes,
  ...field
}: FieldProps<GivenFile | null> & { accept: string; megabytes: number }) {
  const words = useLabels(fieldWords)
  const [fault, setFault] = useState('')
  const choose = async (file: File | null) => {
    const tooLarge = file !== null && file.size > megabytes * MEGABYTE
    setFault(tooLarge ? words.fileTooLarge(String(megabytes)) : '')
    if (!file || tooLarge) return onChange(null)
    const { name, type } = file
    onChange({ name, mediaType: type || 'application/octet-stream', content: await base64Of(file) })
  }
  return (
    <FileInput
      {...field}
      placeholder={value?.name ?? words.chooseFile}
      onChange={file => void choose(file)}
      error={fault || error}
      accept={accept}
      clearable
      clearButtonProps={{ 'aria-label': words.clear }}
      withAsterisk={required === true}
      aria-required={required === true}
      disabled={disabled === true}
    />
  )
}
