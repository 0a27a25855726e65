import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { accountsContract } from '../contract.ts'
import { peopleWords } from '../labels/people.ts'
import { accountsLabels } from '../labels.ts'
import { initialsOf, ROLES, type Role } from '../rules.ts'
import type { Handed } from './handed-link.part.tsx'
import type { UserRow } from './users.page.tsx'

const api = apiOf('accounts', accountsContract)
type Invite = Parameters<typeof api.users.invite.call>[0]
type Change = Parameters<typeof api.users.changeRole.call>[0]

const useRoles = () => {
  const { roles } = useLabels(accountsLabels)
  return ROLES.map(value => ({ value, label: roles[value] }))
}

/** Adds a user to the company. */
export function InviteUser({ onInvited, onDone }: { onInvited(handed: Handed): void; onDone(): void }) {
  const words = useLabels(peopleWords)
  const notify = useNotify()
  const form = useRecordForm({
    initial: { name: '', email: '', initials: '', role: 'operator' as Role | null },
    input: ({ initials, ...values }) => ({ ...values, initials: initials || undefined }),
    schema: accountsContract.users.invite['~orpc'].inputSchema,
    save: (input: Invite, saving) => api.users.invite.call(input, saving),
    onSaved: ({ link }) => {
      refresh()
      if (link) onInvited({ name: form.values.name, link })
      else notify.done(words.alreadyHasPassword(form.values.name))
      onDone()
    },
  })
  return (
    <PanelForm title={words.invite} text={words.inviteText}>
      <FormFrame form={form} submit={words.invite} onCancel={onDone}>
        <TextField {...form.field('name')} label={words.name} required autoFocus />
        <TextField {...form.field('email')} label={words.email} kind="email" required />
        <TextField
          {...form.field('initials')}
          label={words.initials}
          description={words.initialsHint}
          placeholder={form.values.name && initialsOf(form.values.name)}
          maxLength={4}
        />
        <ChoiceField {...form.field('role')} label={words.role} required options={useRoles()} />
      </FormFrame>
    </PanelForm>
  )
}

/** Changes what a user may do, or their initials. */
export function EditUser({ user, onDone }: { user: UserRow; onDone(): void }) {
  const words = useLabels(peopleWords)
  const form = useRecordForm({
    initial: { initials: user.initials, role: user.role as Role | null },
    input: values => ({ ...values, id: user.id }),
    schema: accountsContract.users.changeRole['~orpc'].inputSchema,
    save: (input: Change, saving) => api.users.changeRole.call(input, saving),
    onSaved: () => {
      refresh()
      onDone()
    },
  })
  return (
    <PanelForm title={user.name} text={user.hasPassword ? user.email : `${user.email} · ${words.invitedText}`}>
      <FormFrame form={form} submit={words.save} onCancel={onDone}>
        <ChoiceField {...form.field('role')} label={words.role} required options={useRoles()} />
        <TextField {...form.field('initials')} label={words.initials} description={words.initialsHint} maxLength={4} />
      </FormFrame>
    </PanelForm>
  )
}
