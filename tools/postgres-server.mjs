// A throw-away PostgreSQL from the system's packages, for the time of one command that finds it in DATABASE_URL.
// Usage: node tools/postgres-server.mjs COMMAND [WORD…]
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, globSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export const OLDEST = 15
const longestStartMs = 30_000
/** Loses everything at a power cut, which is what a throw-away server may do. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: 200, listen_addresses: '' }
/** Keeps PostgreSQL for as long as its standard input is open, so that it ends however its parent ends. */
const KEEPER = '"$1" -D "$2/cluster" -k "$2" $3 & cat >/dev/null; kill -QUIT $!; wait; rm -rf "$2"'

/** The oldest server on this machine that Facteur supports, as `{ bin, version }`, or undefined. */
export function findPostgres() {
  const folders = [...globSync('/usr/lib/postgresql/*/bin'), ...(process.env.PATH ?? '').split(delimiter)]
  const found = folders.filter(folder => folder && existsSync(join(folder, 'postgres'))).map(serverIn)
  return found.filter(server => server.version >= OLDEST).sort((a, b) => a.version - b.version)[0]
}

function serverIn(folder) {
  const bin = join(realpathSync(join(folder, 'postgres')), '..') // the others stand beside it, a link may stand alone
  const { stdout } = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' })
  const version = existsSync(join(bin, 'initdb')) ? Number.parseInt(/\d+/.exec(stdout ?? '')?.[0] ?? '0', 10) : 0
  return { bin, version }
}

/** Starts a new cluster; its owner role may create databases and roles, and is no superuser. */
export async function startPostgres({ bin }) {
  const user = ordinaryUser()
  const folder = mkdtempSync(join(tmpdir(), 'facteur-pg-'))
  chmodSync(folder, 0o700)
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  try {
    await initialise(bin, folder, user)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  const words = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`)
  const keeper = spawn('/bin/sh', ['-c', KEEPER.replace('$3', words.join(' ')), 'sh', join(bin, 'postgres'), folder], {
    ...user,
    cwd: '/',
    detached: true, // Ctrl+C ends the command first
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let said = ''
  keeper.stderr.on('data', text => {
    said = (said + text).slice(-2000)
  })
  const ended = new Promise(resolve => keeper.once('close', resolve))
  const stop = async () => {
    keeper.stdin.end()
    await ended
  }
  try {
    await createOwner(folder)
  } catch (error) {
    await stop()
    throw new Error(`PostgreSQL did not start: ${said.trim() || error.message}`)
  }
  return { url: urlOf(folder, 'facteur', 'facteur'), stop }
}

/** PostgreSQL refuses to run as root. */
function ordinaryUser() {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag, name) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      // this machine has no such user
    }
  }
  return { uid: 65534, gid: 65534 }
}

function initialise(bin, folder, user) {
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8'
  const words = [
    '-D',
    join(folder, 'cluster'),
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    `--locale=${locale}`,
    '--no-sync',
  ]
  const { status, stderr, error } = spawnSync(join(bin, 'initdb'), words, { ...user, cwd: '/', encoding: 'utf8' })
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr.trim()}`)
}

const urlOf = (folder, user, database) => `postgresql:///${database}?host=${encodeURIComponent(folder)}&user=${user}`

async function createOwner(folder) {
  const client = await connected(urlOf(folder, 'postgres', 'postgres'), Date.now() + longestStartMs)
  await client.query('create role facteur login createdb createrole')
  await client.query('create database facteur owner facteur')
  await client.end()
}

async function connected(url, until) {
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(50)
    }
  }
}

/** Runs the command with DATABASE_URL and returns its exit code; the server is gone afterwards. */
async function during(server, [command, ...words]) {
  const { url, stop } = await startPostgres(server)
  const child = spawn(command, words, { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  const code = await new Promise(resolve => {
    child.once('error', error => {
      console.error(error.message)
      resolve(127)
    })
    child.once('exit', status => resolve(status ?? 1))
  })
  await stop()
  return code
}

if (import.meta.main) {
  const server = findPostgres()
  if (!server) console.error(`No PostgreSQL ${OLDEST} or newer on this machine.`)
  process.exit(server ? await during(server, process.argv.slice(2)) : 1)
}
