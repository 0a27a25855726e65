import { backup } from '../platform/backup/backup.ts'
import { restore } from '../platform/backup/restore.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { openFacteur, openPostgres } from './facteur.ts'
import { VERSION } from './version.ts'

/** Writes a backup while the server works, and says what it holds. */
export async function backupTo([file]: string[]) {
  if (!file) throw new Refusal('usage: facteur backup FILE')
  const facteur = await openFacteur('share')
  try {
    const { tables, sha256 } = await backup(facteur.database.ownerUrl, file, { version: VERSION })
    console.log(`${file}: ${tables.length} tables, content ${sha256}`)
  } finally {
    await facteur.stop()
  }
}

/** Fills an empty Facteur from a backup and proves by content hash that nothing differs. */
export async function restoreFrom([file]: string[]) {
  if (!file) throw new Refusal('usage: facteur restore FILE')
  const server = await openPostgres('own') // not yet migrated: an older backup brings its own schema, then is brought up to date
  try {
    const { tables, sha256 } = await restore(server.ownerUrl, file)
    console.log(`${tables.length} tables restored, content ${sha256}`)
  } finally {
    await server.stop()
  }
}
