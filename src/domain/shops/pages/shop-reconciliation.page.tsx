import { ActionIcon, Button, Group, Loader } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Bar } from '../../../platform/web/bar.tsx'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListError } from '../../../platform/web/list/list-states.tsx'
import { useMonths } from '../../../platform/web/months.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { day, isoDay } from '../../../values/day.ts'
import { connectionWords } from '../labels/connection.ts'
import { reconciliationWords } from '../labels/reconciliation.ts'
import { NoShop } from './no-shop.part.tsx'
import { Gaps } from './reconciliation-gaps.part.tsx'
import { Sums } from './reconciliation-sums.part.tsx'
import { reconciliationApi, shopRecords, shopSync, useHealthOf } from './shop-api.part.ts'
import { useShopTabs } from './shop-tabs.part.tsx'
import classes from './shops.module.css'

/** A month of a shop beside what became of it here: figures, then each gap with its reason. Source: M-4. */
export function ShopReconciliationPage() {
  const words = useLabels(reconciliationWords)
  const common = useLabels(commonWords)
  const { today } = useSession()
  const [given] = useSearchValues()
  const { data, error, refetch } = useQuery(shopRecords.list.queryOptions({ input: { limit: 200 } }))
  const shops = data?.rows ?? []
  const shop = shops.find(({ id }) => id === given.shopId) ?? shops[0]
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(given.month ?? '') ? given.month! : today.slice(0, 7)
  return (
    <>
      <ScreenHeading title={words.title} name={words.title} tabs={useShopTabs('shop-reconciliation')} />
      {shop && (
        <>
          <Choice shops={shops} shopId={shop.id} month={month} />
          <div className={classes.month}>
            <p className={classes.none}>{words.intro}</p>
            <ComparedWith key={shop.id} shopId={shop.id} />
            <Report shopId={shop.id} month={month} />
          </div>
        </>
      )}
      {error && !data && <ListError error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader size="sm" m="md" role="status" aria-label={common.loading} />}
      {data && !shop && <NoShop />}
    </>
  )
}

const MONTHS_BACK = 60
const moved = (month: string, months: number) => isoDay(day(`${month}-01`).add({ months })).slice(0, 7)

type ChoiceProps = { shops: readonly { id: string; name: string }[]; shopId: string; month: string }

function Choice({ shops, shopId, month }: ChoiceProps) {
  const words = useLabels(reconciliationWords)
  const months = useMonths()
  const { today } = useSession()
  const [, setSearch] = useSearchValues()
  const latest = today.slice(0, 7)
  const known = Array.from({ length: MONTHS_BACK }, (_, back) => moved(latest, -back))
  const offered = known.includes(month) ? known : [month, ...known]
  const go = (to: string) => setSearch({ month: to })
  return (
    <Bar>
      {shops.length > 1 && (
        <ChoiceField
          name="shop"
          label={words.shop}
          value={shopId}
          onChange={chosen => setSearch({ shopId: chosen ?? undefined })}
          options={shops.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Group gap={6} wrap="nowrap" align="end">
        <ActionIcon variant="default" size={30} aria-label={words.before} onClick={() => go(moved(month, -1))}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ChoiceField
          name="month"
          label={words.month}
          value={month}
          onChange={chosen => chosen && go(chosen)}
          searchable
          options={offered.map(value => ({ value, label: months.long(`${value}-01`) }))}
        />
        <ActionIcon
          variant="default"
          size={30}
          aria-label={words.after}
          disabled={month >= latest}
          onClick={() => go(moved(month, 1))}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
      </Group>
    </Bar>
  )
}

/** When the shop was last asked for all its numbers, and a way to ask now. */
function ComparedWith({ shopId }: { shopId: string }) {
  const words = useLabels(reconciliationWords)
  const shopWords = useLabels(connectionWords)
  const format = useFormat()
  const notify = useNotify()
  const may = useMay()
  const health = useHealthOf(shopId)
  const compare = useMutation(
    shopSync.reconcile.mutationOptions({
      onSuccess: () => notify.done(shopWords.reconcileStarted),
      onError: notify.failed,
    }),
  )
  if (!health) return null
  if (!health.hasKeys) return health.kind === 'csv' ? <p className={classes.none}>{words.byFile}</p> : null
  return (
    <div className={classes.compared}>
      <span>{health.reconciledAt ? words.compared(format.instant(health.reconciledAt)) : words.notCompared}</span>
      {may('shops.write') && (
        <Button
          variant="default"
          size="compact-sm"
          loading={compare.isPending}
          onClick={() => compare.mutate({ id: shopId })}
        >
          {shopWords.reconcile}
        </Button>
      )}
    </div>
  )
}

function Report({ shopId, month }: { shopId: string; month: string }) {
  const words = useLabels(reconciliationWords)
  const common = useLabels(commonWords)
  const months = useMonths()
  const hasKeys = useHealthOf(shopId)?.hasKeys === true
  const { data, error, isPlaceholderData } = useQuery(
    reconciliationApi.reconciliation.queryOptions({
      input: { id: shopId, month },
      placeholderData: keepPreviousData,
    }),
  )
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <Loader size="sm" role="status" aria-label={common.loading} />
  if (data.currencies.length === 0) return <p>{words.nothing(months.long(`${month}-01`))}</p>
  return (
    <div className={classes.report} aria-busy={isPlaceholderData} data-stale={isPlaceholderData || undefined}>
      {data.currencies.map(sums => (
        <Sums key={sums.currency} of={sums} hasGaps={data.gaps.some(({ currency }) => currency === sums.currency)} />
      ))}
      <Gaps of={data.gaps} asks={hasKeys} />
    </div>
  )
}
