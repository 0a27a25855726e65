import { Drawer } from '@mantine/core'
import { useLabels } from '../../../platform/web/language.ts'
import { CreateParty } from '../../parties/pages/party.form.tsx'
import { invoicingWords } from '../labels/screens.ts'

/** A contact created on the spot, over the form that waits for it. */
export function NewContact({ typed, onDone }: { typed: string | undefined; onDone(id: string | undefined): void }) {
  const words = useLabels(invoicingWords)
  return (
    <Drawer
      opened={typed !== undefined}
      onClose={() => onDone(undefined)}
      position="right"
      size={560}
      padding={0}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      attributes={{ content: { 'aria-label': words.newContact } }}
    >
      {typed !== undefined && <CreateParty typed={typed} onDone={onDone} />}
    </Drawer>
  )
}
