import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useSession } from '../../../platform/web/session.tsx'
import { accountsContract } from '../contract.ts'
import { entranceWords } from '../labels/entrance.ts'
import { peopleWords } from '../labels/people.ts'
import { PASSWORD_MIN_LENGTH } from '../rules.ts'
import { browserName } from './browser-name.part.tsx'

const api = apiOf('accounts', accountsContract)
type OpenSession = Awaited<ReturnType<typeof api.session.list.call>>['rows'][number]
type Password = Parameters<typeof api.session.changePassword.call>[0]

/** One's own password, and where one is signed in. */
export function AccountPage() {
  const words = useLabels(peopleWords)
  const { user } = useSession()
  return (
    <>
      <ScreenHeading title={words.account} name={words.account} />
      <Sections>
        <Section title={words.password} text={`${user.name} · ${user.email}`}>
          <ChangePassword />
        </Section>
        <Section title={words.sessions}>
          <OpenSessions />
        </Section>
      </Sections>
    </>
  )
}

function ChangePassword() {
  const words = useLabels(peopleWords)
  const entrance = useLabels(entranceWords)
  const notify = useNotify()
  const form = useRecordForm({
    initial: { current: '', password: '' },
    input: values => values,
    schema: accountsContract.session.changePassword['~orpc'].inputSchema,
    save: (input: Password, saving) => api.session.changePassword.call(input, saving),
    onSaved: () => {
      notify.done(words.passwordChanged)
      form.set({ current: '', password: '' })
      refresh()
    },
  })
  return (
    <FormFrame form={form} submit={words.changePassword}>
      <TextField
        {...form.field('current')}
        label={words.currentPassword}
        kind="password"
        required
        autoComplete="current-password"
      />
      <TextField
        {...form.field('password')}
        label={words.newPassword}
        kind="password"
        description={entrance.passwordHint(PASSWORD_MIN_LENGTH)}
        required
        autoComplete="new-password"
      />
    </FormFrame>
  )
}

function OpenSessions() {
  const words = useLabels(peopleWords)
  const notify = useNotify()
  const query = useQuery(api.session.list.queryOptions({ input: {} }))
  const close = (id: string) => api.session.revoke.call({ id }).then(refresh, notify.failed)
  const closeOthers = () =>
    api.session.revokeOthers.call({}).then(() => {
      notify.done(words.othersClosed)
      refresh()
    }, notify.failed)
  const columns: ListColumn<OpenSession>[] = [
    { key: 'browser', header: words.browser, text: session => browserName(session.browser) },
    { key: 'address', header: words.address },
    { key: 'startedAt', header: words.startedAt, kind: 'instant' },
    { key: 'expiresAt', header: words.expiresAt, kind: 'instant' },
    {
      key: 'close',
      header: words.closeSession,
      cell: session =>
        session.current ? (
          <strong>{words.thisSession}</strong>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => void close(session.id)}>
            {words.closeSession}
          </Button>
        ),
    },
  ]
  return (
    <>
      <SmallTable query={query} columns={columns} empty="" />
      {(query.data?.rows.length ?? 0) > 1 && (
        <Button variant="default" onClick={() => void closeOthers()} style={{ alignSelf: 'start' }}>
          {words.closeOthers}
        </Button>
      )}
    </>
  )
}
