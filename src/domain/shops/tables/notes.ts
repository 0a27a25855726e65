import { sql } from 'drizzle-orm'
import { index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, instant } from '../../../platform/db/columns.ts'
import { shopOrders } from '../tables.ts'
import { shops } from './shop.ts'

/** What a shop is to write on an order because a copy left. Source: E11. */
export const shopNotes = businessTable(
  'shop_notes',
  {
    shopId: uuid().notNull(),
    orderId: uuid().notNull(),
    shipmentNumber: integer().notNull(),
    text: text().notNull(),
    dueAt: instant().defaultNow(), // of the next attempt; null: written, or given up
    claimedAt: instant(), // an attempt began: whether the shop has it is looked up before another; null: none
    writtenAt: instant(),
    tries: integer().notNull().default(0),
    failure: text(), // why it was not written, a code
  },
  table => [
    belongsTo('shop_notes_shop', table, table.shopId, () => shops),
    belongsTo('shop_notes_order', table, table.orderId, () => shopOrders),
    unique('shop_notes_once').on(table.companyId, table.orderId, table.shipmentNumber),
    index('shop_notes_due').on(table.companyId, table.shopId, table.dueAt, table.id).where(sql`due_at is not null`),
  ],
)
