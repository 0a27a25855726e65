import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { EURO } from '../../../values/currency.ts'
import { balancesContract } from '../contract/balances.ts'
import { paymentsContract } from '../contract.ts'
import { ofDocumentWords } from '../labels/of-document.ts'
import { paymentsLabels } from '../labels.ts'

const balances = apiOf('balances', balancesContract)
const payments = apiOf('payments', paymentsContract)
type Open = Awaited<ReturnType<typeof payments.proposal.call>>[number]
type Payment = Awaited<ReturnType<typeof payments.list.call>>['rows'][number]

/** What a customer owes, what is open, and what came last. */
export function CustomerAccount({ customerId }: { customerId: string }) {
  const words = useLabels(ofDocumentWords)
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <Balance customerId={customerId} />
      <RecordPart title={words.openDocuments}>
        <OpenOf customerId={customerId} />
      </RecordPart>
      <RecordPart title={words.latest}>
        <PaymentsOf customerId={customerId} />
      </RecordPart>
    </div>
  )
}

function Balance({ customerId }: { customerId: string }) {
  const words = useLabels(ofDocumentWords)
  const format = useFormat()
  const { data } = useQuery(balances.get.queryOptions({ input: { id: customerId } }))
  return (
    <div>
      <Facts
        facts={[
          { label: words.balance, value: <strong>{format.money(data?.balanceCents)}</strong>, always: true },
          { label: words.owed, value: format.money(data?.owedCents), always: true },
          { label: words.overdue, value: format.money(data?.overdueCents), always: true },
          { label: words.credit, value: format.money(data?.creditCents), always: true },
          { label: words.oldest, value: format.day(data?.oldestDueOn) },
          { label: words.lastPaid, value: format.day(data?.lastPaidOn) },
        ]}
      />
      <RecordButton to="account-statement" search={{ customerId }}>
        {words.statement}
      </RecordButton>
    </div>
  )
}

function OpenOf({ customerId }: { customerId: string }) {
  const words = useLabels(ofDocumentWords)
  const { data: balance } = useQuery(balances.get.queryOptions({ input: { id: customerId } }))
  const query = useQueries({
    queries: [EURO, ...(balance?.currencies ?? [])].map(currency =>
      payments.proposal.queryOptions({ input: { customerId, cents: 0, currency } }),
    ),
    combine: found => ({
      error: found.find(({ error }) => error)?.error ?? null,
      data: found.every(({ data }) => data) ? { rows: found.flatMap(({ data }) => data ?? []) } : undefined,
    }),
  }) as UseQueryResult<{ rows: Open[] }>
  const columns: ListColumn<Open>[] = [
    {
      key: 'number',
      header: words.number,
      cell: ({ id, number }) => <RecordLink to={`invoices/${id}`}>{number}</RecordLink>,
    },
    { key: 'issuedOn', header: words.on, kind: 'day' },
    { key: 'dueOn', header: words.due, kind: 'day' },
    { key: 'grossCents', header: words.money, kind: 'money' },
    { key: 'openCents', header: words.open, kind: 'money' },
  ]
  return <SmallTable query={query} columns={columns} empty={words.nothingOpen} />
}

function PaymentsOf({ customerId }: { customerId: string }) {
  const words = useLabels(ofDocumentWords)
  const { columns, methods } = useLabels(paymentsLabels)
  const query = useQuery(payments.list.queryOptions({ input: { customerId, limit: 20, sort: '-receivedOn' } }))
  const shown: ListColumn<Payment>[] = [
    {
      key: 'number',
      header: columns.number,
      cell: ({ id, number }) => (
        <RecordLink to="payments" search={{ open: id }}>
          {number}
        </RecordLink>
      ),
    },
    { key: 'receivedOn', header: columns.receivedOn, kind: 'day' },
    { key: 'method', header: columns.method, text: ({ method }) => methods[method] },
    { key: 'cents', header: columns.cents, kind: 'money' },
    { key: 'openCents', header: columns.openCents, kind: 'money' },
  ]
  const more = (
    <RecordLink to="payments" search={{ customerId }}>
      {words.all}
    </RecordLink>
  )
  return <SmallTable query={query} columns={shown} empty={words.none} more={more} />
}
