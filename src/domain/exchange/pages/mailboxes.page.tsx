import { IconDownload, IconKey, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { collectWords } from '../labels/collect-screens.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { accessWords } from '../labels/mailbox-access.ts'
import { mailboxLabels } from '../labels/mailboxes.ts'
import { useAllow, useCollect } from './collect.part.ts'
import { type Mailbox, mailboxes } from './exchange-api.part.ts'
import { useExchangeTabs } from './exchange-tabs.part.tsx'
import { MailboxForm } from './mailbox.form.tsx'
import { MailboxPanel, MailboxState } from './mailbox-panel.part.tsx'

type Asked = { what: 'add' } | { what: 'change' | 'remove'; of: Mailbox } | null

/** The mailboxes that orders come to: *Serveur entrant*. Source: INT-28 to INT-30, INT-34. */
export function MailboxesPage() {
  const words = useLabels(collectWords)
  const { title } = useLabels(exchangeWords)
  const format = useFormat()
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  const add = { label: words.add, right: 'exchange.write', run: () => setAsked({ what: 'add' }) }
  return (
    <>
      <ListPage
        title={title}
        name="mailboxes"
        source={mailboxes}
        counted={count => format.many(count, words.mailboxOne, words.mailboxMany)}
        columns={useColumns()}
        actions={useActions(setAsked)}
        tabs={useExchangeTabs('mailboxes')}
        searchPlaceholder={words.searchMailbox}
        exportPath="/mailboxes/export"
        mainAction={add}
        empty={{ text: words.noMailbox, action: add }}
        panel={(_id, row) => row && <MailboxPanel key={row.id} of={row} onAsk={what => setAsked({ what, of: row })} />}
        rowName={({ user }) => user}
      />
      {asked?.what === 'add' && <MailboxForm onClose={close} />}
      {asked?.what === 'change' && <MailboxForm of={asked.of} onClose={close} />}
      {asked?.what === 'remove' && <Remove of={asked.of} onClose={close} />}
    </>
  )
}

function useActions(ask: (asked: Asked) => void): RowAction<Mailbox>[] {
  const words = useLabels(collectWords)
  const access = useLabels(accessWords)
  const collect = useCollect()
  const allow = useAllow()
  const right = 'exchange.write'
  return [
    {
      key: 'collect',
      label: words.run,
      icon: <IconDownload size={16} />,
      right,
      on: 'some',
      run: ({ rows }) => void collect(rows),
    },
    {
      key: 'change',
      label: words.change,
      icon: <IconPencil size={16} />,
      right,
      run: ({ rows: [of] }) => of && ask({ what: 'change', of }),
    },
    {
      key: 'allow',
      label: access.allow,
      icon: <IconKey size={16} />,
      right,
      enabled: ({ oauth }) => oauth !== null,
      run: ({ rows: [of] }) => of && void allow(of),
    },
    {
      key: 'remove',
      label: words.remove,
      icon: <IconTrash size={16} />,
      right,
      danger: true,
      apart: true,
      run: ({ rows: [of] }) => of && ask({ what: 'remove', of }),
    },
  ]
}

function Remove({ of: { id, user }, onClose }: { of: Mailbox; onClose(): void }) {
  const words = useLabels(collectWords)
  const notify = useNotify()
  const remove = async () => {
    onClose()
    try {
      const { removed } = await mailboxes.remove.call({ id })
      notify.done(removed ? words.removed : words.switchedOff)
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <Confirm
      opened
      danger
      title={words.removeTitle(user)}
      text={words.removeText}
      action={words.remove}
      onConfirm={() => void remove()}
      onCancel={onClose}
    />
  )
}

function useColumns(): ListColumn<Mailbox>[] {
  const { columns, protocols, securities } = useLabels(mailboxLabels)
  const { byHand } = useLabels(collectWords)
  return useMemo(
    () => [
      { key: 'user', header: columns.user, width: 150, grow: true, sort: true, phone: 1 },
      { key: 'active', header: columns.active, width: 120, cell: row => <MailboxState of={row} />, phone: 'end' },
      { key: 'protocol', header: columns.protocol, width: 80, text: row => protocols[row.protocol] },
      { key: 'host', header: columns.host, width: 150, phone: 2 },
      { key: 'port', header: columns.port, width: 60, align: 'end', text: ({ port }) => String(port) },
      { key: 'security', header: columns.security, width: 90, text: row => securities[row.security] },
      {
        key: 'everyMinutes',
        header: columns.everyMinutes,
        width: 110,
        align: 'end',
        text: ({ everyMinutes }) => (everyMinutes === null ? byHand : String(everyMinutes)),
      },
      { key: 'mailCount', header: columns.mailCount, kind: 'integer', width: 100 },
      { key: 'collectedAt', header: columns.collectedAt, kind: 'instant', width: 130 },
      { key: 'failure', header: columns.failure, width: 180, grow: true, phone: 2 },
      { key: 'failedSince', header: columns.failedSince, kind: 'instant', width: 130, hidden: true },
      { key: 'usedBy', header: columns.usedBy, width: 140, hidden: true },
    ],
    [columns, protocols, securities, byHand],
  )
}
