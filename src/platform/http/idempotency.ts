import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/database.ts'
import type { Ctx } from './context.ts'
import { refuse } from './refusal.ts'

export type Asked = { key: string; operation: string; input: unknown; userId: string }

/** Where answers are kept: with a company, or with a user for what concerns no company. */
export type Keeping = { db: Db; table: SQL; owner: SQL; ownerId: string }

export const keptWithCompany = (db: Db, companyId: string): Keeping => ({
  db,
  table: sql`idempotency_keys`,
  owner: sql`company_id`,
  ownerId: companyId,
})

export const keptWithUser = (db: Db, userId: string): Keeping => ({
  db,
  table: sql`user_idempotency_keys`,
  owner: sql`user_id`,
  ownerId: userId,
})

const HELD_DAYS = 7

/** The answer an earlier request with the same Idempotency-Key got; waits for one under way, refuses a key used for something else. */
export async function answered(
  { db, table, owner, ownerId }: Keeping,
  { key, operation, input, userId }: Asked,
): Promise<{ answer: unknown } | undefined> {
  if (key.length > 200) refuse('request.idempotencyKeyTooLong', { status: 400 })
  const request = createHash('sha256')
    .update(JSON.stringify([operation, userId, input ?? null]))
    .digest('hex')
  const taken = await db.execute(sql`
    insert into ${table} (${owner}, key, request) values (${ownerId}, ${key}, ${request})
    on conflict (${owner}, key) do nothing returning key`)
  if (taken.rowCount === 1) return undefined
  const { rows } = await db.execute<{ request: string; answer: unknown }>(
    sql`select request, answer from ${table} where ${owner} = ${ownerId} and key = ${key}`,
  )
  if (rows[0]?.request !== request) refuse('request.idempotencyKeyReused')
  if (rows[0].answer === null) refuse('request.answerNotKept')
  return { answer: rows[0].answer }
}

/** Keeps the answer with the work, in one transaction: both exist or neither. A secret answer is not kept. */
export async function remember({ db, table, owner, ownerId }: Keeping, { key }: Asked, answer: unknown) {
  if (answer === undefined) return
  await db.execute(sql`
    update ${table} set answer = ${JSON.stringify(answer)}::jsonb where ${owner} = ${ownerId} and key = ${key}`)
}

const expired = sql`created_at < now() - make_interval(days => ${HELD_DAYS})`

/** Forgets keys of the company that no caller can still be retrying. */
export const forgetOldKeys = ({ db, company }: Pick<Ctx, 'db' | 'company'>) =>
  db.execute(sql`delete from idempotency_keys where company_id = ${company.id} and ${expired}`)

/** The same for what users asked outside companies. */
export const forgetOldUserKeys = (db: Db) => db.execute(sql`delete from user_idempotency_keys where ${expired}`)
