import { sql } from 'drizzle-orm'
import { boolean, check, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { businessTable, companyPolicy, stamps } from '../../../platform/db/columns.ts'
import { ORDER_KINDS, RESOURCE_KINDS, STATUS_KEYS } from '../rules/order.ts'

/** How a company numbers its orders and delivery notes; without a row, as the defaults say. */
export const orderSettings = pgTable(
  'order_settings',
  {
    companyId: uuid().primaryKey(),
    customerPattern: text().notNull().default('CC-{yyyy}-{n:5}'),
    supplierPattern: text().notNull().default('CF-{yyyy}-{n:5}'),
    deliveryPattern: text().notNull().default('BL-{yyyy}-{n:5}'),
    receiptPattern: text().notNull().default('BR-{yyyy}-{n:5}'),
  },
  () => [companyPolicy()],
)

/** What a company calls the statuses of its orders; several may stand for one key. Source: SUI-24, SUI-28. */
export const orderStatuses = businessTable(
  'order_statuses',
  {
    kind: text({ enum: ORDER_KINDS }).notNull(),
    key: text({ enum: STATUS_KEYS }).notNull(),
    position: integer().notNull(), // in lists, from 1
    nameFr: text().notNull(),
    nameEn: text().notNull().default(''), // empty: the French words serve
    active: boolean().notNull().default(true), // false: kept for the orders that have it
    ...stamps,
  },
  table => [
    unique('order_statuses_name_unique').on(table.companyId, table.kind, table.nameFr),
    check('order_statuses_known', sql`kind in ('customer', 'supplier') and name_fr <> ''`),
  ],
)

/** What an order is about, in the words of the company: `AUTRE`, `Matériel cuisine`. Source: SUI-20. */
export const orderNatures = businessTable(
  'order_natures',
  { name: text().notNull(), active: boolean().notNull().default(true), ...stamps },
  table => [
    unique('order_natures_name_unique').on(table.companyId, table.name),
    check('order_natures_named', sql`name <> ''`),
  ],
)

/** A machine, a person or a place that does the work of an order. Source: SUI-19, X-54. */
export const resources = businessTable(
  'resources',
  {
    kind: text({ enum: RESOURCE_KINDS }).notNull().default('machine'),
    name: text().notNull(),
    active: boolean().notNull().default(true),
    ...stamps,
  },
  table => [
    unique('resources_name_unique').on(table.companyId, table.name),
    check('resources_known', sql`kind in ('machine', 'person', 'place') and name <> ''`),
  ],
)

export const orderSettingsConstraints = {
  order_statuses_name_unique: { code: 'orders.statusNameTaken', field: 'nameFr' },
  order_natures_name_unique: { code: 'orders.natureTaken', field: 'name' },
  resources_name_unique: { code: 'orders.resourceTaken', field: 'name' },
}
