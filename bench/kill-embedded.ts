// Kills the server with its embedded PostgreSQL again and again while it writes, and counts acknowledged rows that are lost.
// Usage: node bench/kill-embedded.ts [loops]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { type Embedded, openEmbedded } from '../src/platform/db/embedded/embedded.ts'

const writers = 4
const kinds = ['Node', 'Node and PostgreSQL', 'PostgreSQL, then Node'] as const

/** The child: writes rows as fast as it can and says each one that PostgreSQL has acknowledged. */
async function write(dataDir: string): Promise<void> {
  const { ownerUrl } = await openEmbedded({ dataDir, mode: 'own' })
  const setup = new Client(ownerUrl)
  await setup.connect()
  await setup.query('create table if not exists acknowledged (id bigint generated always as identity primary key)')
  await setup.end()
  for (let writer = 0; writer < writers; writer++) void insertForEver(ownerUrl)
}

async function insertForEver(url: string): Promise<void> {
  const client = new Client(url)
  client.on('error', () => {})
  await client.connect()
  for (;;) {
    const { rows } = await client.query<{ id: string }>('insert into acknowledged default values returning id')
    process.stdout.write(`${rows[0]?.id}\n`)
  }
}

async function killOnce(dataDir: string, kind: (typeof kinds)[number], seen: Set<number>): Promise<void> {
  const child = spawn(process.execPath, [import.meta.filename, 'write', dataDir], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const lines = createInterface(child.stdout)
  lines.on('line', line => seen.add(Number(line)))
  const closed = once(lines, 'close')
  await Promise.race([once(lines, 'line'), closed])
  await sleep(Math.random() * 500)
  const server = Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
  if (kind === 'PostgreSQL, then Node') process.kill(server, 'SIGKILL')
  child.kill('SIGKILL')
  if (kind === 'Node and PostgreSQL') process.kill(server, 'SIGKILL')
  await closed
}

async function lost({ ownerUrl }: Embedded, seen: Set<number>): Promise<number> {
  const client = new Client(ownerUrl)
  await client.connect()
  const { rows } = await client.query<{ id: string }>('select id from acknowledged')
  await client.end()
  const kept = new Set(rows.map(row => Number(row.id)))
  return [...seen].filter(id => !kept.has(id)).length
}

async function main(loops: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'facteur-kill-'))
  const dataDir = join(folder, 'data')
  const seen = new Set<number>()
  const waitsMs = Object.fromEntries(kinds.map(kind => [kind, [] as number[]]))
  let losses = 0
  for (let loop = 0; loop < loops; loop++) {
    const kind = kinds[loop % kinds.length]!
    await killOnce(dataDir, kind, seen)
    const began = performance.now()
    const embedded = await openEmbedded({ dataDir, mode: 'own' })
    waitsMs[kind]!.push(Math.round(performance.now() - began))
    losses += await lost(embedded, seen)
    await embedded.stop()
  }
  rmSync(folder, { recursive: true, force: true })
  console.log({ loops, acknowledged: seen.size, lost: losses, upAgainAfterMs: waitsMs })
}

const [word, dataDir] = process.argv.slice(2)
if (word === 'write') await write(dataDir!)
else await main(Number(word ?? 21))
