import pg from 'pg'
import type { JobInsert, PgBoss } from 'pg-boss'

const EVERY_MS = 250
const MOST_AT_ONCE = 1000

type Request = { company_id: string; id: string; name: string; key: string | null; data: object }
type Relayed = {
  ownerUrl: string
  boss: PgBoss
  names: () => string[]
  arrived(name: string): void
  failed(error: unknown): void
}

/** Moves what operations asked for into the queue, in one transaction: each request becomes a job once. */
export function startRelay({ ownerUrl, boss, names, arrived, failed }: Relayed) {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, application_name: 'facteur job relay' })
  pool.on('error', () => {}) // the next round opens another connection and reports
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()

  const turn = async () => {
    try {
      for (const name of await moveRequests(pool, boss, names())) arrived(name)
    } catch (error) {
      failed(error)
    }
    if (!stopped) timer = setTimeout(start, EVERY_MS)
  }
  const start = () => {
    round = turn()
  }
  start()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
      await pool.end()
    },
  }
}

/** Only names that this server does: a newer one's jobs wait for it. */
async function moveRequests(pool: pg.Pool, boss: PgBoss, names: string[]): Promise<string[]> {
  const waiting = await pool.query('select 1 from public.job_requests where name = any($1) limit 1', [names])
  if (waiting.rowCount === 0) return []
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const moved = await moveIn(client, boss, names)
    await client.query('commit')
    return moved
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.release(broken)
  }
}

async function moveIn(client: pg.PoolClient, boss: PgBoss, names: string[]): Promise<string[]> {
  const { rows } = await client.query<Request>(
    `delete from public.job_requests where (company_id, id) in (
       select company_id, id from public.job_requests where name = any($1) order by id limit ${MOST_AT_ONCE} for update skip locked)
     returning company_id, id, name, key, data`,
    [names],
  )
  const byName = Map.groupBy(rows, row => row.name)
  const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
  for (const [name, requests] of byName) await boss.insert(name, requests.map(jobOf), { db })
  return [...byName.keys()]
}

const jobOf = ({ company_id, id, key, data }: Request): JobInsert => ({
  id,
  data: { ...data, companyId: company_id },
  singletonKey: key === null ? id : `${company_id}:${key}`,
})
