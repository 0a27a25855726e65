import { type SQL, sql } from 'drizzle-orm'
import Fastify from 'fastify'
import { reactions } from '../../../app/reactions.ts'
import { constraints, say } from '../../../app/texts.ts'
import type { Database } from '../../../platform/db/database.ts'
import { sealWith } from '../../../platform/mail/seal.ts'
import { aPublisher } from '../../dispatch/factory.ts'
import type { Backstage } from '../../long-work/actions.ts'
import { runWork } from '../../long-work/jobs.ts'
import { type Asking, askShop } from '../actions/asking.ts'
import { keepHooks } from '../actions/hooks.ts'
import { loadWork } from '../actions/load.ts'
import { poll } from '../actions/poll.ts'
import { reconcile } from '../actions/reconcile.ts'
import { createShop } from '../actions/shops.ts'
import { stateOf } from '../actions/state.ts'
import { workOffDeliveries } from '../actions/work-off.ts'
import { mountHookDoor } from '../clients/hook-door.ts'
import { leave } from '../jobs.ts'
import { syncOperations, takeAgainOperations } from '../operations/sync.ts'
import { openFakeShop } from './fake-shop.ts'

/** A publisher whose sales come from a shop on this machine, with the door that the shop sends to. */
export async function aShopkeeper(database: Database, { documents = [] }: { documents?: Iterable<unknown> } = {}) {
  sealWith('a secret that every test may know')
  const publisher = await aPublisher(database, { constraints, reactions, today: '2026-11-22' })
  const outer = () => ({ ...publisher.outer(), say })
  const backstage = outer() as unknown as Backstage
  const fake = await openFakeShop({ documents })
  const door = Fastify()
  mountHookDoor(door as never, database)
  const deliversTo = await door.listen({ port: 0, host: '127.0.0.1' })
  const id = await publisher.within(ctx => createShop(ctx, { name: 'La Vigie', kind: 'woocommerce' }))
  const operations = syncOperations(say)
  const where = { companyId: publisher.company.id, shopId: id }

  const asking = (ask: (asking: Asking) => Promise<unknown>, polled = false) =>
    askShop(backstage, where, { operation: 'test', polled }, ask)
  const rows = async <T extends Record<string, unknown>>(statement: SQL): Promise<T[]> =>
    publisher.within(async ({ db }) => (await db.execute(statement)).rows as T[])

  return {
    ...publisher,
    outer,
    backstage,
    fake,
    shopId: id,
    door,
    deliversTo,
    operations,
    takeAgain: takeAgainOperations.takeAgain,
    asking,
    rows,
    connect: (given: object = {}) =>
      publisher.call(operations.connect, {
        ...{ id, address: fake.address, key: fake.key, secret: fake.secret, deliversTo },
        ...given,
      }),
    hooks: () => asking(keepHooks),
    poll: () => asking(poll, true),
    workOff: () => asking(workOffDeliveries),
    reconcile: () => asking(reconcile),
    async load(input: { again?: boolean; since?: string } = {}) {
      const { workId } = await publisher.call(operations.load, { id, ...input })
      const data = { companyId: publisher.company.id, runId: workId }
      await runWork(backstage, [loadWork] as never, { data, signal: new AbortController().signal })
      return workId
    },
    leave: () => leave(backstage, { data: where, attempt: 1 }),
    state: () => publisher.within(ctx => stateOf(ctx, id)),
    health: async () => (await publisher.call(operations.health, undefined))[0]!,
    ...seenIn(rows),
    async close() {
      await door.close()
      await fake.close()
    },
  }
}

type Rows = <T extends Record<string, unknown>>(statement: SQL) => Promise<T[]>

/** What is here of the shop. */
const seenIn = (rows: Rows) => ({
  orders: () =>
    rows<{ externalId: string; state: string; status: string; invoiceId: string | null; gone: boolean }>(sql`
      select external_id as "externalId", state, status, invoice_id as "invoiceId", gone_at is not null as gone
      from shop_orders where ${MINE} order by external_id::bigint`),
  deliveries: () =>
    rows<{ topic: string; externalId: string; done: boolean }>(sql`
      select topic, external_id as "externalId", done_at is not null as done from shop_deliveries where ${MINE} order by id`),
  events: async () =>
    (await rows<{ code: string }>(sql`select code from shop_events where ${MINE} order by id`)).map(({ code }) => code),
  jobs: async () =>
    (await rows<{ name: string }>(sql`select name from job_requests where ${MINE} order by id`)).map(
      ({ name }) => name,
    ),
  mails: () =>
    rows<{ to: string; subject: string; text: string }>(sql`
      select "to", subject, text from messages where ${MINE} and purpose = 'shops.alert' order by id`),
  /** Documents, payments and purchases: what must never be twice. */
  made: async () =>
    (
      await rows<{ documents: number; payments: number; purchases: number; cents: number }>(sql`
        select (select count(*)::int from invoices where ${MINE} and source like 'shop:%') as documents,
          (select count(*)::int from payments where ${MINE}) as payments,
          (select count(*)::int from purchases where ${MINE}) as purchases,
          (select coalesce(sum(gross_cents), 0)::int from invoices where ${MINE}) as cents`)
    )[0]!,
})

const MINE = sql`company_id = current_setting('app.company_id')::uuid`
