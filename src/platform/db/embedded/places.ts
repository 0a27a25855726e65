import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { codeOf, EmbeddedRefused } from './refused.ts'

/** Where everything of one data folder lies. */
export type Places = { data: string; cluster: string; run: string; log: string }

const longestSocketPathBytes = 107

/** Names the folders of a data folder, which is created when absent. */
export function placesIn(dataDir: string): Places {
  const data = ownFolder(resolve(dataDir))
  const short = join(data, 'run')
  const tooLong = Buffer.byteLength(join(short, '.s.PGSQL.5432')) > longestSocketPathBytes
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 16)
  return {
    data,
    cluster: join(data, 'postgres'),
    run: tooLong ? join(tmpdir(), `facteur-${hash}`) : short,
    log: join(data, 'postgres.log'),
  }
}

function ownFolder(path: string): string {
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (!existsSync(path)) mkdirSync(path, { mode: 0o700 })
    return realpathSync(path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return realpathSync(path)
    throw notEnterable(path, error)
  }
}

/** The refusal for a folder this user may not read or write. */
export function notEnterable(path: string, error: unknown): unknown {
  if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return error
  const who = `user id ${process.geteuid?.()}`
  return new EmbeddedRefused(
    'not-enterable',
    `The data folder ${path} cannot be read and written by ${who} (${codeOf(error)}). Run as the user who owns it, choose another data folder, or set DATABASE_URL.`,
  )
}
