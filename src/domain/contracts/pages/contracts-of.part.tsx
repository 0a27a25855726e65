import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { contractFormWords } from '../labels/form-screens.ts'
import { contractWords } from '../labels/screens.ts'
import { type ContractRow, contracts } from './contract-api.part.ts'
import { ContractStatus } from './contract-status.part.tsx'
import classes from './contracts.module.css'
import { FirstTermButton } from './new-invoice.part.tsx'

/** The contracts of a contact, or that they pay for. Source: REC-15, REC-26. */
export function ContractsOf({ customerId }: { customerId: string }) {
  const words = useLabels(contractWords)
  const form = useLabels(contractFormWords)
  const format = useFormat()
  const may = useMay()
  const query = useQuery(contracts.list.queryOptions({ input: { customerId, limit: 50 } }))
  const columns: ListColumn<ContractRow>[] = [
    {
      key: 'number',
      header: words.number,
      cell: row => <RecordLink to={`contracts/${row.id}`}>{row.number}</RecordLink>,
    },
    { key: 'title', header: words.title },
    { key: 'state', header: words.state, cell: row => <ContractStatus of={row.state} /> },
    { key: 'every', header: words.repeat, text: row => form.each(row.every, row.unit) },
    { key: 'startsOn', header: words.startsOn, kind: 'day' },
    { key: 'endsOn', header: words.endsOn, text: row => (row.endsOn ? format.day(row.endsOn) : words.endless) },
    { key: 'nextOn', header: words.nextOn, kind: 'day' },
    ...(may('invoicing.write')
      ? [
          {
            key: 'invoice',
            header: '',
            cell: (row: ContractRow) => row.nextOn !== null && <FirstTermButton of={row} small />,
          },
        ]
      : []),
  ]
  return (
    <div className={classes.lines}>
      <SmallTable
        query={query}
        columns={columns}
        empty={words.noneHere}
        more={
          <RecordLink to="contracts" search={{ customerId }}>
            {words.allOfThem}
          </RecordLink>
        }
      />
      {may('contracts.write') && (
        <div>
          <RecordButton to="contracts/new" search={{ customerId }}>
            {words.newContract}
          </RecordButton>
        </div>
      )}
    </div>
  )
}
