import { IconFileText, IconMail, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { purchaseWords } from '../../subscriptions/labels/purchases.ts'
import { renewalsContract } from '../contract.ts'
import { seriesWords } from '../labels/series.ts'
import { renewalsLabels } from '../labels.ts'
import { NoticeOutcome } from './notice-outcome.part.tsx'
import { useFollowTabs } from './renewal-tabs.part.tsx'

const api = apiOf('renewals', renewalsContract)
const source = { list: api.notices, count: api.noticesCount }
type Row = Awaited<ReturnType<typeof api.notices.call>>['rows'][number]

/** Who was reminded, of what, and whether they renewed. Source: CIR-21. */
export function NoticesPage() {
  const words = useLabels(seriesWords)
  const format = useFormat()
  return (
    <ListPage
      title={words.follow}
      name="renewal-notices"
      source={source}
      counted={count => format.many(count, words.noticeOne, words.noticeMany)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useFollowTabs('renewal-notices')}
      searchPlaceholder={words.searchNotices}
      exportPath="/renewal-notices/export"
      empty={{ text: words.noNotices }}
      actions={useActions()}
      rowName={row => `${row.number} ${row.contact}`}
    />
  )
}

function useActions(): RowAction<Row>[] {
  const words = useLabels(seriesWords)
  const purchases = useLabels(purchaseWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const go = (to: string, search: object = {}) => void navigate({ to: path(to), search: search as never })
  return [
    {
      key: 'purchase',
      label: words.showPurchase,
      icon: <IconFileText size={16} />,
      run: ({ rows: [row] }) => row && go(`subscriptions/${row.purchaseId}`),
    },
    {
      key: 'contact',
      label: purchases.showContact,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && go(`contacts/${row.contactId}`),
    },
    {
      key: 'message',
      label: words.showMail,
      icon: <IconMail size={16} />,
      right: 'messaging.read',
      enabled: row => row.messageId !== null,
      run: ({ rows: [row] }) => row?.messageId && go('messages', { open: row.messageId }),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, channels } = useLabels(renewalsLabels)
  const words = useLabels(seriesWords)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 84, align: 'end', sort: true, phone: 1 },
      { key: 'contact', header: columns.contact, width: 160, grow: true, sort: 'name', phone: 1 },
      { key: 'sentOn', header: columns.sentOn, kind: 'day', width: 116, sort: true, phone: 2 },
      { key: 'seriesName', header: columns.seriesName, width: 150, grow: true },
      { key: 'position', header: columns.position, width: 90, text: row => words.wave(row.position), phone: 2 },
      { key: 'channel', header: columns.channel, width: 100, text: row => channels[row.channel], phone: 2 },
      { key: 'sentTo', header: columns.sentTo, width: 190, grow: true },
      {
        key: 'renewedOn',
        header: words.outcome,
        width: 190,
        cell: row => <NoticeOutcome of={row} />,
        phone: 'end',
      },
      { key: 'cancelledOn', header: columns.cancelledOn, kind: 'day', hidden: true },
    ],
    [columns, channels, words],
  )
}

/** Which wave and which purchase come from links, not from chips. */
function useFilters(): ListFilter[] {
  const { columns } = useLabels(renewalsLabels)
  return useMemo(
    () => [
      ...['seriesId', 'stepId', 'purchaseId', 'contactId'].map(
        (key): ListFilter => ({ kind: 'text', key, label: key, own: true }),
      ),
      { kind: 'days', label: columns.sentOn, from: 'sentFrom', to: 'sentTo' },
    ],
    [columns],
  )
}
