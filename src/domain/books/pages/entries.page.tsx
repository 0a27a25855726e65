import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { booksContract } from '../contract.ts'
import { booksWords } from '../labels/screens.ts'
import { booksLabels } from '../labels.ts'
import { JOURNALS } from '../rules/chart.ts'
import { useBooksTabs } from './books-tabs.part.tsx'
import { EntryPanel } from './entry-panel.part.tsx'
import { NotWritten } from './not-written.part.tsx'

const api = apiOf('books', booksContract)
export type EntryLine = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** The lines of the books: a journal, the ledger of an account, or all of them. Source: L-17. */
export function EntriesPage() {
  const words = useLabels(booksWords)
  const format = useFormat()
  return (
    <ListPage
      title={words.books}
      name="book-entries"
      source={api}
      totals={api.totals}
      counted={count => format.many(count, words.entryOne, words.entryMany)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useBooksTabs('books')}
      searchPlaceholder={words.search}
      exportPath="/book-entries/export"
      empty={{ text: words.noEntry }}
      above={<NotWritten />}
      panel={(id, row) => row && <EntryPanel key={id} line={row} />}
      rowName={row => `${row.piece} ${row.accountCode}`}
    />
  )
}

function useColumns(): ListColumn<EntryLine>[] {
  const { columns, journals } = useLabels(booksLabels)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, kind: 'integer', sort: true, width: 72 },
      { key: 'bookedOn', header: columns.bookedOn, kind: 'day', sort: true, phone: 2 },
      { key: 'journal', header: columns.journal, width: 84, text: row => journals[row.journal] },
      { key: 'accountCode', header: columns.accountCode, width: 84, phone: 2 },
      { key: 'accountLabel', header: columns.accountLabel, width: 170, grow: true },
      { key: 'piece', header: columns.piece, width: 130 },
      { key: 'label', header: columns.label, width: 220, grow: true, phone: 1 },
      { key: 'debitCents', header: columns.debitCents, kind: 'money', sum: true, width: 104, phone: 'end' },
      { key: 'creditCents', header: columns.creditCents, kind: 'money', sum: true, width: 104, phone: 2 },
      { key: 'letter', header: columns.letter, width: 64 },
      { key: 'auxLabel', header: columns.auxLabel, width: 160, hidden: true },
      { key: 'auxCode', header: columns.auxCode, width: 90, hidden: true },
      { key: 'validatedOn', header: columns.validatedOn, kind: 'day', hidden: true },
      { key: 'year', header: columns.year, width: 80, align: 'end', hidden: true },
      { key: 'line', header: columns.line, kind: 'integer', width: 64, hidden: true },
    ],
    [columns, journals],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(booksWords)
  const { journals } = useLabels(booksLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'journal',
        label: words.journal,
        options: JOURNALS.filter(code => code !== 'AN').map(value => ({ value, label: journals[value] })),
      },
      { kind: 'days', label: words.period, from: 'from', to: 'to' },
      { kind: 'text', key: 'account', label: words.account },
      { kind: 'text', key: 'auxCode', label: words.customer, apart: true },
      { kind: 'integer', key: 'year', label: words.year, apart: true },
      {
        kind: 'choice',
        single: true,
        key: 'unmatched',
        label: words.lettering,
        options: [
          { value: 'true', label: words.unlettered },
          { value: 'false', label: words.lettered },
        ],
      },
    ],
    [words, journals],
  )
}
