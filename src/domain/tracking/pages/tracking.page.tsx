import { ActionIcon, Button } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconEye, IconMail } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { trackWords } from '../labels/screens.ts'
import { trackingLabels } from '../labels.ts'
import { useMoving } from './moving.part.tsx'
import { useTrackActions } from './track-actions.part.tsx'
import { useTrackFilters } from './track-filters.part.ts'
import { Lateness, nameOf, natureOf, StageMark, TrackStatus } from './track-marks.part.tsx'
import { TrackPanel } from './track-panel.part.tsx'
import { type Track, tracking, useLive, useStages } from './tracking-api.part.ts'
import { useTrackingTabs } from './tracking-tabs.part.ts'

/** The orders of the workshop, with the columns of the document. Source: SUI-1, SUI-20. */
export function TrackingPage() {
  const words = useLabels(trackWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const create = () => void navigate({ to: path('orders/new'), search: { kind: 'customer' } as never })
  const moving = useMoving('list')
  useLive()
  return (
    <>
      <ListPage
        title={words.tracking}
        name="tracking"
        source={tracking}
        counted={count => format.many(count, words.one, words.many)}
        columns={useColumns(moving)}
        filters={useTrackFilters()}
        tabs={useTrackingTabs('tracking')}
        headingEnd={<SeeAll />}
        searchPlaceholder={words.search}
        empty={{
          text: words.none,
          action: { label: words.writeOrder, right: 'orders.write', run: create },
        }}
        actions={useTrackActions(moving)}
        panel={id => <TrackPanel key={id} id={id} moving={moving} />}
        card={row => path(`orders/${row.id}`)}
        rowName={row => `${row.number} ${nameOf(row)} ${row.stage}`}
      />
      {moving.dialog}
    </>
  )
}

/** Finished and cancelled orders too. Source: SUI-21. */
function SeeAll() {
  const words = useLabels(trackWords)
  const [{ all }, setValues] = useSearchValues()
  const on = all !== undefined
  return (
    <Button
      variant={on ? 'light' : 'default'}
      aria-pressed={on}
      leftSection={<IconEye size={16} />}
      onClick={() => setValues({ all: on ? undefined : 'true' })}
    >
      {words.all}
    </Button>
  )
}

type ArrowProps = { label: string; icon: ReactNode; run(): void }

/** A button in a cell: the keys reach it by the menu of the row. */
function CellButton({ label, icon, run }: ArrowProps) {
  return (
    <ActionIcon
      variant="subtle"
      size="sm"
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={event => {
        event.stopPropagation()
        run()
      }}
    >
      {icon}
    </ActionIcon>
  )
}

function useColumns(moving: ReturnType<typeof useMoving>): ListColumn<Track>[] {
  const words = useLabels(trackWords)
  const { columns, lateness, unspecified } = useLabels(trackingLabels)
  const stages = useStages()
  const mayMove = useMay()('tracking.write')
  const nameOfStage = (id: string) => stages.find(stage => stage.id === id)?.name ?? ''
  const to = (row: Track, id: string | null, label: typeof words.nextTo, icon: ReactNode) =>
    id !== null &&
    mayMove && <CellButton label={label(row.number, nameOfStage(id))} icon={icon} run={() => moving.move(row, id)} />
  const still = useStillColumns()
  return [
    ...still.before,
    {
      key: 'status',
      header: columns.status,
      width: 150,
      cell: row => <TrackStatus of={row} />,
      text: row => row.status || unspecified,
    },
    {
      key: 'stage',
      header: columns.stage,
      width: 124,
      cell: row => <StageMark colour={row.colour} name={row.stage} />,
      text: row => row.stage,
      phone: 2,
    },
    {
      key: 'previous',
      header: words.previous,
      width: 38,
      align: 'center',
      screenOnly: true,
      cell: row => to(row, row.previousId, words.previousTo, <IconArrowLeft size={16} />),
      text: () => '',
    },
    {
      key: 'next',
      header: words.next,
      width: 38,
      align: 'center',
      screenOnly: true,
      cell: row => to(row, row.nextId, words.nextTo, <IconArrowRight size={16} />),
      text: () => '',
    },
    {
      key: 'mail',
      header: words.mail,
      width: 36,
      align: 'center',
      screenOnly: true,
      cell: row =>
        row.templateId !== null &&
        mayMove && (
          <CellButton label={words.write(row.number)} icon={<IconMail size={16} />} run={() => moving.write(row.id)} />
        ),
      text: () => '',
    },
    { key: 'postcode', header: columns.postcode, width: 58 },
    { key: 'deliverOn', header: columns.deliverOn, kind: 'day', sort: true, width: 82 },
    {
      key: 'lateness',
      header: columns.lateness,
      width: 88,
      cell: row => <Lateness of={row.lateness} />,
      text: row => (row.lateness ? lateness[row.lateness] : ''),
      phone: 'end',
    },
    ...still.after,
  ]
}

/** The columns that only say. */
function useStillColumns(): { before: ListColumn<Track>[]; after: ListColumn<Track>[] } {
  const { columns } = useLabels(trackingLabels)
  return useMemo(
    () => ({
      before: [
        { key: 'serial', header: columns.serial, kind: 'integer', sort: true, width: 66, phone: 1 },
        { key: 'number', header: columns.number, width: 112, phone: 1, hidden: true },
        { key: 'orderedOn', header: columns.orderedOn, kind: 'day', width: 82 },
        { key: 'partyNumber', header: columns.partyNumber, width: 74, align: 'end' },
        { key: 'legalName', header: columns.legalName, width: 96, grow: true, phone: 1 },
        { key: 'personName', header: columns.personName, width: 90, grow: true },
        { key: 'nature', header: columns.nature, width: 86, text: natureOf, grow: true },
        { key: 'theirReference', header: columns.theirReference, width: 70 },
      ],
      after: [
        { key: 'assignedTo', header: columns.assignedTo, width: 84, hidden: true },
        { key: 'resource', header: columns.resource, width: 110, hidden: true },
        { key: 'town', header: columns.town, width: 110, hidden: true },
        { key: 'enteredAt', header: columns.enteredAt, kind: 'instant', sort: true, width: 128, hidden: true },
        { key: 'enteredBy', header: columns.enteredBy, width: 60, hidden: true },
        { key: 'grossCents', header: columns.grossCents, kind: 'money', sum: true, width: 100, hidden: true },
      ],
    }),
    [columns],
  )
}
