import { IconListDetails, IconMailbox } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany, useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { KINDS, runsContract } from '../contract.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'
import { addressFile } from './address-menu.part.tsx'
import { RunPanel } from './run-panel.part.tsx'

const api = apiOf('runs', runsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** The dispatch runs made, newest first. Source: ABO-57 to ABO-63. */
export function RunsPage() {
  const labels = useLabels(dispatchLabels)
  const words = useLabels(dispatchWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  return (
    <ListPage
      title={labels.runs}
      name="runs"
      source={api}
      counted={count => format.many(count, words.runOne, words.runMany)}
      columns={useColumns()}
      filters={useFilters()}
      searchPlaceholder={words.searchRuns}
      exportPath="/dispatch-runs/export"
      empty={{
        text: words.noRuns,
        action: { label: words.goRecipients, run: () => void navigate({ to: path('recipients') }) },
      }}
      mainAction={{ label: labels.recipients, run: () => void navigate({ to: path('recipients') }) }}
      actions={useActions()}
      panel={id => <RunPanel id={id} />}
      card={row => path(`dispatch-runs/${row.id}`)}
      rowName={row => `${row.number} ${row.label}`}
    />
  )
}

function useActions(): RowAction<Row>[] {
  const words = useLabels(dispatchWords)
  const path = useCompanyPath()
  const company = useCompany()
  const navigate = useNavigate()
  const file = (id: string | undefined, format: 'csv' | 'txt') =>
    id && location.assign(addressFile(company, id, format))
  return [
    {
      key: 'shipments',
      label: words.shipments,
      icon: <IconListDetails size={16} />,
      shortcut: 'mod+E',
      run: ({ rows: [row] }) => row && void navigate({ to: path('shipments'), search: { runId: row.id } as never }),
    },
    {
      key: 'csv',
      label: words.addressesCsv,
      icon: <IconMailbox size={16} />,
      run: ({ rows: [row] }) => file(row?.id, 'csv'),
    },
    {
      key: 'txt',
      label: words.addressesTxt,
      icon: <IconMailbox size={16} />,
      run: ({ rows: [row] }) => file(row?.id, 'txt'),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, kind } = useLabels(dispatchLabels)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 72, align: 'end', sort: true, phone: 1 },
      { key: 'kind', header: columns.kind, width: 130, text: row => kind[row.kind] },
      { key: 'label', header: columns.label, width: 260, grow: true, phone: 1 },
      { key: 'issueNumber', header: columns.issueNumber, width: 88, align: 'end' },
      { key: 'dispatchedOn', header: columns.dispatchedOn, kind: 'day', sort: true, phone: 2 },
      { key: 'createdBy', header: columns.createdBy, width: 72, phone: 2 },
      { key: 'shipmentCount', header: columns.shipmentCount, kind: 'integer', phone: 'end' },
      { key: 'copyCount', header: columns.copyCount, kind: 'integer', width: 108 },
      { key: 'titleName', header: columns.titleName, width: 160, hidden: true },
    ],
    [columns, kind],
  )
}

function useFilters(): ListFilter[] {
  const labels = useLabels(dispatchLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'kind',
        label: labels.columns.kind,
        options: KINDS.map(value => ({ value, label: labels.kind[value] })),
      },
    ],
    [labels],
  )
}
