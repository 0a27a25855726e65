import { Button, Code, CopyButton, Group, Text } from '@mantine/core'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { collectWords } from '../labels/collect-screens.ts'
import { accessWords } from '../labels/mailbox-access.ts'
import { mailboxLabels } from '../labels/mailboxes.ts'
import { ACCESSES, type Access, HOSTS } from '../rules/mail-providers.ts'

/** A mailbox as it is typed. */
export type MailboxValues = {
  access: Access
  protocol: 'imap' | 'pop3'
  host: string
  port: number | null
  security: 'tls' | 'starttls' | 'none' | null
  user: string
  password: string
  tenant: string
  issuer: string
  clientId: string
  scope: string
  everyMinutes: number | null
  active: boolean
}
type Fields = { form: RecordForm<MailboxValues>; isKept: boolean }

export const USUAL_PORTS = {
  imap: { tls: 993, starttls: 143, none: 143 },
  pop3: { tls: 995, starttls: 110, none: 110 },
}
const usualPort = ({ protocol, security }: Pick<MailboxValues, 'protocol' | 'security'>) =>
  USUAL_PORTS[protocol][security ?? 'tls']

/** What follows from a choice: the usual port, and the server of a provider that has one. */
function chosen(values: MailboxValues, next: Partial<MailboxValues>): Partial<MailboxValues> {
  const all = { ...values, ...next }
  const { access, protocol } = all
  if ((access === 'microsoft' || access === 'google') && (next.access || next.protocol))
    return { ...next, host: HOSTS[access][protocol], security: 'tls', port: USUAL_PORTS[protocol].tls }
  return values.port === usualPort(values) ? { ...next, port: usualPort(all) } : next
}

/** Where a mailbox is. Source: INT-30. */
export function ServerFields({ form }: Pick<Fields, 'form'>) {
  const words = useLabels(collectWords)
  const access = useLabels(accessWords)
  const { protocols, securities } = useLabels(mailboxLabels)
  const choose = (next: Partial<MailboxValues>) => form.set(chosen(form.values, next))
  return (
    <>
      <ChoiceField
        {...form.field('access')}
        onChange={value => value && choose({ access: value })}
        label={access.access}
        options={ACCESSES.map(value => ({ value, label: access.accesses[value] }))}
        required
      />
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
    </>
  )
}

/** What opens a mailbox. Source: INT-30, X-45. */
export function AccessFields({ form, isKept }: Fields) {
  const words = useLabels(collectWords)
  const access = useLabels(accessWords)
  const secret = {
    ...form.field('password'),
    kind: 'password',
    placeholder: isKept ? words.passwordKept : '',
    autoComplete: 'new-password',
  } as const
  if (form.values.access === 'password') return <TextField {...secret} label={words.password} required={!isKept} />
  return (
    <>
      {form.values.access === 'microsoft' && (
        <TextField
          {...form.field('tenant', 'oauth.issuer')}
          label={access.tenant}
          description={access.tenantHint}
          required
        />
      )}
      {form.values.access === 'other' && (
        <>
          <TextField
            {...form.field('issuer', 'oauth.issuer')}
            label={access.issuer}
            placeholder="https://login.fournisseur.com"
            required
          />
          <TextField
            {...form.field('scope', 'oauth.scope')}
            label={access.scope}
            description={access.scopeHint}
            required
          />
        </>
      )}
      <TextField {...form.field('clientId', 'oauth.clientId')} label={access.clientId} required />
      <TextField {...secret} label={access.clientSecret} required={!isKept && form.values.access !== 'other'} />
      <RedirectAddress />
    </>
  )
}

/** Where a user comes back to, which the provider wants to know beforehand. */
function RedirectAddress() {
  const words = useLabels(accessWords)
  const address = useRedirectAddress()
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {words.clientHint}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere', minWidth: 0 }}>{address}</Code>
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy} style={{ flex: 'none' }}>
              {copied ? words.copied : words.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  )
}

/** The page that a provider sends a user back to. */
export function useRedirectAddress(): string {
  const path = useCompanyPath()
  return `${location.origin}${path('mailbox-authorised')}`
}
