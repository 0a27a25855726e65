import { inspect } from 'node:util'
import { createORPCClient } from '@orpc/client'
import type { AnyContractRouter } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { implement, ORPCError } from '@orpc/server'
import { createCli, FailedToExitError } from 'trpc-cli'
import { localGate } from '../domain/accounts/gate.ts'
import { sealWith } from '../platform/mail/seal.ts'
import type { GlobalOptions } from './cli.ts'
import { contract } from './contract.ts'
import { type Facteur, openFacteur, outerOf } from './facteur.ts'
import { onlyCompany } from './local.ts'
import { router } from './router.ts'
import { secretIn } from './secret.ts'
import { VERSION } from './version.ts'

/** Runs one operation by its words, `subscriptions expiring --within 30`: on the server of `FACTEUR_URL`, else on the database itself. */
export async function runOperation(argv: string[], { json = false, company }: GlobalOptions) {
  const url = process.env.FACTEUR_URL
  const needsDatabase = !url && !argv.includes('--help') && !argv.includes('-h')
  const facteur = needsDatabase ? await openFacteur('share') : undefined
  if (facteur) sealWith(secretIn(facteur.dataDir))
  const cli = createCli({
    name: 'facteur',
    version: VERSION,
    router: (url ? remote(contract, remoteClient(url, company)) : router) as never,
    ...(facteur ? { context: (await localContext(facteur, company)) as never } : {}),
  })
  try {
    await cli.run({
      argv,
      logger: { info: result => print(result, json), error: (...words) => console.error(...words) },
      formatError: error => worded(error, json),
      process: { exit: () => undefined as never }, // the database closes first
    })
  } catch (error) {
    if (!(error instanceof FailedToExitError)) throw error
    process.exitCode = error.exitCode
  } finally {
    await facteur?.stop()
  }
}

function print(result: unknown, json: boolean) {
  if (typeof result === 'string') return console.log(readable(result))
  if (json) return console.log(JSON.stringify(result, null, 2))
  const { rows, next } = (result ?? {}) as { rows?: Record<string, unknown>[]; next?: string | null }
  if (!rows) return console.log(inspect(result, { depth: null, colors: process.stdout.isTTY }))
  for (const line of asTable(rows)) console.log(line)
  if (next) console.log(`\n--after ${next}`)
}

/** The help of an operation without the regular expressions of its fields. */
const readable = (help: string) => help.replace(/;?\s*(?:Format: \w+;?\s*)?Pattern:\s*\S+/g, '')

const MAX_CELL = 40

/** Rows as columns of text, without ids and without columns that hold nothing. */
function asTable(rows: Record<string, unknown>[]): string[] {
  const text = (value: unknown) => (value === null || value === undefined ? '' : String(value)).slice(0, MAX_CELL)
  const names = Object.keys(rows[0] ?? {}).filter(
    name => !/(^id|Id)$/.test(name) && rows.some(row => text(row[name]) !== ''),
  )
  const widths = names.map(name => Math.max(name.length, ...rows.map(row => text(row[name]).length)))
  const line = (cells: string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd()
  return [line(names), ...rows.map(row => line(names.map(name => text(row[name])))), `(${rows.length})`]
}

function worded(error: unknown, json: boolean): string {
  const cause = error instanceof Error && error.cause instanceof ORPCError ? error.cause : error
  if (!(cause instanceof ORPCError)) return cause instanceof Error ? cause.message : String(cause)
  return json ? JSON.stringify(cause.toJSON(), null, 2) : `${cause.code} : ${cause.message}`
}

const headersFor = (company: string | undefined) => ({
  'accept-language': process.env.LANG?.startsWith('en') ? 'en' : 'fr',
  ...(company ? { 'x-company': company } : {}),
})

/** Who holds the database works as administrator of one company. */
async function localContext(facteur: Facteur, company: string | undefined) {
  const { database } = facteur
  const named = await onlyCompany(facteur, company)
  const log = { error: (details: object, message: string) => console.error(message, details) }
  return outerOf(database, {
    gate: localGate(database, named),
    headers: new Headers(headersFor(company)),
    requestId: 'cli',
    log,
  })
}

/** The operations of a server elsewhere. */
export function remoteClient(url: string, company: string | undefined) {
  const key = process.env.FACTEUR_API_KEY
  return createORPCClient(
    new OpenAPILink(contract, {
      url: `${url.replace(/\/$/, '')}/api`,
      headers: { ...headersFor(company), ...(key ? { 'x-api-key': key } : {}), 'idempotency-key': crypto.randomUUID() },
    }),
  )
}

/** A router of the same shape whose operations call the server. */
function remote(node: AnyContractRouter, client: unknown): unknown {
  if ('~orpc' in node) return remoteOperation(node, client as (input: unknown) => unknown)
  return Object.fromEntries(
    Object.entries(node).map(([name, inner]) => [
      name,
      remote(inner as AnyContractRouter, (client as Record<string, unknown>)[name]),
    ]),
  )
}

const remoteOperation = (node: AnyContractRouter, client: (input: unknown) => unknown) =>
  (implement(node) as unknown as { handler(run: (options: { input: unknown }) => unknown): unknown }).handler(
    ({ input }) => client(input),
  )
