import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { editorWords } from '../labels/editor.ts'
import type { Editor } from './editor-form.part.ts'

/** Asks, when what was typed would be lost, whether to keep it as a draft. */
export function EditorLeave({ editor: { form, save } }: { editor: Editor }) {
  const words = useLabels(editorWords)
  const common = useLabels(commonWords)
  const blocked = useBlocker({ shouldBlockFn: form.dirty, withResolver: true, enableBeforeUnload: form.dirty })
  const stay = () => blocked.reset?.()
  return (
    <Modal
      opened={blocked.status === 'blocked'}
      onClose={stay}
      title={<strong>{words.leaveTitle}</strong>}
      size={500}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Text>{words.leaveText}</Text>
      <Group justify="flex-end" gap={8} mt="lg">
        <Button variant="default" onClick={stay}>
          {words.stay}
        </Button>
        <Button variant="default" color="red" onClick={() => blocked.proceed?.()}>
          {words.drop}
        </Button>
        <Button
          data-autofocus
          loading={form.saving}
          onClick={() => {
            const { proceed } = blocked
            stay()
            save(() => setTimeout(() => proceed?.()))
          }}
        >
          {words.keep}
        </Button>
      </Group>
    </Modal>
  )
}
