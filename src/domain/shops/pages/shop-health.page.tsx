import { Button, Group } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { ListError } from '../../../platform/web/list/list-states.tsx'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { connectionWords } from '../labels/connection.ts'
import { HealthFacts } from './health-facts.part.tsx'
import { HealthStatus } from './health-status.part.tsx'
import { NoShop } from './no-shop.part.tsx'
import { EventLog } from './order-log.part.tsx'
import { type Health, shopRecords, shopSync, useHealth } from './shop-api.part.ts'
import { useShopTabs } from './shop-tabs.part.tsx'
import classes from './shops.module.css'

/** How it stands with each shop: the worst first. */
export function ShopHealthPage() {
  const words = useLabels(connectionWords)
  const common = useLabels(commonWords)
  const { data, error, refetch } = useHealth()
  return (
    <>
      <ScreenHeading title={words.healthTitle} name={words.healthTitle} tabs={useShopTabs('shop-health')} />
      <div className={classes.health}>
        {error && !data && <ListError error={error} onRetry={() => void refetch()} />}
        {!data && !error && <p role="status">{common.loading}</p>}
        {data?.length === 0 && <NoShop />}
        {data && worstFirst(data).map(shop => <ShopHealth key={shop.id} of={shop} />)}
      </div>
    </>
  )
}

const ORDER: Health['state'][] = ['failing', 'quiet', 'loading', 'fine', 'byFile', 'unconnected', 'off']
const worstFirst = (all: readonly Health[]) =>
  all.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state))

function ShopHealth({ of: health }: { of: Health }) {
  const words = useLabels(connectionWords)
  return (
    <section className={classes.shop} aria-label={health.name}>
      <header>
        <h2>
          <RecordLink to={`shop-connections/${health.id}`}>{health.name}</RecordLink>
        </h2>
        <HealthStatus of={health.state} />
        {health.hasKeys && <HealthActions of={health} />}
      </header>
      <HealthFacts of={health} />
      <Lately shopId={health.id} none={words.noLog} />
    </section>
  )
}

function HealthActions({ of: { id } }: { of: Health }) {
  const words = useLabels(connectionWords)
  const notify = useNotify()
  const may = useMay()
  const done = (message: string) => ({
    onSuccess: () => {
      notify.done(message)
      refresh()
    },
    onError: notify.failed,
  })
  const poll = useMutation(shopSync.pollNow.mutationOptions(done(words.polled)))
  const reconcile = useMutation(shopSync.reconcile.mutationOptions(done(words.reconcileStarted)))
  if (!may('shops.write')) return null
  return (
    <Group gap={8} ml="auto">
      <Button size="compact-sm" variant="default" loading={poll.isPending} onClick={() => poll.mutate({ id })}>
        {words.poll}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        loading={reconcile.isPending}
        onClick={() => reconcile.mutate({ id })}
      >
        {words.reconcile}
      </Button>
    </Group>
  )
}

const FEW = 5

/** The latest about the shop itself: what was compared, repaired, or failed. */
function Lately({ shopId, none }: { shopId: string; none: string }) {
  const words = useLabels(connectionWords)
  const { data } = useQuery(shopRecords.events.queryOptions({ input: { id: shopId, limit: FEW } }))
  if (!data || data.length === 0) return null
  return (
    <details>
      <summary>{words.lately}</summary>
      <EventLog of={data} none={none} />
    </details>
  )
}
