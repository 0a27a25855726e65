import { Button, Group, Modal, Text } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
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
  const safe = danger === true || disabled === true
  const { leave, act } = useHandedOn(safe)
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
        <Button ref={leave} variant="default" onClick={onCancel} data-autofocus={safe || undefined}>
          {cancel ?? words.cancel}
        </Button>
        <Button
          ref={act}
          {...(danger ? { color: 'red' } : {})}
          loading={working === true}
          disabled={disabled === true}
          onClick={onConfirm}
          data-autofocus={!safe || undefined}
        >
          {action}
        </Button>
      </Group>
    </Modal>
  )
}

/** The focus that waited on the way out goes to what became possible; who went elsewhere stays there. */
function useHandedOn(safe: boolean) {
  const leave = useRef<HTMLButtonElement>(null)
  const act = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!safe && document.activeElement === leave.current) act.current?.focus()
  }, [safe])
  return { leave, act }
}
