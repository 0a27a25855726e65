import { parseArgs } from 'node:util'
import { type Facteur, openFacteur } from './facteur.ts'
import { secretIn } from './secret.ts'
import { buildServer } from './server.ts'
import { ensureWebBuilt } from './web-build.ts'

const OPTIONS = { port: { type: 'string', default: process.env['PORT'] ?? '4321' }, host: { type: 'string', default: process.env['HOST'] ?? '127.0.0.1' } } as const

/** Serves until it is told to stop; ends cleanly, PostgreSQL included. */
export async function serve(args: string[]) {
  const { values } = parseArgs({ args, options: OPTIONS })
  const facteur = await openFacteur('own')
  await listen(facteur, values)
}

/** Starts the server on an open Facteur and returns its address. */
export async function listen(facteur: Facteur, { port, host }: { port: string; host: string }): Promise<string> {
  await ensureWebBuilt()
  const app = await buildServer({
    database: facteur.database,
    secret: secretIn(facteur.dataDir),
    secure: process.env['FACTEUR_HTTPS'] === '1',
    logger: process.env['FACTEUR_LOG'] !== 'off',
  })
  const address = await app.listen({ port: Number(port), host })
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await app.close()
    await facteur.stop()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return address
}
