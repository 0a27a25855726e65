import { Button, Group, Text } from '@mantine/core'
import { IconPhoto, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogWords } from '../labels/screens.ts'

const SIDE = 96
const LONGEST = 20_000

/** A picture made small in the browser, so that a list of products stays light. */
async function smallPicture(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  const png = canvas.toDataURL('image/png')
  return png.length <= LONGEST ? png : canvas.toDataURL('image/jpeg', 0.8)
}

/** The picture of a product, chosen from a file. Source: ABO-18. */
export function PictureField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange(value: string): void
}) {
  const words = useLabels(catalogWords)
  const input = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState('')
  const choose = async (file: File | undefined) => {
    if (!file) return
    try {
      onChange(await smallPicture(file))
      setFault('')
    } catch {
      setFault(words.notAPicture)
    }
  }
  return (
    <Group gap={8} role="group" aria-label={label}>
      {value ? <Picture of={value} side={40} /> : null}
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

/** The picture of a product, small. */
export function Picture({ of, side }: { of: string; side: number }) {
  return <img src={of} alt="" width={side} height={side} style={{ objectFit: 'contain', verticalAlign: 'middle' }} />
}
