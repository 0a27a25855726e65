import { Alert, Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { mailboxesContract } from '../contract/mailboxes.ts'
import { collectWords } from '../labels/collect-screens.ts'
import { accessWords } from '../labels/mailbox-access.ts'
import { accessOf, oauthTyped, tenantOf } from '../rules/mail-providers.ts'
import { useAllow } from './collect.part.ts'
import { type Mailbox, mailboxes } from './exchange-api.part.ts'
import { AccessFields, type MailboxValues, ServerFields, USUAL_PORTS } from './mailbox-fields.part.tsx'

type Tested = Parameters<typeof mailboxes.test.call>[0]

/** How a mailbox is reached and when it is collected; it is tried before it is kept. Source: INT-28 to INT-30, X-40, X-45. */
export function MailboxForm({ of, onClose }: { of?: Mailbox; onClose(): void }) {
  const words = useLabels(collectWords)
  const { saveAndAllow } = useLabels(accessWords)
  const saved = useSaved(onClose)
  const allow = useAllow()
  const form = useRecordForm<MailboxValues, Mailbox>({
    initial: valuesOf(of),
    input: values => ({ ...said(values), ...(of ? { id: of.id, revision: of.revision } : {}) }),
    schema: (of ? mailboxesContract.change : mailboxesContract.add)['~orpc'].inputSchema,
    save: (input: Parameters<typeof mailboxes.change.call>[0], saving) =>
      of ? mailboxes.change.call(input, saving) : mailboxes.add.call(input, saving),
    onSaved: row => {
      saved(words.saved)
      if (row.oauth && !row.authorised) void allow(row)
    },
  })
  const byPassword = form.values.access === 'password'
  const submit = byPassword || of?.authorised ? words.save : saveAndAllow
  return (
    <FormDialog title={words.mailboxes} form={form} submit={submit} size={560} onClose={onClose}>
      <ServerFields form={form} />
      <AccessFields form={form} isKept={of !== undefined} />
      <IntegerField
        {...form.field('everyMinutes')}
        label={words.every}
        description={words.everyHint}
        unit={words.minutes}
      />
      <CheckField {...form.field('active')} label={words.active} />
      {(byPassword || of?.authorised) && (
        <Trial asked={{ ...reached(form.values), ...(of ? { id: of.id } : {}) } as Tested} />
      )}
    </FormDialog>
  )
}

const valuesOf = (of?: Mailbox): MailboxValues => ({
  access: accessOf(of?.oauth ?? null),
  protocol: of?.protocol ?? 'imap',
  host: of?.host ?? '',
  port: of?.port ?? USUAL_PORTS.imap.tls,
  security: of?.security ?? 'tls',
  user: of?.user ?? '',
  password: '',
  tenant: tenantOf(of?.oauth ?? null),
  issuer: of?.oauth?.issuer ?? '',
  clientId: of?.oauth?.clientId ?? '',
  scope: of?.oauth?.scope ?? '',
  everyMinutes: of ? of.everyMinutes : 10,
  active: of?.active ?? true,
})

const said = ({ password, access, tenant, issuer, clientId, scope, ...values }: MailboxValues) => ({
  ...values,
  oauth: oauthTyped({ access, protocol: values.protocol, tenant, issuer, clientId, scope }),
  ...(password === '' ? {} : { password }),
})
const reached = ({ everyMinutes: _, active: __, ...server }: MailboxValues) =>
  said({ ...server, everyMinutes: null, active: true })

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
