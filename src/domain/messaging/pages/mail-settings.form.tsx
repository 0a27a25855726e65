import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { messagingContract } from '../contract.ts'
import { mailWords } from '../labels/screens.ts'
import { messagingLabels } from '../labels.ts'
import { SECURITIES } from '../rules.ts'

const api = apiOf('messaging', messagingContract)
type Settings = Awaited<ReturnType<typeof api.mailSettings.get.call>>
type Update = Parameters<typeof api.mailSettings.update.call>[0]
type Security = (typeof SECURITIES)[number]

/** Server and sender of the company's mail; a password that is kept is never shown. */
export function MailSettingsForm({ settings }: { settings: Settings }) {
  const { settings: labels } = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const notify = useNotify()
  const { host, port, security, user, fromName, fromAddress, replyTo, hasPassword, revision } = settings
  const form = useRecordForm({
    initial: {
      host: host ?? '',
      port: port as number | null,
      security: security as Security | null,
      user: user ?? '',
      password: '',
      fromName,
      fromAddress,
      replyTo: replyTo ?? '',
    },
    input: values => ({
      ...values,
      host: values.host || null,
      user: values.user || null,
      replyTo: values.replyTo || null,
      password: values.password || undefined,
      revision,
    }),
    schema: messagingContract.mailSettings.update['~orpc'].inputSchema,
    save: (input: Update, saving) => api.mailSettings.update.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      refresh()
    },
  })
  return (
    <FormFrame form={form} submit={words.save}>
      <Fieldset legend={words.serverLegend}>
        <FieldRow widths="minmax(0, 1fr) 110px">
          <TextField {...form.field('host')} label={labels.host} />
          <IntegerField {...form.field('port')} label={labels.port} required />
        </FieldRow>
        <ChoiceField
          {...form.field('security')}
          label={labels.security}
          options={SECURITIES.map(value => ({ value, label: labels.securities[value] }))}
        />
        <TextField {...form.field('user')} label={labels.user} />
        <TextField
          {...form.field('password')}
          label={labels.password}
          kind="password"
          placeholder={hasPassword ? labels.passwordKept : ''}
          autoComplete="new-password"
        />
      </Fieldset>
      <Fieldset legend={words.senderLegend}>
        <TextField {...form.field('fromName')} label={labels.fromName} required />
        <TextField {...form.field('fromAddress')} label={labels.fromAddress} kind="email" required />
        <TextField {...form.field('replyTo')} label={labels.replyTo} kind="email" />
      </Fieldset>
    </FormFrame>
  )
}
