import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, day, instant, stamps } from '../../../platform/db/columns.ts'
import { jobRuns } from '../../long-work/tables.ts'
import type { ShopFailure } from '../rules/failures.ts'
import type { ShopKind } from '../rules/order.ts'

/** A shop whose sales are taken. Source: ABO-7, E1, E10. */
export const shops = businessTable(
  'shops',
  {
    name: text().notNull(),
    kind: text().$type<ShopKind>().notNull(),
    address: text().notNull().default(''), // of the site, without a slash at its end; empty: its orders come as files
    sealedKey: text(), // the consumer key, AES-256-GCM under the application's secret; null: none
    sealedSecret: text(), // the consumer secret, likewise
    sealedHookSecret: text(), // what the shop signs its deliveries with, likewise
    deliversTo: text().notNull().default(''), // where the shop reaches us, without a path; empty: it is only asked
    invoicedBy: text({ enum: ['shop', 'facteur'] })
      .notNull()
      .default('shop'), // who issues the invoice that counts in law: never both
    numberPrefix: text().notNull().default(''), // before the number of the shop, on documents it issues itself
    startsOn: day(), // orders of before are left alone; null: all are taken
    timeZone: text().notNull().default('Europe/Paris'), // the days of its orders are those of there
    writesNotes: boolean().notNull().default(false), // a note on the order when a copy is dispatched
    quietHours: integer(), // nothing came for longer than that: somebody is told; null: by its own habit
    active: boolean().notNull().default(true),
    ...stamps,
  },
  table => [
    unique('shops_name_unique').on(table.companyId, table.name),
    check('shops_kind_known', sql`kind in ('woocommerce', 'csv') and invoiced_by in ('shop', 'facteur')`),
    check('shops_named', sql`name <> ''`),
    check('shops_quiet_hours', sql`quiet_hours between 1 and 8760`),
  ],
)

/** A notification asked of a shop: `active`, as the shop says, or `refused` because the key may not. */
export type HookState = { topic: string; externalId: string; status: string; repairs: number; repairedAt?: string }

/** How it stands between a shop and us; one row each, of the same id. */
export const shopStates = businessTable(
  'shop_states',
  {
    authorisedBy: text({ enum: ['header', 'query', 'oauth'] }), // how its keys get through; null: not tried
    loadedUntilId: text(), // the last order of the first load; null: it did not begin
    loadedAt: instant(), // the first load is whole; null: it is not
    loadWorkId: uuid(), // the long work of the first load
    modifiedSince: instant(), // changes until then were read; null: not polled yet
    subscriptionsSince: instant(), // likewise of its subscriptions
    dueAt: instant(), // when it is to be asked again; null: it is not asked
    lookedAt: instant(), // the last time the shop was asked and answered
    reconciledAt: instant(), // the last time ids, totals and refunds were compared
    cameAt: instant(), // the last time an order came or changed
    failure: text().$type<ShopFailure>(), // why it could not be asked, a code; null: it answers
    failureSaid: text().notNull().default(''), // what it said, cut short and without keys
    failingSince: instant(),
    failures: integer().notNull().default(0), // one after the other
    toldAt: instant(), // the last alert about it
    hooks: jsonb().$type<HookState[]>().notNull().default([]),
  },
  table => [
    belongsTo('shop_states_shop', table, table.id, () => shops),
    belongsTo('shop_states_load_work', table, table.loadWorkId, () => jobRuns),
    index('shop_states_due').on(table.companyId, table.dueAt, table.id).where(sql`due_at is not null`),
  ],
)
