import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { shipmentsContract } from '../contract.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'

const api = apiOf('shipments', shipmentsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** The shipments of a purchase or to a contact, with the address they bore. */
export function ShipmentsOf({ whose }: { whose: { purchaseId?: string; recipientId?: string; runId?: string } }) {
  const { columns } = useLabels(dispatchLabels)
  const words = useLabels(dispatchWords)
  const may = useMay()
  const query = useQuery(api.list.queryOptions({ input: { ...whose, sort: '-number', limit: 50 } }))
  const shown: ListColumn<Row>[] = [
    { key: 'number', header: columns.number },
    { key: 'sentOn', header: columns.sentOn, kind: 'day' },
    {
      key: 'runNumber',
      header: columns.runNumber,
      cell: row => (
        <RecordLink to="shipments" search={{ runId: row.runId }}>
          {row.runNumber}
        </RecordLink>
      ),
    },
    { key: 'issueNumber', header: columns.issueNumber },
    { key: 'copies', header: columns.copies, kind: 'integer' },
    {
      key: 'address',
      header: columns.line1,
      text: row =>
        [row.line1, row.line2, row.line3, `${row.postcode} ${row.town}`].filter(part => part.trim()).join(', '),
    },
    {
      key: 'again',
      header: '',
      align: 'end',
      cell: row =>
        may('dispatch.write') &&
        !row.cancelledOn && (
          <RecordLink
            to="replacements"
            search={{ open: 'new', purchaseId: row.purchaseId, issueId: row.issueId }}
            label={words.replaceIssue(row.issueNumber)}
          >
            {words.again}
          </RecordLink>
        ),
    },
  ]
  return <SmallTable query={query} columns={shown} empty={words.noShipments} />
}
