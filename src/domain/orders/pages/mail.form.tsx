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
import { deliveryMailsContract, orderMailsContract } from '../contract/mails.ts'
import { handlingWords } from '../labels/handling.ts'
import { deliveryMails, orderMails } from './order-api.part.ts'
import classes from './orders.module.css'

type Shown = Awaited<ReturnType<typeof orderMails.mail.call>>
type Said = Parameters<typeof orderMails.sendMail.call>[0]
type Of = { id: string; number: string }
type Props = { of: Of; onClose(): void }

/** The mail of an order, to be read and changed before it is sent. */
export function MailOrder({ of, onClose }: Props) {
  const words = useLabels(handlingWords)
  const query = useQuery(orderMails.mail.queryOptions({ input: { id: of.id }, staleTime: 0, gcTime: 0 }))
  return (
    <Mail
      {...{ of, onClose, query }}
      title={words.mailOrder(of.number)}
      schema={orderMailsContract.sendMail['~orpc'].inputSchema}
      send={orderMails.sendMail.call}
    />
  )
}

/** The mail of a delivery, with its note. */
export function MailNote({ of, onClose }: Props) {
  const words = useLabels(handlingWords)
  const query = useQuery(deliveryMails.mail.queryOptions({ input: { id: of.id }, staleTime: 0, gcTime: 0 }))
  return (
    <Mail
      {...{ of, onClose, query }}
      title={words.mailNote(of.number)}
      schema={deliveryMailsContract.sendMail['~orpc'].inputSchema}
      send={deliveryMails.sendMail.call}
    />
  )
}

type MailProps = Props & {
  title: string
  query: { data: Shown | undefined; error: unknown }
  schema: unknown
  send: typeof orderMails.sendMail.call
}

function Mail({ query: { data, error }, ...rest }: MailProps) {
  const common = useLabels(commonWords)
  if (data) return <MailForm {...rest} shown={data} />
  return (
    <Modal
      opened
      onClose={rest.onClose}
      title={<strong>{rest.title}</strong>}
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

function MailForm({ of, title, shown, schema, send, onClose }: Omit<MailProps, 'query'> & { shown: Shown }) {
  const words = useLabels(handlingWords)
  const format = useFormat()
  const path = useCompanyPath()
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { to: shown.to, subject: shown.subject, text: shown.text },
    input: values => ({ id: of.id, ...values }),
    schema,
    save: (input: Said, saving) => send(input, saving),
    onSaved: ({ messageId, to }) =>
      saved(words.sent(to), { link: { to: `${path('messages')}?open=${messageId}`, label: words.showMessage } }),
  })
  return (
    <FormDialog title={title} form={form} submit={words.send} size={640} onClose={onClose}>
      {shown.lastSentAt && <p className={classes.text}>{words.sentBefore(format.instant(shown.lastSentAt))}</p>}
      <TextField {...form.field('to')} label={words.to} kind="email" required autoFocus={shown.to === ''} />
      <TextField {...form.field('subject')} label={words.subject} maxLength={200} required />
      <TextField {...form.field('text')} label={words.text} kind="lines" required />
      <p className={classes.text}>{words.attachment(shown.attachment)}</p>
    </FormDialog>
  )
}
