import { IconArrowBackUp, IconMailbox, IconReceipt } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { holdKinds } from '../../subscriptions/labels/why.ts'
import { leftOutContract } from '../contract/left-out.ts'
import { NOT_IN_REASONS, type NotInReason, watchContract } from '../contract/watch.ts'
import { runWords } from '../labels/run-screens.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'
import type { ChosenRun } from './which-run.part.tsx'

const api = apiOf('dispatch', watchContract)
const leftOut = apiOf('dispatch', leftOutContract)
const source = { list: api.notIn, count: api.notInCount }
type Row = Awaited<ReturnType<typeof api.notIn.call>>['rows'][number]

const tones: Record<NotInReason, Tone> = {
  served: 'good',
  'left-out': 'warning',
  held: 'warning',
  'starts-later': 'coming',
  'used-up': 'off',
  stopped: 'off',
  cancelled: 'off',
  'not-on-sale': 'warning',
}

/** Who is not in the run, and why, one line a purchase. */
export function NotInView({ chosen, above }: { chosen: ChosenRun; above: ReactNode }) {
  const labels = useLabels(dispatchLabels)
  const words = useLabels(runWords)
  const screen = useLabels(dispatchWords)
  const format = useFormat()
  return (
    <ListPage
      title={labels.recipients}
      name="not-in"
      source={source}
      counted={count => format.many(count, words.notInOne, words.notInMany)}
      columns={useColumns()}
      filters={useFilters()}
      fixed={chosen.which}
      above={above}
      searchPlaceholder={screen.search}
      exportPath="/dispatch/not-in/export"
      empty={{ text: words.nobodyOut }}
      actions={useActions(chosen.issueId)}
      rowName={row => `${row.number} ${row.lastName} ${row.firstName}`}
    />
  )
}

function useFilters(): ListFilter[] {
  const { columns, notIn } = useLabels(dispatchLabels)
  return useMemo(
    () => [
      ...['kind', 'title', 'issue'].map(key => ({ kind: 'text', key, label: key, own: true }) as const),
      {
        kind: 'choice',
        single: true,
        key: 'why',
        label: columns.why,
        options: NOT_IN_REASONS.map(value => ({ value, label: notIn[value] })),
      },
    ],
    [columns, notIn],
  )
}

function useActions(issueId: string | undefined): RowAction<Row>[] {
  const words = useLabels(runWords)
  const screen = useLabels(dispatchWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const notify = useNotify()
  const takeBack = async (rows: readonly Row[]) => {
    try {
      await leftOut.takeBack.call({ purchaseIds: rows.map(({ id }) => id), ...(issueId ? { issueId } : {}) })
      notify.done(words.takenBack)
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return [
    {
      key: 'takeBack',
      label: words.takeBack,
      icon: <IconArrowBackUp size={16} />,
      right: 'dispatch.write',
      on: 'some',
      enabled: row => row.why === 'left-out' || words.onlyLeftOut,
      run: ({ rows }) => void takeBack(rows),
    },
    {
      key: 'run',
      label: words.showRun,
      icon: <IconMailbox size={16} />,
      enabled: row => row.runId !== null || words.onlyServed,
      run: ({ rows: [row] }) => row?.runId && void navigate({ to: path(`dispatch-runs/${row.runId}`) }),
    },
    {
      key: 'purchase',
      label: screen.showPurchase,
      icon: <IconReceipt size={16} />,
      right: 'subscriptions.read',
      run: ({ rows: [row] }) =>
        row && void navigate({ to: path(`${issueId ? 'subscriptions' : 'single-issues'}/${row.id}`) }),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, notIn } = useLabels(dispatchLabels)
  const kinds = useLabels(holdKinds)
  return useMemo(
    () => [
      { key: 'number', header: columns.purchaseNumber, width: 76, align: 'end', sort: true, phone: 1 },
      { key: 'honorific', header: columns.honorific, width: 54 },
      { key: 'lastName', header: columns.lastName, width: 112, grow: true, sort: 'name', phone: 1 },
      { key: 'firstName', header: columns.firstName, width: 104, grow: true, phone: 1 },
      { key: 'legalName', header: columns.legalName, width: 114, grow: true, phone: 1 },
      {
        key: 'why',
        header: columns.why,
        width: 158,
        cell: row => <Status of={tones[row.why]} label={notIn[row.why]} />,
        text: row => notIn[row.why],
        phone: 2,
      },
      { key: 'on', header: columns.on, kind: 'day', phone: 2 },
      {
        key: 'reason',
        header: columns.reason,
        width: 180,
        grow: true,
        text: row => kinds[row.reason] ?? row.reason,
      },
      { key: 'runNumber', header: columns.runNumber, width: 88, align: 'end' },
      { key: 'copies', header: columns.copies, kind: 'integer', width: 62, phone: 'end' },
      { key: 'productCode', header: columns.productCode, width: 96 },
      { key: 'issueNumber', header: columns.issueNumber, width: 80, align: 'end', hidden: true },
    ],
    [columns, notIn, kinds],
  )
}
