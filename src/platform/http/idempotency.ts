import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Ctx } from './context.ts'
import { refuse } from './refusal.ts'

type Asked = { key: string; operation: string; input: unknown; userId: string }

const HELD_DAYS = 7

/** The answer an earlier request with the same Idempotency-Key got; waits for one under way, refuses a key used for something else. */
export async function answered(
  { db, company }: Ctx,
  { key, operation, input, userId }: Asked,
): Promise<{ answer: unknown } | undefined> {
  if (key.length > 200) refuse('request.idempotencyKeyTooLong', { status: 400 })
  const request = createHash('sha256')
    .update(JSON.stringify([operation, userId, input ?? null]))
    .digest('hex')
  const taken = await db.execute(sql`
    insert into idempotency_keys (company_id, key, request) values (${company.id}, ${key}, ${request})
    on conflict (company_id, key) do nothing returning key`)
  if (taken.rowCount === 1) return undefined
  const { rows } = await db.execute<{ request: string; answer: unknown }>(
    sql`select request, answer from idempotency_keys where company_id = ${company.id} and key = ${key}`,
  )
  if (rows[0]?.request !== request) refuse('request.idempotencyKeyReused')
  if (rows[0].answer === null) refuse('request.answerNotKept')
  return { answer: rows[0].answer }
}

/** Keeps the answer with the work, in one transaction: both exist or neither. A secret answer is not kept. */
export async function remember({ db, company }: Ctx, { key }: Asked, answer: unknown) {
  if (answer === undefined) return
  await db.execute(sql`
    update idempotency_keys set answer = ${JSON.stringify(answer)}::jsonb
    where company_id = ${company.id} and key = ${key}`)
}

/** Forgets keys of the company that no caller can still be retrying. */
export const forgetOldKeys = ({ db, company }: Pick<Ctx, 'db' | 'company'>) =>
  db.execute(
    sql`delete from idempotency_keys where company_id = ${company.id} and created_at < now() - make_interval(days => ${HELD_DAYS})`,
  )
