import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, businessTable, companyPolicy, day, stamps } from '../../platform/db/columns.ts'
import { issues } from '../catalog/tables.ts'
import { parties } from '../parties/tables.ts'
import { dispatchRuns, purchases } from '../subscriptions/tables.ts'
import { CAUSES, REASONS } from './rules/causes.ts'

/** One envelope that came back, or what was read of it when nobody knows yet whose it was. Source: CIR-18. */
export const returnedMail = businessTable(
  'returned_mail',
  {
    batchId: uuid().notNull(), // the sitting in which it was read
    given: text().notNull(), // what was scanned, typed or pasted
    shipmentId: uuid(), // null: known by its recipient alone, or not known
    recipientId: uuid(), // null: nobody was found by what was given
    cause: text({ enum: CAUSES }).notNull(),
    receivedOn: day().notNull(),
    resumedOn: day(), // the day a new address came; null: none did
    caughtUpOn: day(), // the day it was decided what becomes of the issues missed; null: not yet
    ...stamps,
  },
  table => [
    // No foreign key to shipments: checked row by row it would slow the undoing of a run (docs/adr/0003).
    belongsTo('returned_mail_recipient', table, table.recipientId, () => parties),
    uniqueIndex('returned_mail_shipment_once')
      .on(table.companyId, table.shipmentId)
      .where(sql`shipment_id is not null`),
    index('returned_mail_recipient_id').on(table.companyId, table.recipientId, table.id),
    index('returned_mail_received_on').on(table.companyId, table.receivedOn, table.id),
    index('returned_mail_unknown').on(table.companyId, table.id).where(sql`recipient_id is null`),
    check('returned_mail_cause_known', sql`cause in ('unknown', 'incomplete', 'box', 'refused', 'unclaimed', 'other')`),
    check('returned_mail_said', sql`given <> ''`),
    check('returned_mail_shipment_has_recipient', sql`shipment_id is null or recipient_id is not null`),
  ],
)

/** How a company deals with what comes back. */
export const returnsSettings = pgTable(
  'returns_settings',
  {
    companyId: uuid().notNull(),
    heldAfter: integer().notNull().default(1), // returns of one address after which its recipient is served no more
    asksByMail: boolean().notNull().default(true), // writes to who has a mail address and asks for the new one
    ...stamps,
  },
  table => [
    primaryKey({ name: 'returns_settings_pkey', columns: [table.companyId] }),
    companyPolicy(),
    check('returns_settings_held_after', sql`held_after between 1 and 9`),
  ],
)

/** A copy asked for again: why, how many, and the run it left with. Source: CIR-17. */
export const replacementRequests = businessTable(
  'replacement_requests',
  {
    purchaseId: uuid().notNull(),
    issueId: uuid().notNull(),
    reason: text({ enum: REASONS }).notNull(),
    note: text().notNull().default(''),
    copies: integer().notNull().default(1),
    askedOn: day().notNull(),
    forcedReason: text().notNull().default(''), // why it was granted beyond the limit of its title; empty: it was not
    runId: uuid(), // the run that serves it; null: it waits, or was refused
    refusedOn: day(), // null: not refused
    refusedReason: text().notNull().default(''),
    ...stamps,
  },
  table => [
    belongsTo('replacement_requests_purchase', table, table.purchaseId, () => purchases),
    belongsTo('replacement_requests_issue', table, table.issueId, () => issues),
    belongsTo('replacement_requests_run', table, table.runId, () => dispatchRuns),
    uniqueIndex('replacement_requests_one_open')
      .on(table.companyId, table.purchaseId, table.issueId)
      .where(sql`run_id is null and refused_on is null`),
    index('replacement_requests_purchase_id').on(table.companyId, table.purchaseId, table.askedOn),
    index('replacement_requests_run_id').on(table.companyId, table.runId),
    index('replacement_requests_asked_on').on(table.companyId, table.askedOn, table.id),
    check(
      'replacement_requests_reason_known',
      sql`reason in ('not-received', 'damaged', 'printer', 'returned', 'other')`,
    ),
    check('replacement_requests_copies', sql`copies > 0`),
    check(
      'replacement_requests_refused_says_why',
      sql`refused_on is null or (refused_reason <> '' and run_id is null)`,
    ),
    check('replacement_requests_other_says_what', sql`reason <> 'other' or note <> ''`),
  ],
)

export const returnsConstraints = {
  returned_mail_shipment_once: { code: 'returns.alreadyReturned', field: 'given' },
  replacement_requests_one_open: { code: 'returns.alreadyAsked', field: 'issueId' },
  replacement_requests_purchase: { code: 'returns.hasRequests' },
  replacement_requests_run: { code: 'returns.hasRequests' },
  replacement_requests_other_says_what: { code: 'returns.noteAsked', field: 'note' },
}
