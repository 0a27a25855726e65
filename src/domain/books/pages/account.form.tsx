import { Modal } from '@mantine/core'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { accountsContract } from '../contract/chart.ts'
import { booksWords } from '../labels/screens.ts'

const api = apiOf('bookAccounts', accountsContract)
export type Named = { id: string; code: string; label: string; revision: number }

/** A new account, or another name for one. */
export function AccountForm({ account, onClose }: { account: Named | null; onClose(): void }) {
  const words = useLabels(booksWords)
  const common = useLabels(commonWords)
  const notify = useNotify()
  const form = useRecordForm({
    initial: { code: account?.code ?? '', label: account?.label ?? '' },
    input: values => (account ? { id: account.id, revision: account.revision, label: values.label } : values),
    schema: (account ? accountsContract.update : accountsContract.create)['~orpc'].inputSchema,
    save: (input: never, saving): Promise<unknown> =>
      account ? api.update.call(input, saving) : api.create.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      refresh()
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{account ? words.renameAccount : words.newAccount}</strong>}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <FormFrame form={form} submit={words.save} onCancel={onClose}>
        <TextField {...form.field('code')} label={words.code} required disabled={account !== null} />
        <TextField {...form.field('label')} label={words.label} required />
      </FormFrame>
    </Modal>
  )
}
