import { useEffect } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { messagingContract } from '../contract.ts'
import { mailWords } from '../labels/screens.ts'
import { messagingLabels } from '../labels.ts'
import { SECURITIES } from '../rules.ts'

const api = apiOf('messaging', messagingContract).mailSettings
export type Settings = Awaited<ReturnType<typeof api.get.call>>
type Update = Parameters<typeof api.update.call>[0]
type Security = (typeof SECURITIES)[number]
/** A mail server and who sends through it, as they are typed. */
export type MailValues = {
  host: string
  port: number | null
  security: Security | null
  user: string
  password: string
  fromName: string
  fromAddress: string
  replyTo: string
}

/** The port that goes with each encryption; changed with it unless another one was typed. */
const USUAL_PORTS: Record<Security, number> = { tls: 465, starttls: 587, none: 25 }

const orNull = (text: string) => text.trim() || null

type FormProps = { settings: Settings; readOnly: boolean; onChanged(changed: boolean): void }

/** The mail server and the sender. The password goes one way: it is typed, never shown. */
export function MailSettingsForm({ settings, readOnly, onChanged }: FormProps) {
  const words = useLabels(mailWords)
  const { hostHint } = useLabels(messagingLabels).settings
  const notify = useNotify()
  const { host, port, security, user, fromName, fromAddress, replyTo, revision } = settings
  const form = useRecordForm<MailValues, Settings>({
    initial: {
      host: host ?? '',
      port,
      security,
      user: user ?? '',
      password: '',
      fromName,
      fromAddress,
      replyTo: replyTo ?? '',
    },
    input: values => ({
      ...values,
      host: orNull(values.host),
      user: orNull(values.user),
      replyTo: orNull(values.replyTo),
      password: values.password || undefined,
      revision,
    }),
    schema: messagingContract.mailSettings.update['~orpc'].inputSchema,
    save: (input: Update, saving) => api.update.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      refresh()
    },
  })
  useEffect(() => onChanged(form.changed), [form.changed, onChanged])
  return (
    <FormFrame form={form} submit={words.save} locked={readOnly ? words.mayNotWrite : undefined}>
      <ServerFields form={form} hasPassword={settings.hasPassword} hostHint={hostHint} />
      <SenderFields form={form} />
    </FormFrame>
  )
}

type ServerProps = { form: RecordForm<MailValues>; hasPassword: boolean; hostHint: string; hostRequired?: boolean }

/** Where mail leaves by. */
export function ServerFields({ form, hasPassword, hostHint, hostRequired = false }: ServerProps) {
  const { settings: labels } = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const { security, port } = form.values
  const choose = (next: Security | null) => {
    const usual = security !== null && port === USUAL_PORTS[security]
    form.set({ security: next, ...(next && usual ? { port: USUAL_PORTS[next] } : {}) })
  }
  return (
    <>
      <FieldRow widths="minmax(0, 1fr) 88px">
        <TextField
          {...form.field('host')}
          label={labels.host}
          description={hostHint}
          placeholder="smtp.exemple.fr"
          required={hostRequired}
        />
        <IntegerField {...form.field('port')} label={labels.port} description={'\u00a0'} required />
      </FieldRow>
      <ChoiceField
        {...form.field('security')}
        onChange={choose}
        label={labels.security}
        options={SECURITIES.map(value => ({ value, label: labels.securities[value] }))}
      />
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <TextField {...form.field('user')} label={labels.user} description={words.userHint} />
        <TextField
          {...form.field('password')}
          label={labels.password}
          kind="password"
          description={words.passwordHint}
          placeholder={hasPassword ? labels.passwordKept : ''}
          autoComplete="new-password"
        />
      </FieldRow>
    </>
  )
}

function SenderFields({ form }: { form: RecordForm<MailValues> }) {
  const { settings: labels } = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  return (
    <Fieldset legend={words.sender}>
      <TextField {...form.field('fromName')} label={labels.fromName} required />
      <TextField {...form.field('fromAddress')} label={labels.fromAddress} kind="email" required />
      <TextField {...form.field('replyTo')} label={labels.replyTo} kind="email" description={words.replyHint} />
    </Fieldset>
  )
}
