import { skipToken, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { day, isoDay, NO_END } from '../../../values/day.ts'
import { subscriptionsContract } from '../../subscriptions/contract.ts'
import { RATES_BY, type RatesBy } from '../rules/rates.ts'

const subscriptions = apiOf('subscriptions', subscriptionsContract)

export type Asked = { by: RatesBy; from: string; to: string; titleId?: string }
/** `usual`: the address asks no period; `ahead`: nothing ended yet, so the ends to come are shown. */
type Known = { asked: Asked | undefined; usual: boolean; ahead: boolean }

const startOfMonth = (on: string) => day(on).with({ day: 1 })
const endOfMonth = (on: string) => startOfMonth(on).add({ months: 1 }).subtract({ days: 1 })

/** What the address asks, else the year up to the last month in which something ended, else from the first in which something will. */
export function useAsked(): Known {
  const { today } = useSession()
  const [{ by, from, to, titleId }] = useSearchValues()
  const of = { nature: 'paid' as const, limit: 1, ...(titleId ? { titleId } : {}) }
  const usual = !from && !to
  const upTo = { ...of, sort: '-expiresOn' as const, expiresTo: isoDay(endOfMonth(today)) }
  const past = useQuery(subscriptions.list.queryOptions({ input: usual ? upTo : skipToken }))
  const ended = past.data?.rows[0]?.expiresOn
  const noneYet = past.data?.rows.length === 0
  const since = { ...of, sort: 'expiresOn' as const, expiresFrom: today }
  const next = useQuery(subscriptions.list.queryOptions({ input: noneYet ? since : skipToken }))
  const found = usual && noneYet ? next.data?.rows[0]?.expiresOn : undefined
  const coming = found === NO_END ? undefined : found
  const known = !usual || past.error || ended || (noneYet && !next.isPending)
  const last = ended ?? today
  const first = coming ? startOfMonth(coming) : startOfMonth(last).subtract({ months: 12 })
  const asked = {
    by: RATES_BY.find(one => one === by) ?? 'month',
    from: from ?? isoDay(first),
    to: to ?? isoDay(coming ? endOfMonth(isoDay(first.add({ months: 11 }))) : endOfMonth(last)),
    ...(titleId ? { titleId } : {}),
  }
  return { asked: known ? asked : undefined, usual, ahead: coming !== undefined }
}
