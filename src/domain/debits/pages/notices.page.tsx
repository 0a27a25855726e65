import { IconArrowBackUp, IconFileInvoice, IconPrinter, IconSignature } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useCompany, useCompanyPath } from '../../../platform/web/company.ts'
import { downloadParts } from '../../../platform/web/download.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { batchWords } from '../labels/batch-screens.ts'
import { debitsLabels } from '../labels/lists.ts'
import { noticeWords } from '../labels/notice-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { NOTICE_CHANNELS } from '../rules/states.ts'
import { debitNotices, type Notice, once } from './debit-api.part.ts'
import { NoticeStatus, useNoticeState } from './debit-status.part.tsx'
import { useDebitTabs } from './debit-tabs.part.tsx'
import classes from './debits.module.css'
import { SendNotices } from './send-notices.form.tsx'

/** What debtors were told, and what proves it. Source: L-15. */
export function NoticesPage() {
  const words = useLabels(noticeWords)
  const { debits, searchOf } = useLabels(debitWords)
  const { noBatchReady } = useLabels(batchWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const toCollect = () => void navigate({ to: path('debit-candidates') })
  const format = useFormat()
  const [{ noticedOn }] = useSearchValues()
  const [sending, setSending] = useState(false)
  const [takenBack, setTakenBack] = useState<readonly Notice[] | null>(null)
  return (
    <>
      <ListPage
        title={debits}
        name="debit-notices"
        source={debitNotices}
        counted={count => format.many(count, words.noticeOne, words.noticeMany)}
        columns={useColumns()}
        filters={useFilters()}
        {...(noticedOn ? { fixed: { noticedOn } } : {})}
        tabs={useDebitTabs('debit-notices')}
        searchPlaceholder={searchOf}
        exportPath="/debit-notices/export"
        empty={{ text: words.noticeNone, action: { label: noBatchReady, right: 'debits.read', run: toCollect } }}
        mainAction={{ label: words.sendNotices, right: 'debits.write', run: () => setSending(true) }}
        actions={useActions(setTakenBack)}
        above={<OfDay />}
        rowName={row => `${row.number} ${row.customer}`}
      />
      {sending && <SendNotices onClose={() => setSending(false)} />}
      {takenBack && <TakeBack notices={takenBack} onClose={() => setTakenBack(null)} />}
    </>
  )
}

/** The day that long work and letters point to, alone in the list. */
function OfDay() {
  const words = useLabels(noticeWords)
  const format = useFormat()
  const [{ noticedOn }] = useSearchValues()
  if (typeof noticedOn !== 'string') return null
  return (
    <div className={classes.above}>
      <p className={classes.notice}>
        <strong>{words.ofDay(format.day(noticedOn))}</strong>
        <RecordLink to="debit-notices">{words.allDays}</RecordLink>
      </p>
    </div>
  )
}

/** They no longer count: their invoices are told again. */
function TakeBack({ notices, onClose }: { notices: readonly Notice[]; onClose(): void }) {
  const words = useLabels(noticeWords)
  const format = useFormat()
  const doing = useDoing()
  const takeBack = async () => {
    onClose()
    await doing(() => debitNotices.cancel.call({ ids: notices.map(({ id }) => id) }, once()), words.takenBack)
  }
  return (
    <Confirm
      opened
      danger
      title={words.takeBackTitle}
      text={words.takeBackText(format.integer(notices.length))}
      action={words.takeBack}
      onConfirm={() => void takeBack()}
      onCancel={onClose}
    />
  )
}

function useActions(takeBack: (notices: readonly Notice[]) => void): RowAction<Notice>[] {
  const words = useLabels(noticeWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const doing = useDoing()
  const print = (noticedOn: string) =>
    doing(() => downloadParts('/debit-notices/letters', { noticedOn, company, inLanguage }))
  return [
    {
      key: 'invoice',
      label: words.invoice,
      icon: <IconFileInvoice size={16} />,
      right: 'invoicing.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`invoices/${row.invoiceId}`) }),
    },
    {
      key: 'mandate',
      label: words.mandate,
      icon: <IconSignature size={16} />,
      run: ({ rows: [row] }) =>
        row && void navigate({ to: path('mandates'), search: { open: row.mandateId } as never }),
    },
    {
      key: 'letters',
      label: words.printLetters,
      icon: <IconPrinter size={16} />,
      enabled: row => row.channel === 'letter' || words.noLetter,
      run: ({ rows: [row] }) => row && void print(row.noticedOn),
    },
    {
      key: 'takeBack',
      label: words.takeBack,
      icon: <IconArrowBackUp size={16} />,
      right: 'debits.write',
      on: 'some',
      danger: true,
      apart: true,
      enabled: row => row.cancelledOn === null || words.alreadyCancelled,
      run: ({ rows }) => takeBack(rows),
    },
  ]
}

function useColumns(): ListColumn<Notice>[] {
  const { columns, channels } = useLabels(debitsLabels)
  const stateOf = useNoticeState()
  return useMemo(
    () => [
      { key: 'customer', header: columns.customer, width: 170, grow: true, phone: 1 },
      {
        key: 'number',
        header: columns.number,
        width: 120,
        cell: row => <RecordLink to={`invoices/${row.invoiceId}`}>{row.number}</RecordLink>,
        text: row => row.number,
        phone: 2,
      },
      { key: 'cents', header: columns.cents, kind: 'money', width: 110, phone: 'end' },
      { key: 'noticedOn', header: columns.noticedOn, kind: 'day', sort: true },
      { key: 'collectOn', header: columns.collectOn, kind: 'day', sort: true, width: 112 },
      { key: 'channel', header: columns.channel, width: 96, text: row => channels[row.channel] },
      {
        key: 'messageState',
        header: columns.messageState,
        width: 120,
        cell: row => <NoticeStatus of={row} />,
        text: row => stateOf(row).label,
        phone: 2,
      },
      { key: 'sentTo', header: columns.sentTo, width: 180 },
      { key: 'reference', header: columns.reference, width: 120 },
      { key: 'cancelledOn', header: columns.cancelledOn, kind: 'day', hidden: true },
    ],
    [columns, channels, stateOf],
  )
}

function useFilters(): ListFilter[] {
  const { columns, channels } = useLabels(debitsLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'channel',
        label: columns.channel,
        options: NOTICE_CHANNELS.map(value => ({ value, label: channels[value] })),
      },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
    ],
    [columns, channels],
  )
}
