import { IconArrowsJoin, IconShoppingBag, IconUsersGroup } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { duplicateWords } from '../../parties/labels/duplicates.ts'
import { ComparePanel } from '../../parties/pages/compare.part.tsx'
import { shopDoubtsContract } from '../contract/doubts.ts'
import { doubtWords } from '../labels/doubts.ts'
import { WHYS } from '../rules/people.ts'
import { useEmpty } from './no-shop.part.tsx'
import { useShopTabs } from './shop-tabs.part.tsx'

const api = apiOf('shopDoubts', shopDoubtsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Customers of shops that may be contacts known before: the same, or not. Source: E5. */
export function ShopDoubtsPage() {
  const words = useLabels(doubtWords)
  const format = useFormat()
  const [, setSearch] = useSearchValues()
  const close = () => setSearch({ open: undefined })
  return (
    <ListPage
      title={words.title}
      name="shop-doubts"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      filters={useFilters()}
      tabs={useShopTabs('shop-doubts')}
      exportPath="/shop-doubts/export"
      empty={useEmpty(words.none)}
      actions={useActions(id => setSearch({ open: id }))}
      panel={(id, row) => row && <Doubt key={id} of={row} onDone={close} />}
      rowName={row => `${row.candidateName}, ${row.partyName}`}
    />
  )
}

/** Both side by side, the known one first. */
function Doubt({ of: { id, candidateId, partyId }, onDone }: { of: Row; onDone(): void }) {
  return (
    <ComparePanel
      pair={{ firstId: candidateId, secondId: partyId }}
      answers={{
        merge: async ({ keptId, take }) => ({ id: (await api.same.call({ id, keptId, take })).mergeId }),
        dismiss: () => api.different.call({ id }),
      }}
      onDone={onDone}
    />
  )
}

function useActions(compare: (id: string) => void): RowAction<Row>[] {
  const words = useLabels(doubtWords)
  const { dismissed } = useLabels(duplicateWords)
  const doing = useDoing()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const different = ({ id }: Row) => doing(() => api.different.call({ id }), dismissed)
  return [
    {
      key: 'compare',
      label: words.compare,
      icon: <IconArrowsJoin size={16} />,
      run: ({ rows: [row] }) => row && compare(row.id),
    },
    {
      key: 'different',
      label: words.different,
      icon: <IconUsersGroup size={16} />,
      right: 'parties.write',
      run: ({ rows: [row] }) => row && void different(row),
    },
    {
      key: 'order',
      label: words.showOrder,
      icon: <IconShoppingBag size={16} />,
      run: ({ rows: [row] }) =>
        row && void navigate({ to: path('shop-orders'), search: { open: row.orderId } as never }),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, whys } = useLabels(doubtWords)
  return useMemo(
    () => [
      { key: 'candidateName', header: columns.candidateName, width: 160, grow: true, phone: 1 },
      { key: 'partyName', header: columns.partyName, width: 160, grow: true, phone: 2 },
      { key: 'why', header: columns.why, width: 210, text: row => whys[row.why], phone: 2 },
      { key: 'candidatePlace', header: columns.candidatePlace, width: 190, grow: true },
      { key: 'partyPlace', header: columns.partyPlace, width: 190, grow: true },
      { key: 'orderNumber', header: columns.orderNumber, width: 100, phone: 'end' },
      { key: 'orderedAt', header: columns.orderedAt, kind: 'instant', width: 136 },
      { key: 'candidateNumber', header: columns.candidateNumber, width: 86, align: 'end', hidden: true },
      { key: 'partyNumber', header: columns.partyNumber, width: 86, align: 'end', hidden: true },
      { key: 'shop', header: columns.shop, width: 120, hidden: true },
    ],
    [columns, whys],
  )
}

function useFilters(): ListFilter[] {
  const { columns, whys } = useLabels(doubtWords)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'why',
        label: columns.why,
        options: WHYS.map(value => ({ value, label: whys[value] })),
      },
    ],
    [columns, whys],
  )
}
