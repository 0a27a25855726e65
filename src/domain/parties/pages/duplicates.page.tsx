import { IconArrowsJoin, IconUsersGroup } from '@tabler/icons-react'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { duplicatesContract } from '../contract/duplicates.ts'
import { duplicateWords } from '../labels/duplicates.ts'
import { ComparePanel } from './compare.part.tsx'
import { useContactsTabs } from './contacts-tabs.part.tsx'
import { useDuplicatesSearch } from './duplicates-search.part.tsx'

const api = apiOf('partyDuplicates', duplicatesContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Contacts that may be the same, the most probable first. Source: CIR-19. */
export function DuplicatesPage() {
  const words = useLabels(duplicateWords)
  const format = useFormat()
  const tabs = useContactsTabs('duplicates')
  const [, setSearch] = useSearchValues()
  return (
    <ListPage
      title={words.duplicates}
      name="party-duplicates"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      tabs={tabs}
      exportPath="/party-duplicates/export"
      empty={{ text: words.none }}
      {...useDuplicatesSearch()}
      actions={useActions(id => setSearch({ open: id }))}
      panel={(id, row) => row && <ComparePanel key={id} pair={row} onDone={() => setSearch({ open: undefined })} />}
      rowName={row => `${row.firstName}, ${row.secondName}`}
    />
  )
}

function useActions(compare: (id: string) => void): RowAction<Row>[] {
  const words = useLabels(duplicateWords)
  const doing = useDoing()
  const dismiss = ({ firstId, secondId }: Row) => doing(() => api.dismiss.call({ firstId, secondId }), words.dismissed)
  return [
    {
      key: 'compare',
      label: words.compare,
      icon: <IconArrowsJoin size={16} />,
      run: ({ rows: [row] }) => row && compare(row.id),
    },
    {
      key: 'dismiss',
      label: words.dismiss,
      icon: <IconUsersGroup size={16} />,
      right: 'parties.write',
      run: ({ rows: [row] }) => row && void dismiss(row),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, reasons } = useLabels(duplicateWords)
  return useMemo(
    () => [
      {
        key: 'score',
        header: columns.score,
        kind: 'integer',
        width: 110,
        sort: true,
        text: row => `${row.score}\u00a0%`,
        phone: 'end',
      },
      {
        key: 'reasons',
        header: columns.reasons,
        width: 240,
        grow: true,
        text: row => row.reasons.map(reason => reasons[reason]).join(', '),
        phone: 2,
      },
      { key: 'firstNumber', header: columns.firstNumber, width: 76, align: 'end' },
      { key: 'firstName', header: columns.firstName, width: 160, grow: true, phone: 1 },
      { key: 'firstPlace', header: columns.firstPlace, width: 150 },
      { key: 'secondNumber', header: columns.secondNumber, width: 76, align: 'end' },
      { key: 'secondName', header: columns.secondName, width: 160, grow: true, phone: 1 },
      { key: 'secondPlace', header: columns.secondPlace, width: 150 },
    ],
    [columns, reasons],
  )
}
