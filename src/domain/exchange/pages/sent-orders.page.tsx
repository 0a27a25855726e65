import { IconExternalLink, IconMail, IconSend } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { exchangeLabels } from '../labels.ts'
import { sentOrders, type ToSend } from './exchange-api.part.ts'
import { useExchangeTabs } from './exchange-tabs.part.tsx'
import { PartnerForm } from './partner.form.tsx'
import { SendOrders } from './send-orders.form.tsx'
import { SentPanel } from './sent-panel.part.tsx'
import { Answer, useSentWord } from './sent-status.part.tsx'

type Asked = { what: 'send'; rows: readonly ToSend[] } | { what: 'address'; supplierId: string } | null

/** Supplier orders that leave by mail: those to send, and all when asked. Source: INT-11 to INT-27. */
export function SentOrdersPage() {
  const words = useLabels(exchangeWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  const create = () => void navigate({ to: path('orders/new'), search: { kind: 'supplier' } as never })
  return (
    <>
      <ListPage
        title={words.title}
        name="sent-orders"
        source={sentOrders}
        counted={count => format.many(count, words.one, words.many)}
        columns={useColumns()}
        filters={useFilters()}
        actions={useActions(setAsked)}
        tabs={useExchangeTabs('sent-orders')}
        searchPlaceholder={words.search}
        exportPath="/sent-orders/export"
        otherActions={[{ label: words.show, run: refresh }]}
        empty={{
          text: words.nothingToSend,
          action: { label: words.newOrder, right: 'orders.write', run: create },
        }}
        panel={(_id, row) =>
          row && (
            <SentPanel
              key={row.id}
              of={row}
              onSend={() => setAsked({ what: 'send', rows: [row] })}
              onAddress={() => setAsked({ what: 'address', supplierId: row.supplierId })}
            />
          )
        }
        card={row => path(`orders/${row.id}`)}
        rowName={row => `${row.number} ${row.legalName || row.name}`}
      />
      {asked?.what === 'send' && <SendOrders of={asked.rows} onClose={close} />}
      {asked?.what === 'address' && <PartnerForm partyId={asked.supplierId} onClose={close} />}
    </>
  )
}

function useActions(ask: (asked: Asked) => void): RowAction<ToSend>[] {
  const words = useLabels(exchangeWords)
  const notify = useNotify()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const send = (rows: readonly ToSend[]) => {
    if (new Set(rows.map(({ supplierId }) => supplierId)).size > 1) notify.refused(words.severalSuppliers)
    else ask({ what: 'send', rows })
  }
  return [
    {
      key: 'send',
      label: words.validate,
      icon: <IconSend size={16} />,
      right: 'exchange.write',
      shortcut: 'v',
      on: 'some',
      run: ({ rows }) => send(rows),
    },
    {
      key: 'address',
      label: words.orderMail,
      icon: <IconMail size={16} />,
      right: 'exchange.write',
      run: ({ rows: [row] }) => row && ask({ what: 'address', supplierId: row.supplierId }),
    },
    {
      key: 'open',
      label: words.openOrder,
      icon: <IconExternalLink size={16} />,
      right: 'orders.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`orders/${row.id}`) }),
    },
  ]
}

function useColumns(): ListColumn<ToSend>[] {
  const { columns, states } = useLabels(exchangeLabels)
  const { draft } = useLabels(exchangeWords)
  const sentWord = useSentWord()
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 118, phone: 1 },
      { key: 'orderedOn', header: columns.orderedOn, kind: 'day', width: 92, sort: true, phone: 2 },
      { key: 'nature', header: columns.nature, width: 84 },
      { key: 'netCents', header: columns.netCents, kind: 'money', width: 100, sum: true },
      { key: 'grossCents', header: columns.grossCents, kind: 'money', width: 100, sum: true, phone: 'end' },
      { key: 'status', header: columns.status, width: 104, text: row => (row.isDraft ? draft : row.status) },
      { key: 'name', header: columns.name, width: 120, hidden: true },
      {
        key: 'legalName',
        header: columns.legalName,
        width: 150,
        grow: true,
        phone: 1,
        text: row => row.legalName || row.name,
      },
      { key: 'line1', header: columns.line1, width: 150, hidden: true },
      { key: 'postcode', header: columns.postcode, width: 74 },
      { key: 'town', header: columns.town, width: 110 },
      { key: 'owner', header: columns.owner, width: 84, hidden: true },
      { key: 'edition', header: columns.edition, width: 110, text: sentWord, phone: 2 },
      {
        key: 'sentState',
        header: columns.sentState,
        width: 180,
        phone: 2,
        cell: ({ sentState, isUnheard }) => sentState && <Answer state={sentState} isUnheard={isUnheard} />,
        text: ({ sentState }) => (sentState ? states[sentState] : ''),
      },
      { key: 'sentAt', header: columns.sentAt, kind: 'instant', width: 130, hidden: true },
      { key: 'address', header: columns.address, width: 180, hidden: true },
      { key: 'sellerNumber', header: columns.sellerNumber, width: 110, hidden: true },
      { key: 'answeredAt', header: columns.answeredAt, kind: 'instant', width: 130, hidden: true },
    ],
    [columns, states, sentWord, draft],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(exchangeWords)
  const yes = (key: string, label: string, option: string) =>
    ({ kind: 'choice', single: true, key, label, options: [{ value: 'true', label: option }] }) as const
  return [
    { kind: 'days', label: words.range, from: 'from', to: 'to' },
    yes('all', words.all, words.allOption),
    { kind: 'lookup', key: 'supplierId', label: words.supplier, source: contactLookup },
    { kind: 'text', key: 'owner', label: words.followedBy },
    yes('unheard', words.unheard, words.unheardOption),
  ]
}
