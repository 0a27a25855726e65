import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { handleContracts } from '../domain/contracts/jobs.ts'
import { handleDebits } from '../domain/debits/jobs.ts'
import { mailingFileMakers } from '../domain/dispatch/actions/sendings.ts'
import { handleExchange } from '../domain/exchange/jobs.ts'
import { documentMakers } from '../domain/invoicing/actions/print.ts'
import { handleJournal } from '../domain/journal/jobs.ts'
import { handleWork } from '../domain/long-work/jobs.ts'
import { handleMessaging } from '../domain/messaging/jobs.ts'
import { handleReminders } from '../domain/payments/jobs.ts'
import { handleRenewals } from '../domain/renewals/jobs.ts'
import { handleShops } from '../domain/shops/jobs.ts'
import { today } from '../platform/clock.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { type Jobs, openJobs } from '../platform/jobs/jobs.ts'
import { sealWith } from '../platform/mail/seal.ts'
import { type Logger, openLog } from '../platform/observe/log.ts'
import { type Facteur, openFacteur } from './facteur.ts'
import { handleHousekeeping } from './housekeeping.ts'
import { lastChecks } from './last-checks.ts'
import { reactions } from './reactions.ts'
import { journalSources } from './sealed-facts.ts'
import { secretIn } from './secret.ts'
import { buildServer } from './server.ts'
import { constraints, say } from './texts.ts'
import { timetable } from './timetable.ts'
import { ensureWebBuilt } from './web-build.ts'
import { workKinds } from './work-kinds.ts'

const OPTIONS = {
  port: { type: 'string', default: process.env.PORT ?? '4321' },
  host: { type: 'string', default: process.env.HOST ?? '127.0.0.1' },
} as const

/** Serves until it is told to stop; ends cleanly, PostgreSQL included. */
export async function serve(args: string[]) {
  const { values } = parseArgs({ args, options: OPTIONS })
  const facteur = await openFacteur('own')
  try {
    await listen(facteur, values)
  } catch (error) {
    await facteur.stop()
    throw error
  }
}

type Listening = {
  port: string
  host: string
  /** False: the API and the jobs are what counts; the web app is served as it was built last, if it was. */
  withWeb?: boolean
}

/** Starts the server on an open Facteur, with its jobs, and returns its address. */
export async function listen(facteur: Facteur, { port, host, withWeb = true }: Listening): Promise<string> {
  if (withWeb) await ensureWebBuilt()
  const secret = secretIn(facteur.dataDir)
  sealWith(secret)
  const log = openLog()
  const jobs = await openJobs(facteur.database.ownerUrl, { log })
  const app = await buildServer({ ...facteur, secret, log, jobs, secure: process.env.FACTEUR_HTTPS === '1' })
  const address = await app.listen({ port: Number(port), host }).catch(async error => {
    await app.close()
    await jobs.stop(0)
    throw error.code === 'EADDRINUSE'
      ? new Refusal(`${host}:${port} is already in use: choose another port with --port`)
      : error
  })
  await startJobs(jobs, facteur, log)
  stopOnSignal(async () => {
    await app.close()
    await jobs.stop()
    await facteur.stop()
  })
  return address
}

async function startJobs(jobs: Jobs, { database, dataDir }: Facteur, log: Logger) {
  const backstage = { database, say, constraints, reactions, today, log }
  await handleWork(jobs, backstage, workKinds)
  await handleMessaging(jobs, backstage, {
    outboxFolder: join(dataDir, 'outbox'),
    makers: { ...mailingFileMakers, ...documentMakers },
    lastChecks,
  })
  await handleRenewals(jobs, backstage)
  await handleContracts(jobs, backstage)
  await handleReminders(jobs, backstage)
  await handleDebits(jobs, backstage)
  await handleShops(jobs, backstage)
  await handleExchange(jobs, backstage)
  await handleJournal(jobs, backstage, journalSources)
  await handleHousekeeping(jobs, backstage)
  await jobs.timetable(timetable)
}

/** The first signal stops cleanly, a second one at once. */
function stopOnSignal(stop: () => Promise<void>) {
  let stopping = false
  const told = () => {
    if (stopping) process.exit(1)
    stopping = true
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', told)
  process.on('SIGTERM', told)
}
