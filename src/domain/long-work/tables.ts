import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { businessTable, instant } from '../../platform/db/columns.ts'
import type { Actor } from '../../platform/http/context.ts'
import type { Language } from '../../values/language.ts'
import type { WorkResult, WorkState } from './rules.ts'

/** Who started the work, as they were then: it runs under their name, their rights and in their language. */
export type Starter = { actor: Actor; rights: string[]; language: Language }

/** A piece of long work, from the click to its result; a person can leave it and find it again. */
export const jobRuns = businessTable(
  'job_runs',
  {
    kind: text().notNull(),
    label: text().notNull(), // in the words and the language of who started it
    input: jsonb().$type<Record<string, unknown>>().notNull(),
    key: text(), // null: as many of this kind at once as people like
    state: text().$type<WorkState>().notNull().default('queued'),
    done: integer().notNull().default(0),
    underWay: integer().notNull().default(0), // of the step under way: shown, and gone when it is cut short
    total: integer(), // null: not known yet
    result: jsonb().$type<WorkResult>(), // null: none, or not yet
    error: text(), // null: it did not fail
    startedBy: jsonb().$type<Starter>().notNull(),
    queuedAt: instant().notNull().defaultNow(),
    startedAt: instant(), // null: waiting
    seenAt: instant(), // the last sign of life of who does it
    cancelAskedAt: instant(), // null: nobody asked to stop it
    endedAt: instant(), // null: waiting or running
  },
  table => [
    index('job_runs_queued').on(table.companyId, table.queuedAt, table.id),
    uniqueIndex('job_runs_one_open').on(table.companyId, table.kind, table.key).where(sql`ended_at is null`),
    check('job_runs_state_known', sql`state in ('queued', 'running', 'done', 'failed', 'cancelled')`),
    check('job_runs_ended', sql`(ended_at is not null) = (state in ('done', 'failed', 'cancelled'))`),
    check('job_runs_progress', sql`done >= 0 and (total is null or total >= 0)`),
  ],
)

/** Jobs that operations asked for in their own transaction; the server moves them into the queue at once. */
export const jobRequests = businessTable('job_requests', {
  name: text().notNull(),
  key: text(), // null: a job for each request
  data: jsonb().notNull(),
  askedAt: instant().notNull().defaultNow(),
})
