import { Button, Group, Modal, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLabels } from '../language.ts'
import { words as commonWords } from '../words.ts'

type ConfirmProps = {
  opened: boolean
  title: string
  /** What will happen, and to how many. */
  text: ReactNode
  /** The verb and its noun: `Expédier 212 envois`. */
  action: string
  cancel?: string
  danger?: boolean
  working?: boolean
  /** Not possible yet: something is missing in the text. */
  disabled?: boolean
  onConfirm(): void
  onCancel(): void
}

/** Asks before something that cannot simply be undone; names what it will do and to how many. */
export function Confirm({
  opened,
  title,
  text,
  action,
  cancel,
  danger,
  working,
  disabled,
  onConfirm,
  onCancel,
}: ConfirmProps) {
  const words = useLabels(commonWords)
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={<strong>{title}</strong>}
      size={460}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Text component="div">{text}</Text>
      <Group justify="flex-end" gap={8} mt="lg">
        <Button variant="default" onClick={onCancel} data-autofocus={danger || undefined}>
          {cancel ?? words.cancel}
        </Button>
        <Button
          {...(danger ? { color: 'red' } : {})}
          loading={working === true}
          disabled={disabled === true}
          onClick={onConfirm}
          data-autofocus={!danger || undefined}
        >
          {action}
        </Button>
      </Group>
    </Modal>
  )
}
