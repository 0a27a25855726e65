import { IconPlayerPlay } from '@tabler/icons-react'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { reminderPausesContract } from '../contract/reminders.ts'
import { reminderWords } from '../labels/reminder-screens.ts'
import { reminderLabels } from '../labels/reminders.ts'
import { useLateTabs } from './late-tabs.part.tsx'
import { useEndPause } from './pause.form.tsx'

const api = apiOf('reminderPauses', reminderPausesContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** What nobody is reminded of: disputed, or paused. */
export function ReminderPausesPage() {
  const words = useLabels(reminderWords)
  const format = useFormat()
  return (
    <ListPage
      title={words.pauses}
      name="reminder-pauses"
      source={api}
      counted={count => format.many(count, words.pauseOne, words.pauseMany)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useLateTabs('reminder-pauses')}
      searchPlaceholder={words.search}
      exportPath="/reminder-pauses/export"
      empty={{ text: words.noPauses }}
      actions={useActions()}
      rowName={row => `${row.customer} ${row.number ?? ''}`}
    />
  )
}

function useActions(): RowAction<Row>[] {
  const words = useLabels(reminderWords)
  const end = useEndPause()
  return [
    {
      key: 'end',
      label: words.end,
      icon: <IconPlayerPlay size={16} />,
      right: 'payments.write',
      enabled: row => row.endedOn === null,
      run: ({ rows: [row] }) => row && void end(row.id),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, kinds } = useLabels(reminderLabels)
  const words = useLabels(reminderWords)
  return useMemo(
    () => [
      { key: 'customer', header: columns.customer, width: 180, grow: true, phone: 1 },
      { key: 'number', header: columns.number, width: 150, text: row => row.number ?? words.allOf, phone: 2 },
      { key: 'kind', header: columns.kind, width: 110, text: row => kinds[row.kind], phone: 'end' },
      { key: 'reason', header: columns.reason, width: 220, grow: true, phone: 2 },
      { key: 'createdAt', header: columns.createdAt, kind: 'instant', width: 140, sort: true },
      { key: 'untilOn', header: columns.untilOn, kind: 'day', width: 110 },
      { key: 'endedOn', header: columns.endedOn, kind: 'day', width: 110 },
      { key: 'createdBy', header: columns.createdBy, width: 70 },
    ],
    [columns, kinds, words],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(reminderWords)
  return useMemo(
    () => [
      {
        kind: 'choice',
        key: 'active',
        label: words.active,
        single: true,
        options: [
          { value: 'true', label: words.yes },
          { value: 'false', label: words.no },
        ],
      },
    ],
    [words],
  )
}
