import { IconExternalLink } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { collectWords } from '../labels/collect-screens.ts'
import { collectedLabels } from '../labels/collected.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { COLLECTED_STATES, DOCUMENT_KINDS } from '../rules/states.ts'
import { useCollect } from './collect.part.ts'
import { CollectedPanel } from './collected-panel.part.tsx'
import { CollectedStatus, useCalled } from './collected-status.part.tsx'
import { type Collected, collectedDocuments } from './exchange-api.part.ts'
import { useExchangeTabs } from './exchange-tabs.part.tsx'

/** What came by mail and what became of it: *Relever les commandes*. Source: INT-32, INT-33, X-46. */
export function CollectedDocumentsPage() {
  const words = useLabels(collectWords)
  const { title } = useLabels(exchangeWords)
  const format = useFormat()
  const collect = useCollect()
  const called = useCalled()
  const run = { label: words.run, right: 'exchange.write', run: () => void collect() }
  return (
    <ListPage
      title={title}
      name="collected-documents"
      source={collectedDocuments}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      actions={useActions()}
      tabs={useExchangeTabs('collected-documents')}
      searchPlaceholder={words.search}
      exportPath="/collected-documents/export"
      mainAction={run}
      empty={{ text: words.nothing, action: run }}
      panel={id => <CollectedPanel key={id} id={id} />}
      rowName={row => called(row) || row.subject}
    />
  )
}

function useActions(): RowAction<Collected>[] {
  const words = useLabels(collectWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'order',
      label: words.openOrder,
      icon: <IconExternalLink size={16} />,
      right: 'orders.read',
      enabled: ({ orderId }) => orderId !== null,
      run: ({ rows: [row] }) => row?.orderId && void navigate({ to: path(`orders/${row.orderId}`) }),
    },
  ]
}

function useColumns(): ListColumn<Collected>[] {
  const { columns, kinds, states } = useLabels(collectedLabels)
  const called = useCalled()
  return useMemo(
    () => [
      { key: 'collectedAt', header: columns.collectedAt, kind: 'instant', width: 130, sort: true, phone: 2 },
      { key: 'kind', header: columns.kind, width: 100, text: ({ kind }) => kinds[kind], phone: 1 },
      { key: 'number', header: columns.number, width: 120, text: called, phone: 1 },
      { key: 'partner', header: columns.partner, width: 160, phone: 1 },
      {
        key: 'state',
        header: columns.state,
        width: 140,
        cell: ({ state }) => <CollectedStatus of={state} />,
        text: ({ state }) => states[state],
        phone: 'end',
      },
      { key: 'why', header: columns.why, width: 260, grow: true, phone: 2 },
      { key: 'from', header: columns.from, width: 180 },
      { key: 'subject', header: columns.subject, width: 180, hidden: true },
      { key: 'mailbox', header: columns.mailbox, width: 160, hidden: true },
    ],
    [columns, kinds, states, called],
  )
}

function useFilters(): ListFilter[] {
  const { columns, kinds, states } = useLabels(collectedLabels)
  const { from } = useLabels(collectWords)
  return [
    {
      kind: 'choice',
      single: true,
      key: 'state',
      label: columns.state,
      options: COLLECTED_STATES.map(value => ({ value, label: states[value] })),
    },
    {
      kind: 'choice',
      single: true,
      key: 'kind',
      label: columns.kind,
      options: DOCUMENT_KINDS.map(value => ({ value, label: kinds[value] })),
    },
    { kind: 'days', label: from, from: 'from', to: 'until' },
  ]
}
