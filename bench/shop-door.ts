// What shops send by themselves, kept before the 200: deliveries a second and their CPU, against the same server that keeps
// nothing and against a bare INSERT of the same rows.
import { createHash, createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import pg from 'pg'
import { aCompany } from '../src/domain/accounts/factory.ts'
import { sealKey } from '../src/domain/shops/actions/keys.ts'
import { createShop } from '../src/domain/shops/actions/shops.ts'
import { mountHookDoor } from '../src/domain/shops/clients/hook-door.ts'
import { fakeOrders } from '../src/domain/shops/testing/fake-orders.ts'
import { newId } from '../src/platform/db/database.ts'
import { sealWith } from '../src/platform/mail/seal.ts'
import { benchCpu } from './cpu.ts'
import { benchWorld } from './world.ts'

const COUNT = Number(process.env.BENCH_DELIVERIES ?? 5000)
const AT_ONCE = 16
const SECRET = 'the secret of the bench'

sealWith('a secret that every bench may know')
const { database, owner, stop } = await benchWorld()
const cpu = await benchCpu(owner)
const { company, within } = await aCompany(database)
const shopId = await within(ctx => createShop(ctx, { name: 'Boutique', kind: 'woocommerce' }))
await owner.query('update shops set sealed_hook_secret = $3 where company_id = $1 and id = $2', [
  company.id,
  shopId,
  sealKey({ companyId: company.id, id: shopId }, 'hook', SECRET),
])

const app = Fastify()
mountHookDoor(app, database)
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
app.post('/nothing', (_request, reply) => reply.code(200).send())
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as AddressInfo
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

const bodies = [...fakeOrders({ count: COUNT })].map(order => {
  const body = Buffer.from(JSON.stringify(order))
  return { id: String(order.id), body, signature: createHmac('sha256', SECRET).update(body).digest('base64') }
})
type Sent = (typeof bodies)[number]

const post = (path: string, { body, signature }: Sent) =>
  new Promise<number>((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-wc-webhook-topic': 'order.updated',
      'x-wc-webhook-signature': signature,
    }
    request({ port, path, method: 'POST', agent, headers }, response => {
      response.resume()
      response.on('end', () => resolve(response.statusCode!))
    })
      .on('error', reject)
      .end(body)
  })

async function measured(what: string, send: (sent: Sent) => Promise<number>) {
  const waiting = [...bodies]
  const before = cpu()
  const begun = performance.now()
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      if ((await send(next)) !== 200) throw new Error(`${what}: not kept`)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  const seconds = (performance.now() - begun) / 1000
  const after = cpu()
  const server = (spent: ReturnType<typeof cpu>) => spent.postgres + spent.upkeep // connections end meanwhile
  const [node, postgres] = [(after.node - before.node) / COUNT, (server(after) - server(before)) / COUNT]
  console.log(
    `${what}: ${Math.round(COUNT / seconds)} a second, ${node.toFixed(2)} ms of node and ${postgres.toFixed(2)} ms of PostgreSQL each`,
  )
  return node + postgres
}

const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 10, options: '-c search_path=public' })
const insert = async ({ id, body }: Sent) => {
  await pool.query(
    `insert into shop_deliveries (company_id, id, shop_id, topic, external_id, sha256, body) values ($1, $2, $3, 'bare', $4, $5, $6)`,
    [company.id, newId(), shopId, id, createHash('sha256').update(body).digest('hex'), body.toString()],
  )
  return 200
}

await measured('first, to warm up', sent => post('/nothing', sent))
const nothing = await measured('answered, nothing kept', sent => post('/nothing', sent))
const kept = await measured('kept, then answered', sent => post(`/hooks/shops/${company.id}/${shopId}`, sent))
const bare = await measured('bare INSERT', insert)
const { rows } = await owner.query(
  `select count(*)::int as kept from shop_deliveries where company_id = $1 and topic = 'order.updated'`,
  [company.id],
)
console.log(
  `kept ${rows[0].kept} of ${COUNT}; to keep one is ${((kept - nothing) / bare).toFixed(1)} times a bare INSERT`,
)
agent.destroy()
await pool.end()
await app.close()
await stop()
