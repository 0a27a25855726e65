import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../db/database.ts'
import type { JobCount } from '../jobs/jobs.ts'

export type MetricsOptions = {
  database: Database
  /** Jobs by kind; absent where this process runs none. */
  jobs?: { counts(): Promise<JobCount[]> }
  /** Messages that wait or were given up, over all companies. */
  outbox?: () => Promise<{ state: string; count: number }[]>
}

export type Metrics = {
  registry: Registry
  answered(operation: string, method: string, status: number, seconds: number): void
}

/** What Prometheus reads: requests by operation, the pool, the queue, the outbox, the process and its event loop. */
export function openMetrics({ database, jobs, outbox }: MetricsOptions): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry }) // process and event loop
  const durations = new Histogram({
    name: 'facteur_http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['operation', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })
  poolGauge(registry, database)
  if (jobs) jobGauge(registry, jobs)
  if (outbox) outboxGauge(registry, outbox)
  return {
    registry,
    answered: (operation, method, status, seconds) => durations.observe({ operation, method, status }, seconds),
  }
}

function poolGauge(registry: Registry, { pool }: Database) {
  new Gauge({
    name: 'facteur_database_connections',
    help: 'Connections of the application to PostgreSQL, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

function jobGauge(registry: Registry, jobs: NonNullable<MetricsOptions['jobs']>) {
  new Gauge({
    name: 'facteur_jobs',
    help: 'Jobs by name and state',
    labelNames: ['name', 'state'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const { name, waiting, active, failed } of await jobs.counts().catch(() => [])) {
        this.set({ name, state: 'waiting' }, waiting)
        this.set({ name, state: 'active' }, active)
        this.set({ name, state: 'failed' }, failed)
      }
    },
  })
}

function outboxGauge(registry: Registry, outbox: NonNullable<MetricsOptions['outbox']>) {
  new Gauge({
    name: 'facteur_outbox_messages',
    help: 'Messages that wait to be sent or were given up, over all companies',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const { state, count } of await outbox().catch(() => [])) this.set({ state }, count)
    },
  })
}
