import { apiOf } from '../../../platform/web/api.ts'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { accountsContract } from '../contract/chart.ts'
import { booksWords } from '../labels/screens.ts'

const api = apiOf('bookAccounts', accountsContract)
export type Named = { id: string; code: string; label: string; revision: number }

/** A new account, or another name for one. */
export function AccountForm({ account, onClose }: { account: Named | null; onClose(): void }) {
  const words = useLabels(booksWords)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { code: account?.code ?? '', label: account?.label ?? '' },
    input: values => (account ? { id: account.id, revision: account.revision, label: values.label } : values),
    schema: (account ? accountsContract.update : accountsContract.create)['~orpc'].inputSchema,
    save: (input: never, saving): Promise<unknown> =>
      account ? api.update.call(input, saving) : api.create.call(input, saving),
    onSaved: () => saved(words.saved),
  })
  return (
    <FormDialog
      title={account ? words.renameAccount : words.newAccount}
      form={form}
      submit={words.save}
      onClose={onClose}
    >
      <TextField {...form.field('code')} label={words.code} required disabled={account !== null} />
      <TextField {...form.field('label')} label={words.label} required />
    </FormDialog>
  )
}
