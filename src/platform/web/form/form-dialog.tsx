import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Notify, useNotify } from '../feedback/notify.tsx'
import { useLabels } from '../language.ts'
import { refresh } from '../refresh.ts'
import { words as commonWords } from '../words.ts'
import { FormFrame } from './form-frame.tsx'
import type { RecordForm } from './record-form.ts'

type FormDialogProps<Values extends object> = {
  title: string
  form: RecordForm<Values>
  /** What saving does, as a verb and its noun. */
  submit: string
  size?: number
  /** Saving waits; the sentence says for what. */
  locked?: string | undefined
  onClose(): void
  children: ReactNode
}

/** A form over what is on screen. Escape is for the form, which asks before it loses what was typed. */
export function FormDialog<Values extends object>({
  title,
  form,
  submit,
  size,
  locked,
  onClose,
  children,
}: FormDialogProps<Values>) {
  const common = useLabels(commonWords)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{title}</strong>}
      {...(size ? { size } : {})}
      closeOnEscape={false}
      closeOnClickOutside={!form.changed}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <FormFrame form={form} submit={submit} locked={locked} onCancel={onClose}>
        {children}
      </FormFrame>
    </Modal>
  )
}

/** Says that something was saved, shows it, and closes what it was typed in. */
export function useSaved(onClose: () => void) {
  const notify = useNotify()
  return (...done: Parameters<Notify['done']>) => {
    notify.done(...done)
    refresh()
    onClose()
  }
}
