import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { journalClosingsContract, journalContract } from '../contract.ts'
import { journalWords } from '../labels/screens.ts'
import { journalLabels } from '../labels.ts'
import { PERIODS } from '../rules/closing.ts'
import { LastCheck } from './check.part.tsx'
import { ClosingPanel } from './closing-panel.part.tsx'
import classes from './journal.module.css'
import { useSealedTabs } from './sealed-tabs.part.tsx'

const api = apiOf('journalClosings', journalClosingsContract)
const journal = apiOf('journal', journalContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Days, months and fiscal years closed, with their totals, the latest first. Source: L-1. */
export function ClosingsPage() {
  const words = useLabels(journalWords)
  const format = useFormat()
  const { periods } = useLabels(journalLabels)
  const notify = useNotify()
  const close = useMutation(
    journal.close.mutationOptions({
      onSuccess: ({ closed }) => {
        const made = format.many(closed, words.closingOne, words.closingMany)
        notify.done(closed === 0 ? words.nothingToClose : words.closed(made))
        refresh()
      },
      onError: notify.failed,
    }),
  )
  return (
    <ListPage
      title={words.journal}
      name="sealed-closings"
      source={api}
      counted={count => format.many(count, words.closingOne, words.closingMany)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useSealedTabs('closings')}
      exportPath="/journal-closings/export"
      empty={{ text: words.noClosing }}
      above={
        <>
          <LastCheck />
          <PublicKeys />
        </>
      }
      otherActions={[{ label: words.closeNow, right: 'journal.write', run: () => close.mutate({}) }]}
      panel={id => <ClosingPanel key={id} id={id} />}
      rowName={row => `${periods[row.period]} ${format.day(row.endsOn)}`}
    />
  )
}

/** What others compare archives with. */
function PublicKeys() {
  const words = useLabels(journalWords)
  const format = useFormat()
  const { data } = useQuery(journal.keys.queryOptions({}))
  if (!data || data.rows.length === 0) return null
  return (
    <p className={classes.keys} title={words.keysText}>
      {words.keys}{' '}
      {data.rows.map(({ keyId, createdAt }) => (
        <span key={keyId}>
          <span className={classes.code}>{keyId}</span> {words.since(format.day(createdAt.slice(0, 10)))}
        </span>
      ))}
    </p>
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, periods } = useLabels(journalLabels)
  return useMemo(
    () => [
      { key: 'period', header: columns.period, width: 96, text: row => periods[row.period], phone: 1 },
      { key: 'startsOn', header: columns.startsOn, kind: 'day', width: 104, phone: 2 },
      { key: 'endsOn', header: columns.endsOn, kind: 'day', width: 104, sort: true, phone: 2 },
      { key: 'entryCount', header: columns.entryCount, kind: 'integer', width: 84 },
      { key: 'invoicedCents', header: columns.invoicedCents, kind: 'money', width: 130, grow: true, phone: 'end' },
      { key: 'paidCents', header: columns.paidCents, kind: 'money', width: 120, grow: true },
      { key: 'everInvoicedCents', header: columns.everInvoicedCents, kind: 'money', width: 190, grow: true },
      { key: 'everPaidCents', header: columns.everPaidCents, kind: 'money', width: 190, grow: true },
      { key: 'lastSequence', header: columns.lastSequence, kind: 'integer', width: 130 },
      { key: 'closedAt', header: columns.closedAt, kind: 'instant', width: 140 },
      { key: 'keyId', header: columns.keyId, width: 150, hidden: true },
    ],
    [columns, periods],
  )
}

function useFilters(): ListFilter[] {
  const { periods } = useLabels(journalLabels)
  const words = useLabels(journalWords)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'period',
        label: words.period,
        options: PERIODS.map(value => ({ value, label: periods[value] })),
      },
      { kind: 'days', label: words.closings, from: 'from', to: 'to' },
    ],
    [words, periods],
  )
}
