import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { titleLookup } from '../../catalog/pages/title-lookup.part.tsx'
import { replacementsContract } from '../contract/replacements.ts'
import { returnsWords } from '../labels/screens.ts'
import { returnsLabels } from '../labels.ts'
import { REQUEST_STATES } from '../rules/state.ts'
import { AskReplacement } from './replacement.form.tsx'
import { ReplacementPanel } from './replacement-panel.part.tsx'
import { RequestStatus, useReturnsTabs } from './returns-tabs.part.tsx'
import { SendReplacements } from './send-replacements.form.tsx'

const api = apiOf('replacements', replacementsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Copies asked for again: those that wait, left or were refused. Source: CIR-17. */
export function ReplacementsPage() {
  const words = useLabels(returnsWords)
  const format = useFormat()
  const may = useMay()
  const [{ purchaseId, issueId }, setSearch] = useSearchValues()
  const [sending, setSending] = useState(false)
  const ask = () => setSearch({ open: 'new' })
  const done = (open: string | undefined) => setSearch({ open, purchaseId: undefined, issueId: undefined })
  return (
    <>
      <ListPage
        title={words.replacements}
        name="replacements"
        source={api}
        counted={count => format.many(count, words.requestOne, words.requestMany)}
        columns={useColumns()}
        filters={useFilters()}
        tabs={useReturnsTabs('replacements')}
        searchPlaceholder={words.search}
        exportPath="/replacements/export"
        empty={{ text: words.noRequest, action: { label: words.newRequest, right: 'dispatch.write', run: ask } }}
        headingEnd={
          may('dispatch.write') && (
            <Button variant="default" onClick={() => setSending(true)}>
              {words.send}
            </Button>
          )
        }
        mainAction={{ label: words.newRequest, right: 'dispatch.write', run: ask }}
        panel={id =>
          id === 'new' ? (
            <AskReplacement purchaseId={purchaseId} issueId={issueId} onDone={done} />
          ) : (
            <ReplacementPanel key={id} id={id} />
          )
        }
        rowName={row => `${row.name} ${row.issueNumber}`}
      />
      {sending && <SendReplacements onClose={() => setSending(false)} />}
    </>
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, replacementColumns, reasons, requestStates } = useLabels(returnsLabels)
  const words = useLabels(returnsWords)
  const format = useFormat()
  return useMemo(
    () => [
      { key: 'askedOn', header: replacementColumns.askedOn, kind: 'day', sort: true, phone: 2 },
      { key: 'name', header: columns.name, width: 160, grow: true, phone: 1 },
      { key: 'issueNumber', header: columns.issueNumber, width: 76, align: 'end' },
      { key: 'titleName', header: columns.titleName, width: 130, grow: true, phone: 2 },
      {
        key: 'state',
        header: columns.state,
        width: 130,
        cell: row => <RequestStatus of={row.state} />,
        text: row => requestStates[row.state],
        phone: 'end',
      },
      { key: 'reason', header: columns.reason, width: 150, text: row => reasons[row.reason], phone: 2 },
      { key: 'copies', header: columns.copies, kind: 'integer', width: 52 },
      { key: 'inStock', header: columns.inStock, kind: 'integer', width: 80 },
      { key: 'given', header: replacementColumns.given, kind: 'integer', width: 96 },
      {
        key: 'suspicious',
        header: columns.suspicious,
        width: 112,
        text: row => (row.suspicious ? words.suspicious : ''),
      },
      {
        key: 'runNumber',
        header: columns.runNumber,
        width: 88,
        align: 'end',
        text: row => format.integer(row.runNumber),
      },
      { key: 'note', header: columns.note, width: 160, hidden: true },
      { key: 'purchaseNumber', header: columns.purchaseNumber, width: 90, align: 'end', hidden: true },
      { key: 'forcedReason', header: columns.forcedReason, width: 180, hidden: true },
      { key: 'refusedReason', header: columns.refusedReason, width: 180, hidden: true },
      { key: 'createdBy', header: columns.createdBy, width: 60, hidden: true },
    ],
    [columns, replacementColumns, reasons, requestStates, words, format],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(returnsWords)
  const { requestStates } = useLabels(returnsLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: words.state,
        options: REQUEST_STATES.map(value => ({ value, label: requestStates[value] })),
      },
      { kind: 'lookup', key: 'titleId', label: words.title, source: titleLookup },
    ],
    [words, requestStates],
  )
}
