import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { takeAgainContract } from '../contract/sync.ts'
import { reconciliationWords } from '../labels/reconciliation.ts'
import { GAPS } from '../rules/reconciliation.ts'
import type { Reconciled } from './shop-api.part.ts'
import classes from './shops.module.css'

const sync = apiOf('shopOrders', takeAgainContract)
type Gap = Reconciled['gaps'][number]
type Orders = readonly Pick<Gap, 'orderId' | 'orderNumber'>[]

/** Somebody here decided these; reading the order again changes nothing. */
const DECIDED: ReadonlySet<Gap['why']> = new Set(['cancelled', 'creditedByHand'])
const SHOWN = 1000

/** Each gap of a month under its reason, with its order, and a way to take that again. */
export function Gaps({ of: gaps, asks }: { of: readonly Gap[]; asks: boolean }) {
  const words = useLabels(reconciliationWords)
  const format = useFormat()
  const may = useMay()('invoicing.write')
  const taking = useTaking()
  return (
    <>
      {gaps.length >= SHOWN && <p className={classes.none}>{words.firstOnes(format.integer(SHOWN))}</p>}
      {GAPS.toReversed().map(why => {
        const these = gaps.filter(gap => gap.why === why)
        const takes = asks && may && !DECIDED.has(why)
        return these.length > 0 && <Reason key={why} why={why} gaps={these} taking={takes ? taking : null} />
      })}
    </>
  )
}

type Taking = ReturnType<typeof useTaking>

/** The orders that are read, how many have been, and the reason whose button it was. */
type Progress = { done: number; all: Orders; why: Gap['why'] | null }

/** Reads orders again in the shop, one after the other; it stops when asked, or when the shop does not answer. */
function useTaking() {
  const words = useLabels(reconciliationWords)
  const format = useFormat()
  const notify = useNotify()
  const stopped = useRef(false)
  const [progress, setProgress] = useState<Progress | null>(null)
  const take = async (all: Orders, why: Gap['why'] | null) => {
    stopped.current = false
    let done = 0
    try {
      for (const { orderId } of all) {
        if (stopped.current) break
        setProgress({ done, all, why })
        await sync.takeAgain.call({ id: orderId })
        done++
      }
      notify.done(words.tookAll(format.many(done, words.one, words.many)))
    } catch (error) {
      notify.failed(error)
    }
    setProgress(null)
    refresh()
  }
  const stop = () => {
    stopped.current = true
  }
  return { progress, take, stop }
}

function Reason({ why, gaps, taking }: { why: Gap['why']; gaps: readonly Gap[]; taking: Taking | null }) {
  const words = useLabels(reconciliationWords)
  const format = useFormat()
  const { title, hint } = words.whys[why]
  const orders = [...new Map(gaps.map(gap => [gap.orderId, gap])).values()]
  const sums = [...new Set(gaps.map(({ currency }) => currency))].map(currency =>
    format.money(
      gaps.filter(gap => gap.currency === currency).reduce((sum, { cents }) => sum + cents, 0),
      currency,
    ),
  )
  return (
    <section className={classes.why} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span>{[format.many(orders.length, words.one, words.many), ...sums].join(' · ')}</span>
        {taking && orders.length > 1 && <TakeAll why={why} orders={orders} taking={taking} />}
      </header>
      <p className={classes.none}>{hint}</p>
      <GapTable gaps={gaps} taking={taking} />
    </section>
  )
}

type TakeAllProps = { why: Gap['why']; orders: Orders; taking: Taking }

function TakeAll({ why, orders, taking: { progress, take, stop } }: TakeAllProps) {
  const words = useLabels(reconciliationWords)
  const format = useFormat()
  if (progress?.why === why)
    return (
      <>
        <span role="status">{words.takingAll(format.integer(progress.done), format.integer(progress.all.length))}</span>
        <Button variant="default" size="compact-sm" onClick={stop}>
          {words.stop}
        </Button>
      </>
    )
  return (
    <Button variant="default" size="compact-sm" disabled={progress !== null} onClick={() => void take(orders, why)}>
      {words.takeAll(format.many(orders.length, words.one, words.many))}
    </Button>
  )
}

function GapTable({ gaps, taking }: { gaps: readonly Gap[]; taking: Taking | null }) {
  const words = useLabels(reconciliationWords)
  const format = useFormat()
  const busy = (orderId: string) => {
    const progress = taking?.progress
    return progress?.all[progress.done]?.orderId === orderId
  }
  return (
    <PlainTable
      rows={gaps.map((gap, at) => ({ ...gap, id: String(at) }))}
      empty=""
      columns={[
        {
          key: 'order',
          header: words.order,
          cell: ({ orderId, orderNumber }) => (
            <RecordLink to="shop-orders" search={{ open: orderId }}>
              {orderNumber}
            </RecordLink>
          ),
        },
        { key: 'buyer', header: words.buyer, cell: ({ buyerName }) => buyerName },
        {
          key: 'amount',
          header: words.amount,
          align: 'end',
          cell: row => row.cents !== 0 && format.money(row.cents, row.currency),
        },
        { key: 'said', header: words.said, cell: ({ inWords }) => inWords },
        ...(taking ? [{ key: 'take', header: '', cell: (row: Gap & { id: string }) => takeOne(row) }] : []),
      ]}
    />
  )

  function takeOne(gap: Gap) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconRefresh size={14} />}
        aria-label={words.takeOrder(gap.orderNumber)}
        loading={busy(gap.orderId)}
        disabled={taking?.progress != null && !busy(gap.orderId)}
        onClick={() => void taking?.take([gap], null)}
      >
        {words.take}
      </Button>
    )
  }
}
