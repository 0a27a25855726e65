import { IconFileText, IconMail, IconPrinter } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany, useCompanyPath } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { remindersContract } from '../contract/reminders.ts'
import { reminderWords } from '../labels/reminder-screens.ts'
import { reminderLabels } from '../labels/reminders.ts'
import { useLateTabs } from './late-tabs.part.tsx'
import { outcomeOf, ReminderOutcome } from './reminder-outcome.part.tsx'

const api = apiOf('reminders', remindersContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Who was reminded of what, and what became of it. */
export function RemindersPage() {
  const words = useLabels(reminderWords)
  const format = useFormat()
  return (
    <ListPage
      title={words.history}
      name="reminders"
      source={api}
      counted={count => format.many(count, words.reminderOne, words.reminderMany)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useLateTabs('reminders')}
      searchPlaceholder={words.search}
      exportPath="/reminders/export"
      empty={{ text: words.noReminders }}
      actions={useActions()}
      rowName={row => `${row.number} ${row.customer}`}
    />
  )
}

function useActions(): RowAction<Row>[] {
  const words = useLabels(reminderWords)
  const notify = useNotify()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const print = ({ batchId }: Row) =>
    download('/reminders/letters', { batchId, company, inLanguage }).catch(error => notify.failed(error))
  return [
    {
      key: 'document',
      label: words.showDocument,
      icon: <IconFileText size={16} />,
      right: 'invoicing.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`invoices/${row.invoiceId}`) }),
    },
    {
      key: 'mail',
      label: words.showMail,
      icon: <IconMail size={16} />,
      right: 'messaging.read',
      enabled: row => row.messageId !== null,
      run: ({ rows: [row] }) =>
        row?.messageId && void navigate({ to: path('messages'), search: { open: row.messageId } as never }),
    },
    {
      key: 'letters',
      label: words.letters,
      icon: <IconPrinter size={16} />,
      enabled: row => row.channel === 'letter',
      run: ({ rows: [row] }) => row && void print(row),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, channels } = useLabels(reminderLabels)
  const words = useLabels(reminderWords)
  return useMemo(
    () => [
      { key: 'remindedOn', header: columns.remindedOn, kind: 'day', width: 110, sort: true, phone: 2 },
      { key: 'number', header: columns.number, width: 136, phone: 2 },
      { key: 'customer', header: columns.customer, width: 170, grow: true, phone: 1 },
      { key: 'level', header: columns.level, width: 84, text: row => words.level(row.level) },
      { key: 'channel', header: columns.channel, width: 80, text: row => channels[row.channel] },
      { key: 'openCents', header: columns.openCents, kind: 'money', width: 110, sum: true, phone: 'end' },
      { key: 'sentTo', header: columns.sentTo, width: 180, grow: true },
      {
        key: 'paid',
        header: words.outcome,
        width: 190,
        cell: row => <ReminderOutcome of={row} />,
        text: row => words.outcomes[outcomeOf(row)],
      },
    ],
    [columns, channels, words],
  )
}

function useFilters(): ListFilter[] {
  const { columns } = useLabels(reminderLabels)
  return useMemo(
    () => [
      { kind: 'days', label: columns.remindedOn, from: 'remindedFrom', to: 'remindedTo' },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
      ...['batchId', 'invoiceId'].map((key): ListFilter => ({ kind: 'text', key, label: key, own: true })),
    ],
    [columns],
  )
}
