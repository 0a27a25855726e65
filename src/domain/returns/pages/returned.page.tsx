import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { returnedMailContract } from '../contract.ts'
import { returnsWords } from '../labels/screens.ts'
import { returnsLabels } from '../labels.ts'
import { RETURN_STATES } from '../rules/state.ts'
import { ReturnedPanel } from './returned-panel.part.tsx'
import { ReturnStatus, useReturnsTabs } from './returns-tabs.part.tsx'

const api = apiOf('returnedMail', returnedMailContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Mail that came back: whose address is awaited, who is to be reached otherwise, what is to be caught up. Source: CIR-18. */
export function ReturnedPage() {
  const words = useLabels(returnsWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const read = () => void navigate({ to: path('returned-mail/read') })
  return (
    <ListPage
      title={words.returned}
      name="returned-mail"
      source={api}
      counted={count => format.many(count, words.returnOne, words.returnMany)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useReturnsTabs('returned-mail')}
      searchPlaceholder={words.search}
      exportPath="/returned-mail/export"
      empty={{ text: words.noReturn, action: { label: words.readAction, right: 'dispatch.write', run: read } }}
      mainAction={{ label: words.readAction, right: 'dispatch.write', run: read }}
      panel={id => <ReturnedPanel key={id} id={id} />}
      rowName={row => row.name || row.given}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, causes, states } = useLabels(returnsLabels)
  return useMemo(
    () => [
      { key: 'receivedOn', header: columns.receivedOn, kind: 'day', sort: true, phone: 2 },
      { key: 'name', header: columns.name, width: 160, grow: true, phone: 1, text: row => row.name || row.given },
      {
        key: 'state',
        header: columns.state,
        width: 150,
        cell: row => <ReturnStatus of={row.state} />,
        text: row => states[row.state],
        phone: 'end',
      },
      { key: 'cause', header: columns.cause, width: 196, text: row => causes[row.cause], phone: 2 },
      { key: 'issueNumber', header: columns.issueNumber, width: 76, align: 'end' },
      { key: 'shipmentNumber', header: columns.shipmentNumber, width: 66, align: 'end' },
      { key: 'returns', header: columns.returns, kind: 'integer', width: 76 },
      { key: 'phone', header: columns.phone, width: 116 },
      { key: 'email', header: columns.email, width: 160, grow: true },
      { key: 'askedOn', header: columns.askedOn, kind: 'day' },
      { key: 'given', header: columns.given, width: 110, hidden: true },
      { key: 'contactNumber', header: columns.contactNumber, width: 84, align: 'end', hidden: true },
      { key: 'postcode', header: columns.postcode, width: 90, hidden: true },
      { key: 'town', header: columns.town, width: 130, hidden: true },
      { key: 'resumedOn', header: columns.resumedOn, kind: 'day', hidden: true },
      { key: 'caughtUpOn', header: columns.caughtUpOn, kind: 'day', hidden: true },
      { key: 'createdBy', header: columns.createdBy, width: 60, hidden: true },
    ],
    [columns, causes, states],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(returnsWords)
  const { states } = useLabels(returnsLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: words.state,
        options: RETURN_STATES.map(value => ({ value, label: states[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'withoutMail',
        label: words.otherMeans,
        options: [{ value: 'true', label: words.withoutMail }],
      },
    ],
    [words, states],
  )
}
