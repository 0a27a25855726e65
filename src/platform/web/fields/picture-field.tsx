import { Button, Group, Text } from '@mantine/core'
import { IconPhoto, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useLabels } from '../language.ts'
import { fieldWords } from './field-words.ts'
import { type PictureLimits, smallPicture } from './small-picture.ts'

type PictureProps = {
  label: string
  value: string
  onChange(value: string): void
  limits: PictureLimits
  /** How large it is shown beside its buttons. */
  shown: { width: number; height: number }
}

/** A picture chosen from a file and made small before it is sent. */
export function PictureField({ label, value, onChange, limits, shown }: PictureProps) {
  const words = useLabels(fieldWords)
  const input = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState('')
  const choose = async (file: File | undefined) => {
    if (!file) return
    try {
      onChange(await smallPicture(file, limits))
      setFault('')
    } catch {
      setFault(words.notAPicture)
    }
  }
  return (
    <Group gap={8} role="group" aria-label={label}>
      {value ? <Picture of={value} {...shown} /> : null}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPhoto size={14} />}
        onClick={() => input.current?.click()}
      >
        {words.choosePicture}
      </Button>
      {value && (
        <Button variant="subtle" size="compact-sm" leftSection={<IconTrash size={14} />} onClick={() => onChange('')}>
          {words.removePicture}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={label}
        onChange={event => void choose(event.currentTarget.files?.[0])}
      />
      {fault && (
        <Text size="xs" c="red" role="alert">
          {fault}
        </Text>
      )}
    </Group>
  )
}

/** A small picture, whole in its box. */
export function Picture({ of, width, height }: { of: string; width: number; height: number }) {
  return (
    <img
      src={of}
      alt=""
      width={width}
      height={height}
      style={{
        objectFit: 'contain',
        verticalAlign: 'middle',
        background: 'light-dark(transparent, #fff)',
        borderRadius: 3,
      }}
    />
  )
}
