import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useLabels } from '../language.ts'
import { words as commonWords } from '../words.ts'

type SecretProps = { title: string; text: string; secret: string; copy: string; onClose(): void }

/** Something shown once, such as a key or a link, with the button that copies it. */
export function Secret({ title, text, secret, copy, onClose }: SecretProps) {
  const words = useLabels(commonWords)
  const [copied, setCopied] = useState(false)
  const take = () => void navigator.clipboard.writeText(secret).then(() => setCopied(true))
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{title}</strong>}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Text>{text}</Text>
      <Group gap={8} mt="md" wrap="nowrap" align="end">
        <TextInput
          aria-label={title}
          value={secret}
          readOnly
          flex={1}
          onFocus={event => event.currentTarget.select()}
          ff="monospace"
        />
        <Button onClick={take} leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />} data-autofocus>
          {copied ? words.copied : copy}
        </Button>
      </Group>
    </Modal>
  )
}
