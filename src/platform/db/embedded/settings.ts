import { totalmem } from 'node:os'

const MB = 1024 * 1024

/** PostgreSQL's settings for this machine's memory; without `fsync`, for tests whose data may be lost. */
export function settings(run: string, fsync: boolean): string[] {
  const memoryMb = Math.floor(Math.min(totalmem(), process.constrainedMemory() || Infinity) / MB)
  const values: Record<string, string | number> = {
    listen_addresses: '',
    port: 5432,
    unix_socket_directories: quoted(run),
    unix_socket_permissions: '0700',
    max_connections: 100,
    shared_buffers: `${clamp(memoryMb / 8, 32, 256)}MB`,
    effective_cache_size: `${clamp(memoryMb / 2, 128, 16_384)}MB`,
    work_mem: '32MB',
    maintenance_work_mem: `${clamp(memoryMb / 16, 32, 256)}MB`,
    wal_compression: 'on',
    random_page_cost: 1.1,
    autovacuum_naptime: '10s', // rows just brought in are known to the planner soon
    log_checkpoints: 'off',
    cluster_name: 'facteur',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const clamp = (value: number, low: number, high: number) => Math.floor(Math.min(high, Math.max(low, value)))

/** The setting is a list: a comma or a space in the path would cut it. */
const quoted = (path: string) => `"${path.replaceAll('"', '""')}"`
