import { Alert } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { contractChangesLabels } from '../labels/changes.ts'
import type { contractPriceChanges } from './contract-api.part.ts'
import classes from './contracts.module.css'

export type PricesShown = Awaited<ReturnType<typeof contractPriceChanges.preview.call>>

/** What the change makes of whose contracts, before it is made. */
export function PricesPreview({ of: { data, error, isFetching } }: { of: UseQueryResult<PricesShown> }) {
  const words = useLabels(contractChangesLabels)
  const common = useLabels(commonWords)
  const format = useFormat()
  if (error)
    return (
      <Alert color="red" role="alert" p="xs">
        {failureOf(error, common.unreachable).message}
      </Alert>
    )
  if (!data) return isFetching ? <p role="status">{common.loading}</p> : null
  const { contractCount, customerCount, beforeCents, afterCents, listPriceCount, laterCount, invoicedCount } = data
  const left = [
    listPriceCount > 0 && words.atListPrice(format.integer(listPriceCount), listPriceCount > 1),
    laterCount > 0 && words.later(format.integer(laterCount), laterCount > 1),
    invoicedCount > 0 && words.invoiced(format.integer(invoicedCount), invoicedCount > 1),
  ].filter(Boolean)
  return (
    <div role="status">
      <strong>
        {contractCount === 0
          ? words.nothingChanges
          : `${words.previewOf(format.many(contractCount, words.contractOne, words.contractMany), format.many(customerCount, words.customerOne, words.customerMany))}, ${words.termSum(format.money(beforeCents), format.money(afterCents))}`}
      </strong>
      {left.length > 0 && <p className={classes.dimmed}>{left.join(' ')}</p>}
      {data.lines.length === SHOWN && <p className={classes.dimmed}>{words.firstOfThem(format.integer(SHOWN))}</p>}
      {data.lines.length > 0 && <Lines of={data.lines} />}
    </div>
  )
}

/** Lines that a preview shows at most. */
const SHOWN = 200

type Line = PricesShown['lines'][number]

function Lines({ of }: { of: Line[] }) {
  const { columns, noPrices } = useLabels(contractChangesLabels)
  const format = useFormat()
  return (
    <div className={classes.priced}>
      <PlainTable
        rows={of.map((line, at) => ({ ...line, id: `${line.contractId} ${at}` }))}
        empty={noPrices}
        columns={[
          { key: 'customer', header: columns.customer, cell: ({ customer }) => customer },
          {
            key: 'number',
            header: columns.number,
            cell: ({ contractId, number }) => <RecordLink to={`contracts/${contractId}`}>{number}</RecordLink>,
          },
          { key: 'label', header: columns.label, cell: ({ label }) => label },
          {
            key: 'before',
            header: columns.before,
            align: 'end',
            cell: ({ beforeCents, currency }) => format.money(beforeCents, currency),
          },
          {
            key: 'after',
            header: columns.after,
            align: 'end',
            cell: ({ afterCents, currency }) => format.money(afterCents, currency),
          },
        ]}
      />
    </div>
  )
}
