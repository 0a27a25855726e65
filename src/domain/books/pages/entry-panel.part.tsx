import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { PanelBody } from '../../../platform/web/record/panel-form.tsx'
import { RecordHead, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { booksContract } from '../contract.ts'
import { booksWords } from '../labels/screens.ts'
import { booksLabels } from '../labels.ts'
import type { EntryLine } from './entries.page.tsx'

const api = apiOf('books', booksContract)
const SCREENS: Record<string, string> = { invoices: 'invoices', payments: 'payments' }

/** The whole entry of a line, and what made it. */
export function EntryPanel({ line }: { line: EntryLine }) {
  const words = useLabels(booksWords)
  const { columns, journals } = useLabels(booksLabels)
  const format = useFormat()
  const query = useQuery(api.list.queryOptions({ input: { recordId: line.recordId, limit: 200 } }))
  const screen = SCREENS[line.record]
  return (
    <PanelBody>
      <RecordHead
        name={words.entryOf(line.number, line.year)}
        status={journals[line.journal]}
        actions={screen && <RecordButton to={`${screen}/${line.recordId}`}>{words.openDocument}</RecordButton>}
      />
      <Facts
        facts={[
          { label: columns.bookedOn, value: format.day(line.bookedOn) },
          { label: columns.validatedOn, value: format.day(line.validatedOn) },
          { label: columns.piece, value: line.piece },
          { label: columns.auxLabel, value: line.auxLabel },
          { label: columns.label, value: line.label, wide: true },
        ]}
      />
      <RecordPart title={words.entries}>
        <SmallTable
          query={query}
          empty={words.noMove}
          columns={[
            { key: 'accountCode', header: columns.accountCode },
            { key: 'accountLabel', header: columns.accountLabel },
            { key: 'debitCents', header: columns.debitCents, kind: 'money' },
            { key: 'creditCents', header: columns.creditCents, kind: 'money' },
            { key: 'letter', header: columns.letter },
          ]}
        />
      </RecordPart>
    </PanelBody>
  )
}
