import { Client, escapeLiteral } from 'pg'
import { passwordOf, type Role } from './cluster.ts'
import { notEnterable, type Places } from './places.ts'
import { codeOf } from './refused.ts'

/** What answers on the socket: a superuser's connection, a server that is starting or stopping, or nothing. */
export type Answer = Client | 'busy' | 'silent'

const lockSpace = 0x46414354
/** The one server holds `owner`; everybody who uses the cluster shares `present`; the last one to leave stops it. */
const locks = { owner: 1, present: 2, provision: 3 }

const busyCodes = ['57P03', '57P01', 'ECONNRESET', 'EPIPE']
const silentCodes = ['ENOENT', 'ECONNREFUSED', 'ENOTDIR']

/** Tries the socket as superuser. */
export async function reach(places: Places): Promise<Answer> {
  const password = readPassword(places)
  if (!password) return 'silent'
  const client = new Client({
    host: places.run,
    port: 5432,
    user: 'postgres',
    password,
    database: 'postgres',
    application_name: `facteur pid ${process.pid}`,
    connectionTimeoutMillis: 5_000,
  })
  // Without a listener a lost connection would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    if (silentCodes.includes(codeOf(error))) return 'silent'
    if (isLost(error)) return 'busy'
    throw notEnterable(places.run, error)
  }
}

/** True when the server went away or is not ready, rather than refusing what was asked. */
export const isLost = (error: unknown): boolean =>
  busyCodes.includes(codeOf(error)) || /terminated|timeout|not queryable/.test(String(error))

function readPassword(places: Places): string | undefined {
  try {
    return passwordOf(places, 'postgres')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw notEnterable(places.cluster, error)
  }
}

async function yes(client: Client, condition: string): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>(`select ${condition} as yes`)
  return rows[0]?.yes === true
}

/** Says that this process uses the cluster; false when somebody is just stopping it. */
export const enter = (client: Client) => yes(client, `pg_try_advisory_lock_shared(${lockSpace}, ${locks.present})`)

/** Becomes the one server of this cluster; false when there is one. */
export const own = (client: Client) => yes(client, `pg_try_advisory_lock(${lockSpace}, ${locks.owner})`)

/** Gives everything back; true when nobody else is left, and then nobody can enter any more. */
export async function leave(client: Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_all()')
  return yes(client, `pg_try_advisory_lock(${lockSpace}, ${locks.present})`)
}

/** Who is the one server: "facteur pid 123". */
export async function ownerName(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_stat_activity join pg_locks using (pid)
      where locktype = 'advisory' and classid = ${lockSpace} and objid = ${locks.owner} and granted`,
  )
  return rows[0]?.name ?? 'another process'
}

/** Creates the application's role and database where they lack: a first start may have been cut between the two. */
export async function provision(client: Client, places: Places): Promise<void> {
  const role = `exists (select from pg_roles where rolname = 'facteur')`
  const database = `exists (select from pg_database where datname = 'facteur')`
  if (await yes(client, `${role} and ${database}`)) return
  await client.query(`select pg_advisory_lock(${lockSpace}, ${locks.provision})`)
  const password = escapeLiteral(passwordOf(places, 'facteur'))
  if (!(await yes(client, role)))
    await client.query(`create role facteur login createrole createdb password ${password}`)
  if (!(await yes(client, database))) await client.query('create database facteur owner facteur')
  await client.query(`select pg_advisory_unlock(${lockSpace}, ${locks.provision})`)
}

/** The address of the application's database, in the form `pg` and libpq understand. */
export function urlOf(places: Places, role: Role): string {
  const socket = encodeURIComponent(places.run)
  return `postgresql://${role}:${passwordOf(places, role)}@/facteur?host=${socket}&port=5432`
}
