import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { connectionWords } from '../labels/connection.ts'
import { shopTabWords } from '../labels/tabs.ts'
import { Connection } from './connection.part.tsx'
import { HealthTrouble } from './health-facts.part.tsx'
import { HealthStatus } from './health-status.part.tsx'
import { MethodsTable } from './methods.form.tsx'
import { EventLog } from './order-log.part.tsx'
import { ShopForm } from './shop.form.tsx'
import { type Shop, shopRecords, useHealthOf } from './shop-api.part.ts'
import classes from './shops.module.css'
import { StatusesTable } from './statuses.form.tsx'

/** One shop: how it is reached, what is said of it, what its words mean here, and what happened with it. */
export function ShopPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const words = useLabels(connectionWords)
  const tabs = useLabels(shopTabWords)
  const path = useCompanyPath()
  const health = useHealthOf(id)
  return (
    <CardPage
      query={useQuery(shopRecords.get.queryOptions({ input: { id } }))}
      back={{ to: path('shop-connections'), label: words.title }}
      name={({ name }) => name}
      status={() => health && <HealthStatus of={health.state} />}
      actions={() => (
        <>
          <RecordButton to="shop-orders" search={{ shopId: id }}>
            {words.itsOrders}
          </RecordButton>
          <RecordButton to="shop-health">{tabs['shop-health']}</RecordButton>
        </>
      )}
      tabs={shop => [
        {
          key: 'connection',
          label: shop.kind === 'csv' ? words.tabs.files : words.tabs.connection,
          content: <Connection of={shop} />,
        },
        { key: 'settings', label: words.tabs.settings, content: <Settings of={shop} /> },
        { key: 'statuses', label: words.tabs.statuses, content: <StatusesTable shopId={id} /> },
        { key: 'methods', label: words.tabs.methods, content: <MethodsTable shopId={id} /> },
        { key: 'log', label: words.tabs.log, content: <ShopLog id={id} /> },
      ]}
    >
      {shop => (
        <>
          {health && <HealthTrouble of={health} />}
          <Stamps {...shop} />
        </>
      )}
    </CardPage>
  )
}

function Settings({ of: shop }: { of: Shop }) {
  return (
    <div className={classes.narrow}>
      <ShopForm key={shop.revision} shop={shop} onSaved={() => undefined} />
    </div>
  )
}

const SHOWN = 200

/** What happened with a shop and its orders, the latest first. */
function ShopLog({ id }: { id: string }) {
  const words = useLabels(connectionWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(shopRecords.events.queryOptions({ input: { id, all: true, limit: SHOWN } }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <p role="status">{common.loading}</p>
  return (
    <>
      <EventLog of={data} none={words.noLog} ofShop />
      {data.length === SHOWN && <p className={classes.none}>{words.latestOnly(SHOWN)}</p>}
    </>
  )
}
