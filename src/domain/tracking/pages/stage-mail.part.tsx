import { Loader, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { trackMailsContract } from '../contract/mails.ts'
import { trackWords } from '../labels/screens.ts'
import classes from './tracking.module.css'
import { trackMails } from './tracking-api.part.ts'

type Props = { id: string; onClose(): void }
type Shown = Awaited<ReturnType<typeof trackMails.mail.call>>

/** The envelope: the mail of the stage where an order is, to be read and changed before it is sent. Source: SUI-16. */
export function StageMail({ id, onClose }: Props) {
  const words = useLabels(trackWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(trackMails.mail.queryOptions({ input: { id }, staleTime: 0, gcTime: 0 }))
  if (data) return <MailForm id={id} of={data} onClose={onClose} />
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.mailTitle}</strong>}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {error ? (
        <p role="alert">{failureOf(error, common.unreachable).message}</p>
      ) : (
        <Loader size="sm" role="status" aria-label={common.loading} />
      )}
    </Modal>
  )
}

function MailForm({ id, of, onClose }: Props & { of: Shown }) {
  const words = useLabels(trackWords)
  const format = useFormat()
  const path = useCompanyPath()
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { to: of.to, subject: of.subject, text: of.text },
    input: ({ to, subject, text }) => ({ id, templateId: of.templateId, to, subject, text }),
    schema: trackMailsContract.sendMail['~orpc'].inputSchema,
    save: (input: Parameters<typeof trackMails.sendMail.call>[0], saving) => trackMails.sendMail.call(input, saving),
    onSaved: ({ messageId }) =>
      saved(words.sent, { link: { to: `${path('messages')}?open=${messageId}`, label: words.showMessages } }),
  })
  return (
    <FormDialog title={words.mailTitle} form={form} submit={words.send} size={640} onClose={onClose}>
      {of.lastSentAt && <p className={classes.text}>{words.sentBefore(format.instant(of.lastSentAt))}</p>}
      <TextField
        {...form.field('to')}
        label={words.to}
        kind="email"
        placeholder={words.noAddress}
        required
        autoFocus={of.to === ''}
      />
      <TextField {...form.field('subject')} label={words.subject} maxLength={200} required />
      {/* It opens by itself after a move: a key that was meant for the list sends nothing from here. */}
      <TextField {...form.field('text')} label={words.text} kind="lines" required autoFocus={of.to !== ''} />
    </FormDialog>
  )
}
