import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { importsContract } from '../domain/imports/contract.ts'
import { toldTitles } from '../domain/imports/labels/screens.ts'
import { importsLabels, toldInWords } from '../domain/imports/labels.ts'
import type { Told } from '../domain/imports/rules/check.ts'
import { KINDS, type Kind } from '../domain/imports/rules/kinds.ts'
import type { WorkKind } from '../domain/long-work/actions.ts'
import type { workContract } from '../domain/long-work/contract.ts'
import { runWork } from '../domain/long-work/jobs.ts'
import { Refusal } from '../platform/http/refusal.ts'
import type { GlobalOptions } from './cli.ts'
import { remoteClient } from './cli-operations.ts'
import { type Facteur, openFacteur } from './facteur.ts'
import { localOuter, onlyCompany } from './local.ts'
import { router } from './router.ts'
import { workKinds } from './work-kinds.ts'

const PART = 2 * 1024 * 1024
const LOOK_AGAIN_MS = 300
const USAGE = `usage: facteur import ${KINDS.join('|')} FILE [--dry-run] [--mapping field=column,…]`

/** Brings a file in as the screen does: sent, read, then brought in unless it is a dry run. */
export async function importFile(args: string[], { company, json = false }: GlobalOptions) {
  const { values, positionals } = parseArgs({
    args,
    options: { 'dry-run': { type: 'boolean', default: false }, mapping: { type: 'string' } },
    allowPositionals: true,
  })
  const [kind, path] = positionals
  if (!KINDS.includes(kind as Kind) || !path) throw new Refusal(USAGE)
  const way = process.env.FACTEUR_URL ? remote(process.env.FACTEUR_URL, company) : await local(company)
  try {
    const id = await sent(way, kind as Kind, path)
    if (values.mapping) await way.client.imports.change({ id, mapping: await mappingOf(way, id, values.mapping) })
    await way.done((await way.client.imports.read({ id })).workId)
    if (!values['dry-run'] && (await way.client.imports.get({ id })).counts.good)
      await way.done((await way.client.imports.bringIn({ id })).workId)
    await report(way, id, json)
  } finally {
    await way.close()
  }
}

type Client = ContractRouterClient<{ imports: typeof importsContract; work: typeof workContract }>
type Way = { client: Client; done(workId: string): Promise<void>; close(): Promise<void> }

async function local(named: string | undefined): Promise<Way> {
  const facteur = await openFacteur('share')
  const slug = await onlyCompany(facteur, named)
  if (!slug) {
    await facteur.stop()
    throw new Refusal('several companies: say which with --company SLUG')
  }
  const context = localOuter(facteur.database, slug)
  const client = createRouterClient(router, { context }) as unknown as Client
  return { client, done: workId => workHere(facteur, client, slug, workId), close: () => facteur.stop() }
}

/** Does the work itself, as no server may be running; one that is does no harm: lines are made once. */
async function workHere({ database }: Facteur, client: Client, slug: string, runId: string) {
  const { rows } = await database.pool.query<{ id: string }>('select id from companies where slug = $1', [slug])
  const backstage = localOuter(database, slug)
  const data = { companyId: rows[0]!.id, runId }
  await runWork(backstage, workKinds as unknown as WorkKind<never>[], { data, signal: new AbortController().signal })
  await ended(client, runId)
}

function remote(url: string, company: string | undefined): Way {
  const client = remoteClient(url, company) as unknown as Client
  return { client, done: workId => ended(client, workId), close: async () => {} }
}

async function ended(client: Client, workId: string) {
  for (;;) {
    const { state, error } = await client.work.get({ id: workId })
    if (state === 'failed' || state === 'cancelled') throw new Refusal(error ?? state)
    if (state === 'done') return
    await sleep(LOOK_AGAIN_MS)
  }
}

async function sent({ client }: Way, kind: Kind, path: string): Promise<string> {
  const file = await openAsBlob(path)
  const { id } = await client.imports.begin({ fileName: basename(path), kind })
  for (let at = 0, position = 0; at < file.size; at += PART, position++) {
    const content = Buffer.from(await file.slice(at, at + PART).arrayBuffer()).toString('base64')
    await client.imports.addPart({ id, position, content })
  }
  await client.imports.look({ id })
  return id
}

/** `lastName=2,town=7`: columns from 1, or by their heading; the others stay as they were guessed. */
async function mappingOf({ client }: Way, id: string, said: string) {
  const { headings, mapping } = await client.imports.get({ id })
  const pairs = said.split(',').map(pair => {
    const [field = '', column = ''] = pair.split('=')
    const at = /^\d+$/.test(column) ? Number(column) - 1 : headings.indexOf(column)
    if (at < 0) throw new Refusal(`--mapping: no column ${column}`)
    return [field, at] as const
  })
  return { ...mapping, ...Object.fromEntries(pairs) }
}

async function report({ client }: Way, id: string, json: boolean) {
  const card = await client.imports.get({ id })
  if (json) return console.log(JSON.stringify(card, null, 2))
  const language = process.env.LANG?.startsWith('en') ? 'en' : 'fr'
  const words = importsLabels[language]
  const counts = Object.entries(card.counts).map(([state, count]) => `${words.lineStates[state as 'good']} : ${count}`)
  console.log(`${card.fileName} — ${words.states[card.state]} — ${counts.join(', ')}`)
  for (const { code, count } of card.told)
    console.log(`  ${count}  ${toldTitles[language][code as 'known'] ?? toldTitles[language].other}`)
  const { rows } = await client.imports.lines({ importId: id, state: 'refused', limit: 20 })
  for (const { line, told } of rows)
    console.log(`  ${words.columns.line} ${line} : ${told.map(one => toldInWords(one as Told, language)).join(' ')}`)
}
