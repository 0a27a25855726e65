import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { takeContract } from '../domain/shops/contract/take.ts'
import type { takeFileContract } from '../domain/shops/contract/take-file.ts'
import { formatOf } from '../domain/shops/formats/kinds.ts'
import { orderWords } from '../domain/shops/labels/orders.ts'
import { takenWords } from '../domain/shops/labels/taken.ts'
import { Refusal } from '../platform/http/refusal.ts'
import type { GlobalOptions } from './cli.ts'
import { remoteClient } from './cli-operations.ts'
import { openFacteur } from './facteur.ts'
import { localOuter, onlyCompany } from './local.ts'
import { router } from './router.ts'

const USAGE = 'usage: facteur shop take FILE… --shop NAME [--json]'
/** So many orders are sent together, with their refunds. */
const PART = 200

type Client = ContractRouterClient<{ shops: typeof takeContract & typeof takeFileContract }>
type Answer = Awaited<ReturnType<Client['shops']['take']>>

/** Takes files of documents of a shop, whatever is in each of them: says what was done with each order, then how many. */
export async function shopTake(args: string[], { company, json = false }: GlobalOptions) {
  const { values, positionals: files } = parseArgs({
    args,
    options: { shop: { type: 'string' } },
    allowPositionals: true,
  })
  if (!values.shop || files.length === 0) throw new Refusal(USAGE)
  await readable(files)
  const way = process.env.FACTEUR_URL ? remote(process.env.FACTEUR_URL, company) : await local(company)
  const total = { taken: 0, unchanged: 0, quarantined: 0, unequal: 0 }
  try {
    const report = reporter(json)
    for (const file of files.filter(isTable))
      for await (const answer of tableTaken(way.client, values.shop, file)) {
        for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += answer[name]
        report({ ...answer, refundsWithoutOrder: [], passedOver: 0 })
        for (const row of answer.refused) console.log(json ? JSON.stringify({ refused: row }) : refusedLine(row))
      }
    for await (const documents of parts(files.filter(file => !isTable(file)))) {
      const answer = await way.client.shops.take({ shop: values.shop, documents })
      for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += answer[name]
      report(answer)
    }
  } finally {
    await way.close()
  }
  console.log(JSON.stringify(total))
}

const isTable = (file: string) => /\.(csv|tsv|txt)$/i.test(file)
type Table = Awaited<ReturnType<Client['shops']['takeFile']>>

/** A CSV export, a thousand orders at a time. */
async function* tableTaken(client: Client, shop: string, file: string): AsyncGenerator<Table> {
  const content = (await readFile(file)).toString('base64')
  for (let from: number | null = 0; from !== null; ) {
    const answer: Table = await client.shops.takeFile({ shop, content, from })
    yield answer
    from = answer.next
  }
}

const refusedLine = ({ line, column, reasonSaid }: Table['refused'][number]) =>
  [`${line}`, column, reasonSaid].filter(Boolean).join('\t')

type Way = { client: Client; close(): Promise<void> }

async function local(named: string | undefined): Promise<Way> {
  const facteur = await openFacteur('share')
  const slug = await onlyCompany(facteur, named)
  if (!slug) {
    await facteur.stop()
    throw new Refusal('several companies: say which with --company SLUG')
  }
  const client = createRouterClient(router, { context: localOuter(facteur.database, slug) }) as unknown as Client
  return { client, close: () => facteur.stop() }
}

const remote = (url: string, company: string | undefined): Way => ({
  client: remoteClient(url, company) as unknown as Client,
  close: async () => {},
})

/**
 * Orders with their refunds beside them, from whatever file they come; first what renews, last what found no order, and what
 * their customers and products are now.
 */
export async function* parts(files: readonly string[]): AsyncGenerator<unknown[]> {
  const { kindOf, readRefund } = formatOf('woocommerce')
  const refunds = new Map<string, unknown[]>()
  const first: unknown[] = []
  for await (const document of documentsOf(files)) {
    const kind = kindOf(document)
    if (kind === 'subscription') first.push(document)
    if (kind !== 'refund') continue
    const read = readRefund(document)
    const orderId = 'document' in read ? read.document.orderId : ''
    refunds.set(orderId, [...(refunds.get(orderId) ?? []), document])
  }
  for (let at = 0; at < first.length; at += PART) yield first.slice(at, at + PART)
  const last: unknown[] = []
  let part: unknown[] = []
  for await (const document of documentsOf(files)) {
    const kind = kindOf(document)
    if (kind === 'subscription' || kind === 'refund') continue
    if (kind === 'customer' || kind === 'product') {
      last.push(document)
      continue
    }
    part.push(document)
    const id = String((document as { id?: unknown } | null)?.id)
    part.push(...(refunds.get(id) ?? []))
    refunds.delete(id)
    if (part.length < PART) continue
    yield part
    part = []
  }
  part.push(...[...refunds.values()].flat(), ...last)
  for (let at = 0; at < part.length; at += PART) yield part.slice(at, at + PART)
}

async function* documentsOf(files: readonly string[]): AsyncGenerator<unknown> {
  for (const file of files) yield* documentsIn(file)
}

/** A document a line, read as a stream; else one document, a list of them, or lists by their names. */
async function* documentsIn(file: string): AsyncGenerator<unknown> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  let isByLine = false
  try {
    for await (const line of lines) {
      const text = line.replace(/^\uFEFF/, '').trim()
      if (text === '') continue
      const parsed = parsedOf(text)
      if (!isByLine && parsed === undefined) break
      isByLine = true
      yield* documentsOfValue(parsed ?? text)
    }
  } finally {
    lines.close()
  }
  if (isByLine) return
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').trim()
  const whole = text === '' ? [] : parsedOf(text)
  if (whole === undefined) throw new Refusal(`${file}: not JSON`)
  yield* documentsOfValue(whole)
}

/** Each of a list, or of the lists of `{"orders": […], "refunds": […]}`; else the one that it is. */
function* documentsOfValue(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) yield* value
  else if (isListsByName(value)) yield* Object.values(value).flat()
  else yield value
}

const isListsByName = (value: unknown): value is Record<string, unknown[]> =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  Object.values(value).every(Array.isArray)

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readable(files: readonly string[]) {
  for (const file of files) {
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile()) throw new Refusal(`${file}: no such file`)
  }
}

/** What was done with each order, a line each. */
function reporter(json: boolean) {
  const language = process.env.LANG?.startsWith('en') ? 'en' : 'fr'
  const words = { ...takenWords[language], states: orderWords[language].states }
  const line = ({ externalId, number, done, state, invoiceNumber, reasonSaid, unequal }: Answer['orders'][number]) =>
    [
      number || externalId,
      words[done],
      words.states[state],
      ...(invoiceNumber === null ? [] : [`${words.invoice} ${invoiceNumber}`]),
      ...(unequal ? [words.unequal] : []),
      ...(reasonSaid === '' ? [] : [reasonSaid]),
    ].join('\t')
  return ({ orders, refundsWithoutOrder, passedOver }: Answer) => {
    for (const order of orders) console.log(json ? JSON.stringify(order) : line(order))
    if (json) {
      for (const order of refundsWithoutOrder) console.log(JSON.stringify({ refundsWithoutOrder: order }))
      if (passedOver > 0) console.log(JSON.stringify({ passedOver }))
      return
    }
    if (refundsWithoutOrder.length > 0) console.log(`${words.refundsWithoutOrder}\t${refundsWithoutOrder.join(', ')}`)
    if (passedOver > 0) console.log(`${words.passedOver}\t${passedOver}`)
  }
}
