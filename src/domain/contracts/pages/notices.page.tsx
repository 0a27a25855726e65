import { IconMail, IconSend } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useCompany, useCompanyPath } from '../../../platform/web/company.ts'
import { downloadParts } from '../../../platform/web/download.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction, Selection } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { Status } from '../../../platform/web/status.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { Dialog } from '../../subscriptions/pages/dialog.part.tsx'
import { contractChangesLabels } from '../labels/changes.ts'
import { contractWords } from '../labels/screens.ts'
import { NOTICE_KINDS } from '../rules/notice-text.ts'
import { contractNotices, type DueNotice } from './contract-api.part.ts'
import { useContractTabs } from './contract-tabs.part.tsx'
import classes from './contracts.module.css'

type Which = Parameters<typeof contractNotices.send.call>[0]

/** Whom the company is to tell of a renewal or a new price, and until when. Source: L-10, X-66, A12. */
export function ContractNoticesPage() {
  const words = useLabels(contractChangesLabels)
  const { contracts } = useLabels(contractWords)
  const format = useFormat()
  const path = useCompanyPath()
  const [sending, setSending] = useState<{ which: Which; count: number } | null>(null)
  const [read, setRead] = useState<DueNotice | null>(null)
  return (
    <>
      <ListPage
        title={contracts}
        name="contract-notices"
        source={contractNotices}
        counted={count => format.many(count, words.noticeOne, words.noticeMany)}
        columns={useColumns()}
        filters={useFilters()}
        tabs={useContractTabs('contract-notices')}
        searchPlaceholder={words.search}
        exportPath="/contract-notices/due/export"
        empty={{ text: words.noneDue }}
        actions={useActions(setSending, setRead)}
        card={row => path(`contracts/${row.id}`)}
        rowName={row => `${row.number} ${row.customer}`}
      />
      {sending && <Send {...sending} onClose={() => setSending(null)} />}
      {read && <Read of={read} onClose={() => setRead(null)} />}
    </>
  )
}

/** All of them leave by what the list was narrowed by; else those that were chosen. */
const chosen = ({ all, query, rows, count }: Selection<DueNotice>) => ({
  count,
  which: (all ? withoutOrder(query) : { ids: [...new Set(rows.map(({ id }) => id))] }) as Which,
})

const withoutOrder = ({ sort: _, ...narrowed }: Selection<DueNotice>['query']) => narrowed

function useActions(send: (asked: { which: Which; count: number }) => void, read: (of: DueNotice) => void) {
  const words = useLabels(contractChangesLabels)
  const reachable = ({ reached }: DueNotice) => reached !== '' || words.unreachable
  const actions: RowAction<DueNotice>[] = [
    {
      right: 'contracts.write',
      key: 'send',
      label: words.send,
      icon: <IconSend size={16} />,
      on: 'all',
      enabled: reachable,
      run: selection => send(chosen(selection)),
    },
    {
      key: 'read',
      label: words.readNotice,
      icon: <IconMail size={16} />,
      enabled: reachable,
      run: ({ rows: [row] }) => row && read(row),
    },
  ]
  return actions
}

function useColumns(): ListColumn<DueNotice>[] {
  const { columns, kinds, channels, unreachable } = useLabels(contractChangesLabels)
  return useMemo(
    () => [
      { key: 'customer', header: columns.customer, width: 160, grow: true, sort: 'name', phone: 1 },
      {
        key: 'number',
        header: columns.number,
        width: 96,
        cell: row => <RecordLink to={`contracts/${row.id}`}>{row.number}</RecordLink>,
        text: row => row.number,
        phone: 2,
      },
      { key: 'title', header: columns.title, width: 160, grow: true },
      { key: 'kind', header: columns.kind, width: 200, text: row => kinds[row.kind], phone: 2 },
      { key: 'aboutOn', header: columns.aboutOn, kind: 'day', width: 96 },
      { key: 'latestOn', header: columns.latestOn, kind: 'day', width: 120, sort: true, phone: 'end' },
      {
        key: 'reached',
        header: columns.reached,
        width: 150,
        cell: row => (row.reached === '' ? <Status of="bad" label={unreachable} /> : channels[row.reached]),
        text: row => (row.reached === '' ? unreachable : channels[row.reached]),
      },
      { key: 'sentTo', header: columns.sentTo, width: 180, hidden: true },
      { key: 'owner', header: columns.owner, width: 92 },
    ],
    [columns, kinds, channels, unreachable],
  )
}

function useFilters(): ListFilter[] {
  const { columns, kinds, channels } = useLabels(contractChangesLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'kind',
        label: columns.kind,
        options: NOTICE_KINDS.map(value => ({ value, label: kinds[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'reached',
        label: columns.reached,
        options: (['mail', 'letter'] as const).map(value => ({ value, label: channels[value] })),
      },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
      { kind: 'text', key: 'owner', label: columns.owner },
    ],
    [columns, kinds, channels],
  )
}

/** Sends, then offers the letters of the day to be printed. */
function Send({ which, count, onClose }: { which: Which; count: number; onClose(): void }) {
  const words = useLabels(contractChangesLabels)
  const format = useFormat()
  const notify = useNotify()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const [working, setWorking] = useState(false)
  const send = async () => {
    setWorking(true)
    try {
      const { mails, letters, noticedOn } = await sendAll(which)
      notify.done(words.sent(format.integer(mails), format.integer(letters)))
      if (letters > 0) await downloadParts('/contract-notices/letters', { noticedOn, company, inLanguage })
      refresh()
      onClose()
    } catch (error) {
      notify.failed(error)
    } finally {
      setWorking(false)
    }
  }
  return (
    <Confirm
      opened
      title={words.sendTitle(format.integer(count), count > 1)}
      text={words.sendText}
      action={words.send}
      working={working}
      onConfirm={() => void send()}
      onCancel={onClose}
    />
  )
}

/** A thousand at a time, until all have left. */
async function sendAll(which: Which) {
  const all = { mails: 0, letters: 0 }
  for (;;) {
    const { mails, letters, noticedOn, left } = await contractNotices.send.call(which)
    all.mails += mails
    all.letters += letters
    if (left === 0) return { ...all, noticedOn }
  }
}

/** The notice in its own words, before it leaves. */
function Read({ of, onClose }: { of: DueNotice; onClose(): void }) {
  const { data } = useQuery(
    contractNotices.example.queryOptions({ input: of.reached === '' ? skipToken : { id: of.id, kind: of.kind } }),
  )
  return (
    <Dialog title={data?.subject ?? of.number} onClose={onClose}>
      <p className={classes.dimmed}>{data?.to}</p>
      <p className={classes.letter}>{data?.text}</p>
    </Dialog>
  )
}
