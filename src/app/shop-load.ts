import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { WorkKind } from '../domain/long-work/actions.ts'
import type { workContract } from '../domain/long-work/contract.ts'
import { runWork } from '../domain/long-work/jobs.ts'
import type { shopRecordsContract } from '../domain/shops/contract/records.ts'
import type { syncContract } from '../domain/shops/contract/sync.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { sealWith } from '../platform/mail/seal.ts'
import type { GlobalOptions } from './cli.ts'
import { remoteClient } from './cli-operations.ts'
import { type Facteur, openFacteur } from './facteur.ts'
import { localOuter, onlyCompany } from './local.ts'
import { router } from './router.ts'
import { secretIn } from './secret.ts'
import { workKinds } from './work-kinds.ts'

const USAGE = 'usage: facteur shop load NAME [--since DAY] [--again]'
const LOOK_AGAIN_MS = 500

type Client = ContractRouterClient<{
  shops: Pick<typeof shopRecordsContract, 'list'> & Pick<typeof syncContract, 'load'>
  work: typeof workContract
}>
type Way = { client: Client; work(id: string): Promise<void>; close(): Promise<void> }

/** Takes all orders of a connected shop, from where a load before stopped, and waits for the end of it. */
export async function shopLoad(args: string[], { company, json = false }: GlobalOptions) {
  const options = { since: { type: 'string' }, again: { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const [name] = positionals
  if (!name) throw new Refusal(USAGE)
  const way = process.env.FACTEUR_URL ? remote(process.env.FACTEUR_URL, company) : await local(company)
  try {
    const shop = (await way.client.shops.list({ limit: 200 })).rows.find(row => row.name === name)
    if (!shop) throw new Refusal(`no shop is called ${name}`)
    const { since, again } = values
    const { workId } = await way.client.shops.load({ id: shop.id, again, ...(since ? { since } : {}) })
    await way.work(workId)
    const { done, state } = await ended(way.client, workId)
    console.log(json ? JSON.stringify({ shop: name, state, orders: done }) : `${name}: ${done}`)
  } finally {
    await way.close()
  }
}

async function ended(client: Client, id: string) {
  for (;;) {
    const work = await client.work.get({ id })
    if (work.state === 'failed' || work.state === 'cancelled') throw new Refusal(work.error ?? work.state)
    if (work.state === 'done') return work
    await sleep(LOOK_AGAIN_MS)
  }
}

async function local(named: string | undefined): Promise<Way> {
  const facteur = await openFacteur('share')
  sealWith(secretIn(facteur.dataDir))
  const slug = await onlyCompany(facteur, named)
  if (!slug) {
    await facteur.stop()
    throw new Refusal('several companies: say which with --company SLUG')
  }
  const client = createRouterClient(router, { context: localOuter(facteur.database, slug) }) as unknown as Client
  return { client, work: id => workHere(facteur, slug, id), close: () => facteur.stop() }
}

/** Does the work itself, as no server may be running; one that is does no harm: each order is taken once. */
async function workHere({ database }: Facteur, slug: string, runId: string) {
  const { rows } = await database.pool.query<{ id: string }>('select id from companies where slug = $1', [slug])
  const data = { companyId: rows[0]!.id, runId }
  const signal = new AbortController().signal
  await runWork(localOuter(database, slug), workKinds as unknown as WorkKind<never>[], { data, signal })
}

const remote = (url: string, company: string | undefined): Way => ({
  client: remoteClient(url, company) as unknown as Client,
  work: async () => {},
  close: async () => {},
})
