import { IconBan } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { Secret } from '../../../platform/web/feedback/secret.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { accountsContract } from '../contract.ts'
import { peopleWords } from '../labels/people.ts'
import { CreateKey } from './key.form.tsx'
import { KeyPanel, KeyStatus } from './key-panel.part.tsx'

const api = apiOf('accounts', accountsContract)
type Row = Awaited<ReturnType<typeof api.keys.list.call>>['rows'][number]

/** The keys by which other software acts on the company. */
export function KeysPage() {
  const words = useLabels(peopleWords)
  const format = useFormat()
  const notify = useNotify()
  const [, setSearch] = useSearchValues()
  const [ending, setEnding] = useState<Row | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const create = () => setSearch({ open: 'new' })
  const revoke = (key: Row) =>
    api.keys.revoke.call({ id: key.id }).then(() => {
      setEnding(null)
      refresh()
    }, notify.failed)
  const actions: RowAction<Row>[] = [
    {
      key: 'revoke',
      label: words.revoke,
      icon: <IconBan size={16} />,
      right: 'accounts.write',
      danger: true,
      enabled: key => key.revokedAt === null,
      run: ({ rows: [key] }) => setEnding(key ?? null),
    },
  ]
  return (
    <>
      <ListPage
        title={words.keys}
        name="keys"
        source={api.keys}
        counted={count => format.many(count, words.keyOne, words.keyMany)}
        columns={useColumns()}
        empty={{ text: words.noKeys, action: { label: words.createKey, right: 'accounts.write', run: create } }}
        mainAction={{ label: words.createKey, right: 'accounts.write', run: create }}
        actions={actions}
        panel={(id, key) =>
          id === 'new' ? (
            <CreateKey onCreated={setSecret} onDone={() => setSearch({ open: undefined })} />
          ) : (
            key && <KeyPanel of={key} onRevoke={() => setEnding(key)} />
          )
        }
        rowName={key => key.name}
      />
      {secret && (
        <Secret
          title={words.keyTitle}
          text={words.keyText}
          secret={secret}
          copy={words.copy}
          onClose={() => setSecret(null)}
        />
      )}
      <Confirm
        opened={ending !== null}
        danger
        title={words.revokeTitle(ending?.name ?? '')}
        text={words.revokeText}
        action={words.revoke}
        onCancel={() => setEnding(null)}
        onConfirm={() => ending && void revoke(ending)}
      />
    </>
  )
}

function useColumns(): ListColumn<Row>[] {
  const words = useLabels(peopleWords)
  return useMemo(
    () => [
      { key: 'name', header: words.keyName, width: 220, grow: true, sort: 'name', phone: 1 },
      { key: 'start', header: words.keyStart, width: 110 },
      {
        key: 'state',
        header: words.state,
        width: 110,
        phone: 'end',
        cell: key => <KeyStatus of={key} />,
      },
      { key: 'owner', header: words.owner, width: 160, phone: 2 },
      { key: 'createdAt', header: words.createdAt, kind: 'instant', sort: true },
      { key: 'expiresAt', header: words.keyExpires, kind: 'instant', sort: true },
      { key: 'lastUsedAt', header: words.lastUsedAt, kind: 'instant' },
      { key: 'revokedAt', header: words.revokedAt, kind: 'instant', hidden: true },
    ],
    [words],
  )
}
