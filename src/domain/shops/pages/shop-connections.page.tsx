import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { connectionWords } from '../labels/connection.ts'
import { HealthFacts } from './health-facts.part.tsx'
import { HealthStatus } from './health-status.part.tsx'
import { ShopForm } from './shop.form.tsx'
import { type Shop, shopRecords, useHealth, useHealthOf } from './shop-api.part.ts'
import { useShopTabs } from './shop-tabs.part.tsx'

/** The shops of the company, and how each is reached. */
export function ShopConnectionsPage() {
  const words = useLabels(connectionWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [, setSearch] = useSearchValues()
  const create = () => setSearch({ open: 'new' })
  return (
    <ListPage
      title={words.title}
      name="shop-connections"
      source={shopRecords}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      tabs={useShopTabs('shop-connections')}
      searchPlaceholder={words.search}
      empty={{ text: words.none, action: { label: words.add, right: 'shops.write', run: create } }}
      mainAction={{ label: words.add, right: 'shops.write', run: create }}
      panel={id =>
        id === 'new' ? (
          <PanelForm title={words.newShop}>
            <ShopForm
              onCancel={() => setSearch({ open: undefined })}
              onSaved={made => void navigate({ to: path(`shop-connections/${made}`) })}
            />
          </PanelForm>
        ) : (
          <ShopPanel key={id} id={id} />
        )
      }
      card={row => path(`shop-connections/${row.id}`)}
      rowName={row => row.name}
    />
  )
}

function ShopPanel({ id }: { id: string }) {
  const words = useLabels(connectionWords)
  const health = useHealthOf(id)
  return (
    <RecordPanel query={useQuery(shopRecords.get.queryOptions({ input: { id } }))}>
      {shop => (
        <>
          <RecordHead
            name={shop.name}
            status={health && <HealthStatus of={health.state} />}
            actions={
              <>
                <RecordButton to={`shop-connections/${id}`}>{words.settle}</RecordButton>
                <RecordButton to="shop-orders" search={{ shopId: id }}>
                  {words.itsOrders}
                </RecordButton>
              </>
            }
          />
          {health && <HealthFacts of={health} />}
          <Stamps {...shop} />
        </>
      )}
    </RecordPanel>
  )
}

function useColumns(): ListColumn<Shop>[] {
  const { columns, kinds, issuers } = useLabels(connectionWords)
  const { data: health } = useHealth()
  return useMemo(
    () => [
      { key: 'name', header: columns.name, width: 180, grow: true, sort: true, phone: 1 },
      { key: 'kind', header: columns.kind, width: 120, text: row => kinds[row.kind] },
      { key: 'address', header: columns.address, width: 240, grow: true, phone: 2 },
      {
        key: 'state',
        header: columns.state,
        width: 190,
        cell: row => {
          const state = health?.find(({ id }) => id === row.id)?.state
          return state && <HealthStatus of={state} />
        },
        phone: 2,
        screenOnly: true,
      },
      { key: 'orderCount', header: columns.orderCount, kind: 'integer', width: 110, phone: 'end' },
      { key: 'invoicedBy', header: columns.invoicedBy, width: 110, text: row => issuers[row.invoicedBy] },
      { key: 'startsOn', header: columns.startsOn, kind: 'day', width: 104 },
    ],
    [columns, kinds, issuers, health],
  )
}
