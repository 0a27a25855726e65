import { IconFileText, IconHandStop, IconMail, IconPlayerPause, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { remindersContract } from '../contract/reminders.ts'
import { reminderWords } from '../labels/reminder-screens.ts'
import { reminderLabels } from '../labels/reminders.ts'
import { REMINDER_CHANNELS, REMINDER_VERDICTS, type ReminderVerdict } from '../rules/reminders.ts'
import { useLateTabs } from './late-tabs.part.tsx'
import { PauseDialog, type Paused } from './pause.form.tsx'
import { SendReminders } from './send-reminders.form.tsx'

const api = apiOf('reminders', remindersContract)
const source = { list: api.late, count: api.lateCount }
type Row = Awaited<ReturnType<typeof api.late.call>>['rows'][number]
type Dialog = { wave: { customerIds?: string[] } } | { pause: Paused }

/** What is late, and of each document whether its customer is reminded now, or why not. */
export function LatePage() {
  const words = useLabels(reminderWords)
  const format = useFormat()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  return (
    <>
      <ListPage
        title={words.title}
        name="late-documents"
        source={source}
        counted={count => format.many(count, words.one, words.many)}
        columns={useColumns()}
        filters={useFilters()}
        tabs={useLateTabs('late-documents')}
        searchPlaceholder={words.search}
        exportPath="/late-documents/export"
        empty={{ text: words.noLate }}
        mainAction={{ label: words.remind, right: 'payments.write', run: () => setDialog({ wave: {} }) }}
        actions={useActions(setDialog)}
        rowName={row => `${row.number} ${row.customer}`}
      />
      {dialog && 'wave' in dialog && <SendReminders which={dialog.wave} onClose={() => setDialog(null)} />}
      {dialog && 'pause' in dialog && <PauseDialog of={dialog.pause} onClose={() => setDialog(null)} />}
    </>
  )
}

function useActions(open: (dialog: Dialog) => void): RowAction<Row>[] {
  const words = useLabels(reminderWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'document',
      label: words.showDocument,
      icon: <IconFileText size={16} />,
      right: 'invoicing.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`invoices/${row.id}`) }),
    },
    {
      key: 'customer',
      label: words.showCustomer,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.customerId}`) }),
    },
    {
      key: 'remind',
      label: words.remindThese,
      icon: <IconMail size={16} />,
      right: 'payments.write',
      on: 'some',
      apart: true,
      run: ({ rows }) => open({ wave: { customerIds: [...new Set(rows.map(({ customerId }) => customerId))] } }),
    },
    {
      key: 'dispute',
      label: words.dispute,
      icon: <IconHandStop size={16} />,
      right: 'payments.write',
      run: ({ rows: [row] }) => row && open({ pause: { ...row, invoiceId: row.id, kind: 'disputed' } }),
    },
    {
      key: 'pause',
      label: words.pause,
      icon: <IconPlayerPause size={16} />,
      right: 'payments.write',
      run: ({ rows: [row] }) => row && open({ pause: { ...row, invoiceId: row.id, kind: 'paused' } }),
    },
  ]
}

const TONES: Partial<Record<ReminderVerdict, Tone>> = {
  due: 'warning',
  early: 'coming',
  unreachable: 'bad',
  done: 'bad',
}

function useColumns(): ListColumn<Row>[] {
  const { columns, verdicts, channels } = useLabels(reminderLabels)
  const words = useLabels(reminderWords)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 136, phone: 2 },
      { key: 'customer', header: columns.customer, width: 170, grow: true, sort: 'name', phone: 1 },
      { key: 'dueOn', header: columns.dueOn, kind: 'day', width: 100, sort: true },
      { key: 'daysLate', header: columns.daysLate, kind: 'integer', width: 70 },
      { key: 'openCents', header: columns.openCents, kind: 'money', width: 110, sort: true, sum: true, phone: 'end' },
      {
        key: 'verdict',
        header: columns.verdict,
        width: 210,
        grow: true,
        phone: 2,
        cell: row => <Status of={TONES[row.verdict] ?? 'off'} label={verdicts[row.verdict]} />,
        text: row => verdicts[row.verdict],
      },
      {
        key: 'level',
        header: columns.level,
        width: 84,
        text: row => (row.level === null ? words.noLevel : words.level(row.level)),
      },
      { key: 'channel', header: columns.channel, width: 80, text: row => channels[row.channel] },
      { key: 'remindedOn', header: columns.remindedOn, kind: 'day', width: 104 },
      { key: 'email', header: columns.email, width: 180, hidden: true },
    ],
    [columns, verdicts, channels, words],
  )
}

function useFilters(): ListFilter[] {
  const { columns, verdicts, channels } = useLabels(reminderLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        key: 'verdict',
        label: columns.verdict,
        single: true,
        options: REMINDER_VERDICTS.map(value => ({ value, label: verdicts[value] })),
      },
      {
        kind: 'choice',
        key: 'channel',
        label: columns.channel,
        single: true,
        options: REMINDER_CHANNELS.map(value => ({ value, label: channels[value] })),
      },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
    ],
    [columns, verdicts, channels],
  )
}
