import {
  IconCheck,
  IconCircleOff,
  IconListDetails,
  IconMailbox,
  IconPencil,
  IconTrash,
  IconTruckDelivery,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany, useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { RUN_KINDS, runsContract } from '../contract.ts'
import { runWords } from '../labels/run-screens.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'
import { RUN_STATES } from '../rules/run-state.ts'
import { addressFile } from './address-menu.part.tsx'
import { RunPanel } from './run-panel.part.tsx'
import { RunStatus } from './run-status.part.tsx'
import { isOffered, STEPS, type Step, StepDialog } from './run-steps.part.tsx'

const api = apiOf('runs', runsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** The dispatch runs made, newest first. Source: ABO-57 to ABO-63. */
export function RunsPage() {
  const labels = useLabels(dispatchLabels)
  const words = useLabels(dispatchWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [, setSearch] = useSearchValues()
  const [asked, setAsked] = useState<{ step: Step; run: Row } | null>(null)
  return (
    <>
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
          action: {
            label: words.goRecipients,
            right: 'dispatch.read',
            run: () => void navigate({ to: path('recipients') }),
          },
        }}
        mainAction={{ label: labels.recipients, run: () => void navigate({ to: path('recipients') }) }}
        actions={useActions((step, run) => setAsked({ step, run }))}
        panel={id => <RunPanel id={id} />}
        card={row => path(`dispatch-runs/${row.id}`)}
        rowName={row => `${row.number} ${row.label}`}
      />
      {asked && (
        <StepDialog {...asked} onClose={() => setAsked(null)} onUndone={() => setSearch({ open: undefined })} />
      )}
    </>
  )
}

const icons: Record<Step, ReactNode> = {
  signOff: <IconCheck size={16} />,
  handOver: <IconTruckDelivery size={16} />,
  modify: <IconPencil size={16} />,
  undo: <IconTrash size={16} />,
  cancel: <IconCircleOff size={16} />,
}

function useActions(ask: (step: Step, run: Row) => void): RowAction<Row>[] {
  const words = useLabels(dispatchWords)
  const steps = useLabels(runWords)
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
    ...STEPS.map(
      (step, at): RowAction<Row> => ({
        key: step,
        label: steps[step],
        icon: icons[step],
        right: 'dispatch.write',
        apart: at === 0,
        danger: step === 'undo' || step === 'cancel',
        enabled: row => isOffered(step, row.state),
        run: ({ rows: [row] }) => row && ask(step, row),
      }),
    ),
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, kind, state } = useLabels(dispatchLabels)
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
      {
        key: 'state',
        header: columns.state,
        width: 116,
        cell: row => <RunStatus of={row.state} />,
        text: row => state[row.state],
        phone: 2,
      },
      { key: 'titleName', header: columns.titleName, width: 160, hidden: true },
    ],
    [columns, kind, state],
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
        options: RUN_KINDS.map(value => ({ value, label: labels.kind[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: labels.columns.state,
        options: RUN_STATES.map(value => ({ value, label: labels.state[value] })),
      },
    ],
    [labels],
  )
}
