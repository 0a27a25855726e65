import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import type { ShopFailure } from '../rules/failures.ts'
import { type Habit, quietAfterHours, type ShopFacts } from '../rules/health.ts'
import type { HookState } from '../tables/shop.ts'

/** What is known of how it stands with a shop. */
export type Standing = Omit<ShopFacts, 'hooks'> & {
  id: string
  name: string
  authorisedBy: 'header' | 'query' | 'oauth' | null
  failure: ShopFailure | null
  failureSaid: string
  hooks: HookState[]
  lookedAt: string | null
  dueAt: string | null
  loadWorkId: string | null
  reconciledAt: string | null
  deliveriesWaiting: number
  notesWaiting: number
}

type Row = Omit<Standing, 'quietAfterHours'> & { quietHours: number | null; gapCount: number; longestGapHours: number }

/** How many of the last orders make a habit. */
const HABIT_OF = 100

/** How it stands with the shops of a company, or with one of them, by name. */
export async function standings({ db, company }: Pick<Ctx, 'db' | 'company'>, shopId?: string): Promise<Standing[]> {
  const mine = sql`company_id = ${company.id}`
  const { rows } = await db.execute<Row>(sql`
    select s.id, s.name, s.kind, s.address, s.active, s.delivers_to as "deliversTo", s.quiet_hours as "quietHours",
      s.sealed_key is not null and s.sealed_secret is not null as "hasKeys", t.authorised_by as "authorisedBy",
      t.failure, t.failure_said as "failureSaid", t.failing_since as "failingSince", t.failures, t.hooks,
      t.looked_at as "lookedAt", t.due_at as "dueAt", t.came_at as "cameAt", t.told_at as "toldAt",
      t.loaded_at as "loadedAt", t.load_work_id as "loadWorkId", t.reconciled_at as "reconciledAt",
      exists (select from job_runs r where r.company_id = ${company.id} and r.id = t.load_work_id and r.ended_at is null) as loading,
      waiting.count as "deliveriesWaiting", waiting.oldest as "oldestDeliveryAt", notes.count as "notesWaiting",
      habit.count as "gapCount", habit.longest as "longestGapHours"
    from shops s join shop_states t on t.company_id = ${company.id} and t.id = s.id
    cross join lateral (select count(*)::int as count, min(received_at) as oldest from shop_deliveries d
      where d.${mine} and d.shop_id = s.id and d.done_at is null) waiting
    cross join lateral (select count(*)::int as count from shop_notes n
      where n.${mine} and n.shop_id = s.id and n.due_at is not null) notes
    cross join lateral (select count(hours)::int as count, coalesce(max(hours), 0)::float as longest from (
      select extract(epoch from at - lag(at) over (order by at)) / 3600 as hours from (
        select coalesce(o.ordered_at, '-infinity') as at from shop_orders o where o.${mine} and o.shop_id = s.id
        order by coalesce(o.ordered_at, '-infinity') desc, o.id desc limit ${HABIT_OF}) last where isfinite(at)) gaps) habit
    where s.${mine} ${shopId ? sql`and s.id = ${shopId}` : sql``} order by s.name`)
  return rows.map(({ quietHours, gapCount, longestGapHours, ...row }) => ({
    ...row,
    quietAfterHours: quietAfterHours(quietHours, { gapCount, longestGapHours } satisfies Habit),
  }))
}
