import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The secret that signs sessions and encrypts passwords: `FACTEUR_SECRET`, else random and kept in the data folder. */
export function secretIn(dataDir: string): string {
  const given = process.env.FACTEUR_SECRET
  if (given) return given
  const file = join(dataDir, 'secret')
  try {
    // `wx` fails when it exists: of two processes that start together one writes, both read.
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
