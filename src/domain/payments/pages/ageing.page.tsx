import { Button, Loader } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Bar } from '../../../platform/web/bar.tsx'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { balancesContract } from '../contract/balances.ts'
import { balanceLabels } from '../labels/balances.ts'
import { paymentsWords } from '../labels/screens.ts'
import { useBalanceTabs } from './money-tabs.part.tsx'

const api = apiOf('balances', balancesContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]
export type Ages = Awaited<ReturnType<typeof api.totals.call>>

/** Charts weigh as much as all the rest of the screen: they come when it is opened. */
const AgeingChart = lazy(async () => ({ default: (await import('./ageing-chart.part.tsx')).AgeingChart }))

/** What customers owe, by how long it is overdue, today or as it stood on a day. */
export function AgeingPage() {
  const words = useLabels(paymentsWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const account = (row: Row) =>
    void navigate({ to: path('account-statement'), search: { customerId: row.id } as never })
  return (
    <ListPage
      title={words.ageing}
      name="ageing"
      source={api}
      counted={count => format.many(count, words.ageingOne, words.ageingMany)}
      columns={useColumns()}
      totals={api.totals}
      filters={useFilters()}
      tabs={useBalanceTabs('ageing')}
      searchPlaceholder={words.ageingSearch}
      exportPath="/ageing/export"
      empty={{ text: words.nobodyOwes }}
      actions={[
        {
          key: 'account',
          label: words.showAccount,
          run: ({ rows: [row] }) => row && account(row),
        },
      ]}
      card={row => `${path('account-statement')}?customerId=${row.id}`}
      above={<Above />}
      rowName={row => row.customer}
    />
  )
}

/** The day it is asked for, and the sums over all customers as a picture. */
function Above() {
  const words = useLabels(paymentsWords)
  const common = useLabels(commonWords)
  const { today } = useSession()
  const [{ on }, setSearch] = useSearchValues()
  const [typed, setTyped] = useState<string | null>(on ?? today)
  const { data } = useQuery(api.totals.queryOptions({ input: on ? { on } : {}, placeholderData: keepPreviousData }))
  return (
    <>
      <Bar onSubmit={() => setSearch({ on: typed === today ? undefined : (typed ?? undefined) })}>
        <DayField name="on" label={words.on} value={typed} onChange={setTyped} />
        <Button type="submit" variant="default">
          {words.show}
        </Button>
      </Bar>
      {data && data.owedCents > 0 && (
        <Suspense fallback={<Loader size="sm" m="md" role="status" aria-label={common.loading} />}>
          <AgeingChart ages={data} />
        </Suspense>
      )}
    </>
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, ageingColumns } = useLabels(balanceLabels)
  const format = useFormat()
  return useMemo(() => {
    const money = (key: keyof Ages, width: number, header = columns[key]) => ({
      key,
      header,
      kind: 'money' as const,
      sum: true,
      width,
      text: (row: Row) => (row[key] === 0 ? '' : format.money(row[key])),
    })
    return [
      { key: 'number', header: columns.number, width: 70, align: 'end' },
      { key: 'customer', header: columns.customer, width: 160, grow: true, sort: true, phone: 1 },
      money('notDueCents', 96),
      money('to30Cents', 96),
      money('to60Cents', 96),
      money('to90Cents', 96),
      { ...money('olderCents', 104), sort: 'older' },
      { ...money('owedCents', 104), sort: 'owed', phone: 'end' },
      money('creditCents', 96, ageingColumns.creditCents),
      { ...money('balanceCents', 104), sort: 'balance' },
      { key: 'oldestDueOn', header: columns.oldestDueOn, kind: 'day', width: 104, phone: 2 },
      { key: 'documents', header: columns.documents, kind: 'integer', width: 84, hidden: true },
    ]
  }, [columns, ageingColumns, format])
}

function useFilters(): ListFilter[] {
  const words = useLabels(paymentsWords)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'overdue',
        label: words.overdue,
        options: [{ value: 'true', label: words.onlyOverdue }],
      },
      { kind: 'text', key: 'on', label: words.on, own: true },
    ],
    [words],
  )
}
