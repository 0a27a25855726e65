import { Button } from '@mantine/core'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useState } from 'react'
import { useLabels } from '../language.ts'
import { fieldWords } from './field-words.ts'

/** The lock on an exceptional edit: nothing can be saved until it is opened. Source: ABO-43. */
export function usePadlock() {
  const words = useLabels(fieldWords)
  const [open, setOpen] = useState(false)
  return { open, setOpen, reason: open ? undefined : words.locked }
}

/** Opens and closes the lock. */
export function PadlockButton({ open, setOpen }: { open: boolean; setOpen(open: boolean): void }) {
  const words = useLabels(fieldWords)
  const Icon = open ? IconLockOpen : IconLock
  return (
    <Button
      variant={open ? 'light' : 'default'}
      aria-pressed={open}
      leftSection={<Icon size={16} />}
      onClick={() => setOpen(!open)}
    >
      {open ? words.unlocked : words.unlock}
    </Button>
  )
}
