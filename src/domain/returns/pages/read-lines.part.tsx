import { Button } from '@mantine/core'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { returnsWords } from '../labels/screens.ts'
import { returnsLabels } from '../labels.ts'
import type { ReadLine } from './reading-queue.part.ts'
import { OutcomeStatus } from './returns-tabs.part.tsx'

const SHOWN = 200
type Row = Omit<ReadLine, 'id'> & { id: string; notedId: string | null }

/** The last lines read, the newest first: who, which issue, how many returns before. */
export function ReadLines({ lines, onTakeBack }: { lines: readonly ReadLine[]; onTakeBack(line: ReadLine): void }) {
  const words = useLabels(returnsWords)
  const { columns } = useLabels(returnsLabels)
  const format = useFormat()
  const rows: Row[] = lines.slice(0, SHOWN).map(line => ({ ...line, notedId: line.id, id: line.key }))
  const said = ({ outcome, before, returnedOn, asked }: Row) => {
    if (outcome === 'double') return words.readOn(format.day(returnedOn ?? null) || '…')
    if (outcome === 'unknown') return ''
    return [before === 0 ? words.beforeNone : words.before(before), ...(asked ? [words.asked] : [])].join(', ')
  }
  const shown: ListColumn<Row>[] = [
    { key: 'given', header: columns.given },
    { key: 'outcome', header: columns.state, cell: row => <OutcomeStatus of={row.outcome} /> },
    {
      key: 'name',
      header: columns.name,
      cell: row => row.recipientId && <RecordLink to={`contacts/${row.recipientId}`}>{row.name}</RecordLink>,
    },
    { key: 'issueNumber', header: columns.issueNumber },
    { key: 'said', header: columns.returns, text: said },
    { key: 'phone', header: columns.phone },
    {
      key: 'undo',
      header: '',
      align: 'end',
      cell: row =>
        row.notedId && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`${words.undo} ${row.given}`}
            onClick={() => onTakeBack({ ...row, id: row.notedId })}
          >
            {words.undo}
          </Button>
        ),
    },
  ]
  return <SmallTable query={{ data: { rows }, error: null } as never} empty={words.nothingRead} columns={shown} />
}
