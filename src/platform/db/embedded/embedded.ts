import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { installedBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { chooseRunner } from './owner.ts'
import { type Places, placesIn } from './places.ts'
import { isFree, type Launch, launch, stopPostmaster } from './postmaster.ts'
import { endStranded } from './processes.ts'
import { EmbeddedRefused } from './refused.ts'
import { enter, isLost, leave, own, ownerName, provision, reach, urlOf } from './session.ts'

export { EmbeddedRefused } from './refused.ts'

export type Embedded = { ownerUrl: string; stop(): Promise<void>; dataDir: string }

type Mode = 'own' | 'share'
type Wanted = { places: Places; mode: Mode; fsync: boolean }

const longestSilenceMs = 30_000
const longestRecoveryMs = 10 * 60_000
const handoverMs = 1_000
const mostFailures = 3

/**
 * Starts or joins PostgreSQL in dataDir. Mode 'own' is the one server, a second one is refused; 'share' works beside it.
 * PostgreSQL stops when the last of them has stopped.
 */
export async function openEmbedded(options: { dataDir: string; mode: Mode; fsync?: boolean }): Promise<Embedded> {
  const places = placesIn(options.dataDir)
  endStranded(places)
  const wanted = { places, mode: options.mode, fsync: options.fsync ?? true }
  const held = hold(wanted, await attach(wanted))
  return { ownerUrl: urlOf(places, 'facteur'), dataDir: places.data, stop: held.stop }
}

/** Keeps the session, and takes it again when it is lost, restarting PostgreSQL if it has died. */
function hold(wanted: Wanted, first: Client) {
  let session: Client | undefined
  let returning: Promise<void> | undefined
  let stopping: Promise<void> | undefined

  const watch = (client: Client) => {
    session = client
    client.once('end', () => {
      session = undefined
      if (!stopping) returning = comeBack()
    })
  }
  const comeBack = async () => {
    while (!stopping) {
      const client = await attach(wanted).catch(() => undefined)
      if (client) return watch(client)
      await sleep(1_000, undefined, { ref: false })
    }
  }
  const close = async () => {
    await returning
    if (session) await quit(wanted.places, session)
  }
  watch(first)
  return {
    stop: () => {
      stopping ??= close()
      return stopping
    },
  }
}

async function quit(places: Places, session: Client): Promise<void> {
  const last = await leave(session).catch(() => false)
  if (last) await stopPostmaster(places)
  await session.end().catch(() => {})
}

/** Attaches to the server of this folder, which is launched first when there is none. */
async function attach(wanted: Wanted): Promise<Client> {
  let heardAt = Date.now()
  const began = heardAt
  let launched: Launch | undefined
  let failures = 0
  for (;;) {
    const answer = await reach(wanted.places)
    if (typeof answer === 'object') {
      if (await settle(wanted, answer)) return answer
    } else if (launched?.ended()) {
      failures += isHandover(launched.said()) ? 0 : 1
      if (failures >= mostFailures) throw notStarted(wanted.places, launched.said())
      launched = undefined
    } else if (answer === 'silent' && !launched && isFree(wanted.places)) {
      launched = await start(wanted)
      heardAt = Date.now() // making the cluster may have taken long; from now on it is the server that is waited for
    }
    if (answer === 'busy') heardAt = Date.now()
    if (Date.now() - heardAt > longestSilenceMs || Date.now() - began > longestRecoveryMs)
      throw notStarted(wanted.places, launched?.said() ?? 'it does not answer')
    await sleep(20)
  }
}

async function start({ places, fsync }: Wanted): Promise<Launch> {
  const runner = chooseRunner(places, installedBinaries())
  await ensureCluster(places, runner, fsync)
  return launch(places, runner, fsync)
}

/** A server killed a moment ago, or one launched by somebody else at the same time, still holds the folder. */
const isHandover = (said: string) => /lock file|shared memory|is being used|Address already in use/.test(said)

/** Takes the locks and completes the cluster; false when this server is being stopped, so that another try is due. */
async function settle({ places, mode }: Wanted, client: Client): Promise<boolean> {
  try {
    if (await enter(client)) {
      if (mode === 'own') await claim(client, places)
      await provision(client, places)
      return true
    }
  } catch (error) {
    await quit(places, client)
    if (!isLost(error)) throw error
  }
  await client.end().catch(() => {})
  return false
}

/** A server that is just stopping gets a moment to give its place. */
async function claim(client: Client, places: Places): Promise<void> {
  const until = Date.now() + handoverMs
  while (!(await own(client))) {
    if (Date.now() > until)
      throw new EmbeddedRefused(
        'in-use',
        `The data folder ${places.data} is already in use by ${await ownerName(client)}. Stop that server first, or choose another data folder.`,
      )
    await sleep(50)
  }
}

const notStarted = ({ log, data }: Places, said: string) =>
  new EmbeddedRefused('not-started', `PostgreSQL did not start in ${data}: ${said}. The whole log is in ${log}.`)
