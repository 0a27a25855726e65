import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { journalContract } from '../contract.ts'
import { journalWords } from '../labels/screens.ts'
import { journalLabels } from '../labels.ts'
import classes from './journal.module.css'

const api = apiOf('journal', journalContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** What was sealed of one record. */
export function RecordEntries({ recordId }: { recordId: string }) {
  const words = useLabels(journalWords)
  const { columns, kinds } = useLabels(journalLabels)
  const query = useQuery(api.list.queryOptions({ input: { recordId, limit: 20 } }))
  const shown: ListColumn<Row>[] = useMemo(
    () => [
      {
        key: 'sequence',
        header: columns.sequence,
        cell: row => (
          <RecordLink to="sealed-journal" search={{ recordId, open: row.id }}>
            {row.sequence}
          </RecordLink>
        ),
      },
      { key: 'kind', header: columns.kind, text: row => kinds[row.kind] ?? row.kind },
      { key: 'sealedOn', header: columns.sealedOn, kind: 'day' },
      { key: 'by', header: columns.by },
      { key: 'grossCents', header: columns.grossCents, kind: 'money' },
      {
        key: 'hash',
        header: columns.hash,
        cell: row => <span className={classes.code}>{row.hash.slice(0, 16)}</span>,
      },
    ],
    [columns, kinds, recordId],
  )
  return <SmallTable query={query} columns={shown} empty={words.notSealed} />
}
