import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'

type FormDrawerProps = { opened: boolean; name: string; onClose(): void; children: ReactNode }

/** A form beside the one that waits for what it makes. Escape is for the form, which asks before it loses what was typed. */
export function FormDrawer({ opened, name, onClose, children }: FormDrawerProps) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={560}
      padding={0}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      attributes={{ content: { 'aria-label': name } }}
    >
      {opened && children}
    </Drawer>
  )
}
