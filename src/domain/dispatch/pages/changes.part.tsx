import { IconReceipt } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { type CHANGES, watchContract } from '../contract/watch.ts'
import { runWords } from '../labels/run-screens.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'
import type { ChosenRun } from './which-run.part.tsx'

const api = apiOf('dispatch', watchContract)
const source = { list: api.changes, count: api.changesCount }
type Row = Awaited<ReturnType<typeof api.changes.call>>['rows'][number]

const tones: Record<(typeof CHANGES)[number], Tone> = {
  came: 'good',
  gone: 'off',
  address: 'warning',
  held: 'warning',
  released: 'coming',
}
const filters: ListFilter[] = ['kind', 'title', 'issue'].map(key => ({ kind: 'text', key, label: key, own: true }))

/** What changed since the last run of this issue, by whom and when. */
export function ChangesView({ chosen, above }: { chosen: ChosenRun; above: ReactNode }) {
  const labels = useLabels(dispatchLabels)
  const words = useLabels(runWords)
  const screen = useLabels(dispatchWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const card = ({ purchaseKind, purchaseId }: Row) =>
    path(`${purchaseKind === 'subscription' ? 'subscriptions' : 'single-issues'}/${purchaseId}`)
  return (
    <ListPage
      title={labels.recipients}
      name="changes"
      source={source}
      counted={count => format.many(count, words.changeOne, words.changeMany)}
      columns={useColumns()}
      filters={filters}
      fixed={chosen.which}
      above={above}
      searchPlaceholder={screen.search}
      exportPath="/dispatch/changes/export"
      empty={{ text: words.noChange }}
      actions={[
        {
          key: 'purchase',
          label: screen.showPurchase,
          icon: <IconReceipt size={16} />,
          right: 'subscriptions.read',
          run: ({ rows: [row] }) => row && void navigate({ to: card(row) }),
        },
      ]}
      rowName={row => `${row.number} ${row.lastName} ${row.firstName}`}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, changes } = useLabels(dispatchLabels)
  return useMemo(
    () => [
      {
        key: 'change',
        header: columns.change,
        width: 168,
        cell: row => <Status of={tones[row.change]} label={changes[row.change]} />,
        text: row => changes[row.change],
        phone: 2,
      },
      { key: 'number', header: columns.purchaseNumber, width: 84, align: 'end', phone: 1 },
      { key: 'honorific', header: columns.honorific, width: 60 },
      { key: 'lastName', header: columns.lastName, width: 120, grow: true, phone: 1 },
      { key: 'firstName', header: columns.firstName, width: 104, grow: true, phone: 1 },
      { key: 'legalName', header: columns.legalName, width: 130, grow: true, phone: 1 },
      { key: 'reason', header: columns.reason, width: 220, grow: true },
      { key: 'at', header: columns.at, kind: 'instant', width: 150, sort: true, phone: 2 },
      { key: 'by', header: columns.by, width: 72, phone: 'end' },
    ],
    [columns, changes],
  )
}
