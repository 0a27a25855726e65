import { Alert, Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { CheckField, ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { mailboxesContract } from '../contract/mailboxes.ts'
import { collectWords } from '../labels/collect-screens.ts'
import { mailboxLabels } from '../labels/mailboxes.ts'
import { type Mailbox, mailboxes } from './exchange-api.part.ts'

type Values = {
  protocol: 'imap' | 'pop3'
  host: string
  port: number | null
  security: 'tls' | 'starttls' | 'none' | null
  user: string
  password: string
  everyMinutes: number | null
  active: boolean
}
type Tested = Parameters<typeof mailboxes.test.call>[0]

const USUAL_PORTS = { imap: { tls: 993, starttls: 143, none: 143 }, pop3: { tls: 995, starttls: 110, none: 110 } }
const usualPort = ({ protocol, security }: Pick<Values, 'protocol' | 'security'>) =>
  USUAL_PORTS[protocol][security ?? 'tls']

/** How a mailbox is reached and when it is collected; it is tried before it is kept. Source: INT-28 to INT-30, X-40. */
export function MailboxForm({ of, onClose }: { of?: Mailbox; onClose(): void }) {
  const words = useLabels(collectWords)
  const saved = useSaved(onClose)
  const form = useRecordForm<Values, Mailbox>({
    initial: {
      protocol: of?.protocol ?? 'imap',
      host: of?.host ?? '',
      port: of?.port ?? USUAL_PORTS.imap.tls,
      security: of?.security ?? 'tls',
      user: of?.user ?? '',
      password: '',
      everyMinutes: of ? of.everyMinutes : 10,
      active: of?.active ?? true,
    },
    input: values => ({ ...said(values), ...(of ? { id: of.id, revision: of.revision } : {}) }),
    schema: (of ? mailboxesContract.change : mailboxesContract.add)['~orpc'].inputSchema,
    save: (input: Parameters<typeof mailboxes.change.call>[0], saving) =>
      of ? mailboxes.change.call(input, saving) : mailboxes.add.call(input, saving),
    onSaved: () => saved(words.saved),
  })
  return (
    <FormDialog title={words.mailboxes} form={form} submit={words.save} size={560} onClose={onClose}>
      <ServerFields form={form} isKept={of !== undefined} />
      <IntegerField
        {...form.field('everyMinutes')}
        label={words.every}
        description={words.everyHint}
        unit={words.minutes}
      />
      <CheckField {...form.field('active')} label={words.active} />
      <Trial asked={{ ...reached(form.values), ...(of ? { id: of.id } : {}) } as Tested} />
    </FormDialog>
  )
}

const said = ({ password, ...values }: Values) => ({ ...values, ...(password === '' ? {} : { password }) })
const reached = ({ everyMinutes: _, active: __, ...server }: Values) =>
  said({ ...server, everyMinutes: null, active: true })

function ServerFields({ form, isKept }: { form: RecordForm<Values>; isKept: boolean }) {
  const words = useLabels(collectWords)
  const { protocols, securities } = useLabels(mailboxLabels)
  const choose = (next: Partial<Pick<Values, 'protocol' | 'security'>>) => {
    const usual = form.values.port === usualPort(form.values)
    form.set({ ...next, ...(usual ? { port: usualPort({ ...form.values, ...next }) } : {}) })
  }
  return (
    <>
      <SwitchField
        {...form.field('protocol')}
        onChange={protocol => choose({ protocol })}
        label={words.protocol}
        options={(['imap', 'pop3'] as const).map(value => ({ value, label: protocols[value] }))}
      />
      <FieldRow widths="minmax(0, 1fr) 88px">
        <TextField {...form.field('host')} label={words.host} placeholder="imap.fournisseur.com" required />
        <IntegerField {...form.field('port')} label={words.port} required />
      </FieldRow>
      <ChoiceField
        {...form.field('security')}
        onChange={security => choose({ security })}
        label={words.security}
        options={(['tls', 'starttls', 'none'] as const).map(value => ({ value, label: securities[value] }))}
        required
      />
      <TextField {...form.field('user')} label={words.user} description={words.userHint} required />
      <TextField
        {...form.field('password')}
        label={words.password}
        kind="password"
        placeholder={isKept ? words.passwordKept : ''}
        autoComplete="new-password"
        required={!isKept}
      />
    </>
  )
}

/** Opens the mailbox as it is typed, and says what is wrong. */
function Trial({ asked }: { asked: Tested }) {
  const words = useLabels(collectWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const trial = useMutation(mailboxes.test.mutationOptions())
  const isOfThese = JSON.stringify(trial.variables) === JSON.stringify(asked)
  const { data, error } = trial
  const answer = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (data || error) answer.current?.scrollIntoView({ block: 'center' })
  }, [data, error])
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlugConnected size={16} />}
        loading={trial.isPending}
        onClick={() => trial.mutate(asked)}
      >
        {words.test}
      </Button>
      <div role="status" ref={answer}>
        {isOfThese && error && (
          <Alert color="red" p="xs">
            {failureOf(error, common.unreachable).message}
          </Alert>
        )}
        {isOfThese && data && (
          <Alert color={data.ok ? 'green' : 'red'} p="xs">
            {data.ok ? words.good(format.integer(data.mailCount)) : data.message}
          </Alert>
        )}
        {isOfThese && data?.usedBy && (
          <Alert color="yellow" p="xs" mt="xs">
            {words.usedBy(data.usedBy)}
          </Alert>
        )}
      </div>
    </>
  )
}
