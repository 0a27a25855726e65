import { IconKey, IconPencil, IconUserMinus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { Status } from '../../../platform/web/status.tsx'
import { accountsContract } from '../contract.ts'
import { peopleWords } from '../labels/people.ts'
import { accountsLabels } from '../labels.ts'
import { ROLES } from '../rules.ts'
import { type Handed, HandedLink } from './handed-link.part.tsx'
import { EditUser, InviteUser } from './user.form.tsx'

const api = apiOf('accounts', accountsContract)
export type UserRow = Awaited<ReturnType<typeof api.users.list.call>>['rows'][number]

/** Who may enter the company, and what they may do. */
export function UsersPage() {
  const words = useLabels(peopleWords)
  const format = useFormat()
  const notify = useNotify()
  const [, setSearch] = useSearchValues()
  const [leaving, setLeaving] = useState<UserRow | null>(null)
  const [handed, setHanded] = useState<Handed | null>(null)
  const invite = () => setSearch({ open: 'new' })
  const close = () => setSearch({ open: undefined })
  const newLink = (user: UserRow) =>
    api.users.newLink.call({ id: user.id }).then(link => setHanded({ name: user.name, link }), notify.failed)
  const remove = (user: UserRow) =>
    api.users.remove.call({ id: user.id }).then(() => {
      notify.done(words.removed(user.name))
      setLeaving(null)
      refresh()
    }, notify.failed)
  const actions: RowAction<UserRow>[] = [
    {
      key: 'edit',
      label: words.editUser,
      icon: <IconPencil size={16} />,
      right: 'accounts.write',
      run: ({ rows: [user] }) => setSearch({ open: user?.id }),
    },
    {
      key: 'link',
      label: words.newLink,
      icon: <IconKey size={16} />,
      right: 'accounts.write',
      run: ({ rows: [user] }) => user && void newLink(user),
    },
    {
      key: 'remove',
      label: words.remove,
      icon: <IconUserMinus size={16} />,
      right: 'accounts.write',
      danger: true,
      apart: true,
      run: ({ rows: [user] }) => setLeaving(user ?? null),
    },
  ]
  return (
    <>
      <ListPage
        title={words.users}
        name="users"
        source={api.users}
        counted={count => format.many(count, words.userOne, words.userMany)}
        columns={useColumns()}
        filters={useFilters()}
        searchPlaceholder={words.searchUsers}
        empty={{ text: words.noUsers, action: { label: words.invite, right: 'accounts.write', run: invite } }}
        mainAction={{ label: words.invite, right: 'accounts.write', run: invite }}
        actions={actions}
        panel={(id, user) =>
          id === 'new' ? (
            <InviteUser onInvited={setHanded} onDone={close} />
          ) : (
            user && <EditUser key={id} user={user} onDone={close} />
          )
        }
        rowName={user => user.name}
      />
      {handed && <HandedLink handed={handed} onClose={() => setHanded(null)} />}
      <Confirm
        opened={leaving !== null}
        danger
        title={words.removeTitle(leaving?.name ?? '')}
        text={words.removeText(leaving?.name ?? '')}
        action={words.remove}
        onCancel={() => setLeaving(null)}
        onConfirm={() => leaving && void remove(leaving)}
      />
    </>
  )
}

function useColumns(): ListColumn<UserRow>[] {
  const words = useLabels(peopleWords)
  const { roles } = useLabels(accountsLabels)
  return useMemo(
    () => [
      { key: 'initials', header: words.initials, width: 80 },
      { key: 'name', header: words.name, width: 180, grow: true, sort: true, phone: 1 },
      { key: 'email', header: words.email, width: 220, grow: true, sort: true, phone: 2 },
      { key: 'role', header: words.role, width: 140, sort: true, text: user => roles[user.role], phone: 'end' },
      {
        key: 'hasPassword',
        header: words.state,
        width: 120,
        cell: user =>
          user.hasPassword ? <Status of="good" label={words.active} /> : <Status of="coming" label={words.invited} />,
        text: user => (user.hasPassword ? words.active : words.invited),
      },
      { key: 'joinedAt', header: words.joinedAt, kind: 'instant', sort: true },
      { key: 'lastSignInAt', header: words.lastSignInAt, kind: 'instant', width: 150 },
    ],
    [words, roles],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(peopleWords)
  const { roles } = useLabels(accountsLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'role',
        label: words.role,
        options: ROLES.map(value => ({ value, label: roles[value] })),
      },
    ],
    [words, roles],
  )
}
