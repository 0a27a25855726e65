import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'

/** A question asked over what is on screen; Escape is for its form. */
export function Dialog({ title, onClose, children }: { title: string; onClose(): void; children: ReactNode }) {
  const common = useLabels(commonWords)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{title}</strong>}
      size={560}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {children}
    </Modal>
  )
}
