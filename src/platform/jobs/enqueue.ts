import { sql } from 'drizzle-orm'
import { type Db, newId } from '../db/database.ts'

/**
 * Asks for a job in the caller's transaction: rolled back, there is no job. The company is the transaction's own. With
 * a `key`, a job of that name and key which has not begun yet is enough, and no second one is made.
 *
 * Operations run as a role that has no business in the queue's tables, so they leave a request in a table of the
 * company; the server that runs jobs, as owner, moves it into the queue. No grant is widened, row-level security holds,
 * and a command that runs while no server does still leaves its job.
 */
export async function enqueue(
  db: Db,
  name: string,
  data: Record<string, unknown> = {},
  { key }: { key?: string } = {},
) {
  await db.execute(sql`
    insert into job_requests (company_id, id, name, key, data)
    values (current_setting('app.company_id')::uuid, ${newId()}, ${name}, ${key ?? null}, ${JSON.stringify(data)}::jsonb)`)
}
