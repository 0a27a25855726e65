import { PgBoss, type QueueOptions, type WorkOptions } from 'pg-boss'
import { startRelay } from './relay.ts'

export type Log = { error(details: object, message: string): void; warn(details: object, message: string): void }

export type Job<Data = Record<string, unknown>> = {
  id: string
  /** What was asked, and `companyId` when an operation of a company asked it. */
  data: Data
  /** 1 at first; more when a run before failed, or its process died. */
  attempt: number
  /** Aborted when the server stops. */
  signal: AbortSignal
}

export type JobOptions = {
  /** How many of this name run together in one server. */
  atOnce?: number
  /** One may take minutes or hours, and must not keep the others waiting. */
  long?: boolean
  retries?: number
  /** The first pause before a retry; it doubles each time, up to an hour. */
  retryDelaySeconds?: number
}

/** One line of the timetable: `cron` in the time zone, `data` for the job. */
export type TimetableLine = { job: string; cron: string; timeZone: string; data?: Record<string, unknown> }

export type JobCount = { name: string; waiting: number; active: number; failed: number }

export type Jobs = {
  /** Says how a kind of job is done. Jobs may run twice, after a crash: the work is idempotent. */
  handle<Data = Record<string, unknown>>(
    name: string,
    work: (job: Job<Data>) => Promise<void>,
    options?: JobOptions,
  ): Promise<void>
  /** What runs by itself, from now on: these lines and no others. */
  timetable(lines: readonly TimetableLine[]): Promise<void>
  counts(): Promise<JobCount[]>
  /** Takes no more jobs, gives those running `graceSeconds` to end, and hands the others to a later start. */
  stop(graceSeconds?: number): Promise<void>
}

/** Jobs that failed for good stay here, to be looked at. */
const DEAD = 'dead'
const HEARTBEAT_SECONDS = 30
const LONGEST_SHORT_SECONDS = 15 * 60
const LONGEST_LONG_SECONDS = 12 * 60 * 60

/** Opens the job queue, in the schema `jobs` of the owner's database; several servers may share it. */
export async function openJobs(ownerUrl: string, { log }: { log: Log }): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: 'jobs',
    application_name: 'facteur jobs',
    max: 4,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    openTelemetry: { enabled: false },
  })
  boss.on('error', error => log.error({ err: error }, 'the job queue failed'))
  boss.on('warning', ({ message, data }) => log.warn({ data }, message))
  await boss.start()
  await boss.createQueue(DEAD, { retentionSeconds: 90 * 24 * 60 * 60 })
  const workers = new Map<string, string>()
  const relay = startRelay({
    ownerUrl,
    boss,
    names: () => [...workers.keys()],
    arrived: name => boss.notifyWorker(workers.get(name)!),
    failed: error => log.error({ err: error }, 'requested jobs could not be queued'),
  })
  return {
    handle: async (name, work, options = {}) => {
      await ensureQueue(boss, name, options)
      workers.set(name, await startWorker(boss, name, work, options, log))
    },
    timetable: lines => keepTimetable(boss, lines),
    counts: () => countJobs(boss),
    stop: async (graceSeconds = 20) => {
      await relay.stop()
      await boss.stop({ graceful: true, close: true, timeout: graceSeconds * 1000 })
    },
  }
}

async function ensureQueue(boss: PgBoss, name: string, { long, retries = 5, retryDelaySeconds = 15 }: JobOptions) {
  const options: QueueOptions & { deadLetter: string } = {
    retryLimit: retries,
    retryDelay: retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: long ? LONGEST_LONG_SECONDS : LONGEST_SHORT_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deadLetter: DEAD,
  }
  // `short`: one job a key waits, so that what is asked while one runs is not lost.
  await boss.createQueue(name, { ...options, policy: 'short' })
  await boss.updateQueue(name, options)
}

/** Short jobs are taken several at a time, as a worker polls twice a second; long ones each have a worker. */
function startWorker<Data>(
  boss: PgBoss,
  name: string,
  work: (job: Job<Data>) => Promise<void>,
  { long = false, atOnce = long ? 2 : 4 }: JobOptions,
  log: Log,
) {
  const options: WorkOptions & { perJobResults: true } = {
    perJobResults: true,
    pollingIntervalSeconds: 0.5,
    batchSize: long ? 1 : atOnce,
    localConcurrency: long ? atOnce : 1,
    burstWhenBatchFull: true,
  }
  return boss.work<Data>(name, options, jobs =>
    Promise.all(
      jobs.map(async ({ id, data, retryCount, signal }) => {
        try {
          await work({ id, data, attempt: retryCount + 1, signal })
          return { id, status: 'completed' as const }
        } catch (error) {
          log.error({ err: error, job: name, jobId: id, attempt: retryCount + 1 }, 'a job failed')
          return { id, status: 'failed' as const, output: { message: String(error) } }
        }
      }),
    ),
  )
}

async function keepTimetable(boss: PgBoss, lines: readonly TimetableLine[]) {
  const keyOf = ({ job, cron, timeZone }: TimetableLine) => `${job}.${cron}.${timeZone}`.replace(/[^\w.-]/g, '_')
  const wanted = new Set(lines.map(keyOf))
  for (const { name, key } of await boss.getSchedules()) if (!wanted.has(key)) await boss.unschedule(name, key)
  for (const line of lines)
    await boss.schedule(line.job, line.cron, line.data ?? {}, { tz: line.timeZone, key: keyOf(line), missed: 'once' })
}

async function countJobs(boss: PgBoss): Promise<JobCount[]> {
  const queues = await boss.getQueues()
  return queues
    .filter(({ name }) => !name.startsWith('__'))
    .map(({ name, queuedCount, activeCount, failedCount }) => ({
      name,
      waiting: queuedCount,
      active: activeCount,
      failed: failedCount,
    }))
}
