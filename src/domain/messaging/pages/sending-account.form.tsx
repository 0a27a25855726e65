import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { messagingContract } from '../contract.ts'
import { accountWords } from '../labels/sending-account.ts'
import { messagingLabels } from '../labels.ts'
import { type MailValues, ServerFields } from './mail-settings.form.tsx'
import { type Account, accounts } from './sending-account-api.part.ts'

/** Through which server, and from which address, a user sends. Source: INT-21, X-41. */
export function SendingAccountForm({ of, onClose }: { of: Account | null; onClose(): void }) {
  const words = useLabels(accountWords)
  const { settings: labels } = useLabels(messagingLabels)
  const { user } = useSession()
  const saved = useSaved(onClose)
  const form = useRecordForm<MailValues, Account>({
    initial: {
      host: of?.host ?? '',
      port: of?.port ?? 587,
      security: of?.security ?? 'starttls',
      user: of ? (of.user ?? '') : user.email,
      password: '',
      fromName: of?.fromName ?? user.name,
      fromAddress: of?.fromAddress ?? user.email,
      replyTo: '',
    },
    input: ({ replyTo: _, ...values }) => ({
      ...values,
      user: values.user.trim() || null,
      password: values.password || undefined,
      revision: of?.revision ?? 0,
    }),
    schema: messagingContract.sendingAccounts.save['~orpc'].inputSchema,
    save: (input: Parameters<typeof accounts.save.call>[0], saving) => accounts.save.call(input, saving),
    onSaved: () => saved(words.saved),
  })
  return (
    <FormDialog title={words.title} form={form} submit={words.save} size={560} onClose={onClose}>
      <ServerFields form={form} hasPassword={of?.hasPassword ?? false} hostHint={words.hostHint} hostRequired />
      <TextField {...form.field('fromName')} label={labels.fromName} required />
      <TextField {...form.field('fromAddress')} label={labels.fromAddress} kind="email" required />
    </FormDialog>
  )
}
