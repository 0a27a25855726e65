import { FormDrawer } from '../../../platform/web/form/form-drawer.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { CreateParty } from '../../parties/pages/party.form.tsx'
import { invoicingWords } from '../labels/screens.ts'

/** A contact created on the spot, over the form that waits for it. */
export function NewContact({ typed, onDone }: { typed: string | undefined; onDone(id: string | undefined): void }) {
  const words = useLabels(invoicingWords)
  return (
    <FormDrawer opened={typed !== undefined} name={words.newContact} onClose={() => onDone(undefined)}>
      <CreateParty typed={typed ?? ''} onDone={onDone} />
    </FormDrawer>
  )
}
