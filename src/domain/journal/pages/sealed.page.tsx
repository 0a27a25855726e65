import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { journalContract } from '../contract.ts'
import { journalWords } from '../labels/screens.ts'
import { journalLabels } from '../labels.ts'
import { ArchiveForm } from './archive.form.tsx'
import { LastCheck } from './check.part.tsx'
import { EntryPanel } from './entry-panel.part.tsx'
import classes from './journal.module.css'
import { SealedRecord } from './sealed-record.part.tsx'
import { useSealedTabs } from './sealed-tabs.part.tsx'

const api = apiOf('journal', journalContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** What the law wants to stay as it was, the latest first. Source: L-1. */
export function SealedJournalPage() {
  const words = useLabels(journalWords)
  const format = useFormat()
  const may = useMay()
  const [archiving, setArchiving] = useState(false)
  return (
    <>
      <ListPage
        title={words.journal}
        name="sealed-journal"
        source={api}
        counted={count => format.many(count, words.entryOne, words.entryMany)}
        columns={useColumns()}
        filters={useFilters()}
        tabs={useSealedTabs('entries')}
        searchPlaceholder={words.search}
        exportPath="/journal-entries/export"
        empty={{ text: words.noEntry }}
        above={<LastCheck />}
        headingEnd={
          may('journal.write') && (
            <Button variant="default" onClick={() => setArchiving(true)}>
              {words.archive}
            </Button>
          )
        }
        panel={id => <EntryPanel key={id} id={id} />}
        rowName={row => `${row.sequence} ${row.label}`}
      />
      {archiving && <ArchiveForm onClose={() => setArchiving(false)} />}
    </>
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, kinds } = useLabels(journalLabels)
  const words = useLabels(journalWords)
  return useMemo(
    () => [
      { key: 'sequence', header: columns.sequence, kind: 'integer', width: 84, sort: true, phone: 1 },
      { key: 'sealedOn', header: columns.sealedOn, kind: 'day', width: 104, phone: 2 },
      { key: 'kind', header: columns.kind, width: 140, text: row => kinds[row.kind] ?? row.kind, phone: 1 },
      {
        key: 'label',
        header: columns.label,
        width: 220,
        grow: true,
        phone: 2,
        cell: row => <SealedRecord of={row} />,
        text: row => row.label,
      },
      { key: 'on', header: columns.on, kind: 'day', width: 130, sort: true },
      {
        key: 'late',
        header: columns.late,
        width: 130,
        cell: row => row.late && <Status of="warning" label={words.late} />,
        text: row => (row.late ? words.late : ''),
      },
      { key: 'grossCents', header: columns.grossCents, kind: 'money', width: 120, sum: true, phone: 'end' },
      {
        key: 'hash',
        header: columns.hash,
        width: 110,
        cell: row => <span className={classes.code}>{row.hash.slice(0, 10)}</span>,
        text: row => row.hash,
      },
      { key: 'by', header: columns.by, width: 64 },
      { key: 'at', header: columns.at, kind: 'instant', width: 140, hidden: true },
    ],
    [columns, kinds, words],
  )
}

function useFilters(): ListFilter[] {
  const { kinds, columns } = useLabels(journalLabels)
  const words = useLabels(journalWords)
  return useMemo(
    () => [
      { kind: 'days', label: columns.sealedOn, from: 'from', to: 'to' },
      {
        kind: 'choice',
        single: true,
        key: 'kind',
        label: words.kind,
        options: Object.entries(kinds).map(([value, label]) => ({ value, label: label as string })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'late',
        label: words.late,
        options: [{ value: 'true', label: words.lateOnly }],
      },
      { kind: 'text', key: 'recordId', label: columns.label, apart: true },
    ],
    [kinds, columns, words],
  )
}
