// Takes orders of a shop from their JSON to rows (customers, invoices, journal, books, payments, purchases), by the CPU it costs
// node and PostgreSQL, against bare SQL that writes the same rows; then memory over many more.
import { reactions } from '../src/app/reactions.ts'
import { constraints } from '../src/app/texts.ts'
import { aCompany } from '../src/domain/accounts/factory.ts'
import { anIssue, aProduct, aTitle } from '../src/domain/catalog/factory.ts'
import { aSeller } from '../src/domain/invoicing/factory.ts'
import type { GivenOrder } from '../src/domain/shops/actions/given.ts'
import { shopNamed } from '../src/domain/shops/actions/shops.ts'
import { takeAll } from '../src/domain/shops/actions/take.ts'
import { fakeOrders } from '../src/domain/shops/testing/fake-orders.ts'
import type { Ctx } from '../src/platform/http/context.ts'
import { benchCpu } from './cpu.ts'
import { benchWorld } from './world.ts'

const ORDERS = Number(process.env.BENCH_ORDERS ?? 20_000)
const MARK = ORDERS / 10

const { database, owner, stop } = await benchWorld()
const { company, within } = await aCompany(database, { today: '2026-11-20', constraints, reactions })
const shop = await within(prepare)

const cpu = await benchCpu(owner)

/** As they come over the network: parsed from text, one after the other. */
function* given(count: number): Generator<GivenOrder> {
  let at = 0
  for (const order of fakeOrders({ count, customers: Math.ceil(count / 2), stepSeconds: 600 })) {
    if (++at % MARK === 0) {
      const { heapUsed, rss } = process.memoryUsage()
      memory.push(`${Math.round(heapUsed / 1e6)}/${Math.round(rss / 1e6)}`)
    }
    yield { document: JSON.parse(JSON.stringify(withRarerNames(order))) as unknown }
  }
}
const memory: string[] = []

/** The invented review knows 140 names; a country has far more, and a hundred people of one name in a company are rare. */
function withRarerNames(order: Record<string, unknown>) {
  const billing = order.billing as Record<string, string>
  const shipping = order.shipping as Record<string, string>
  const who = Number(/\.(\d+)@/.exec(billing.email!)![1]) % 400
  const ending = String.fromCharCode(97 + (who % 20), 97 + (Math.floor(who / 20) % 20))
  const renamed = (person: Record<string, string>) =>
    person.last_name === '' ? person : { ...person, last_name: `${person.last_name}${ending}` }
  return { ...order, billing: renamed(billing), shipping: renamed(shipping) }
}

const making = cpu()
for (const one of given(ORDERS)) if (!one.document) throw new Error('no order')
const made = cpu().node - making.node // making and printing them is not taking them

memory.length = 0
const before = cpu()
const begun = performance.now()
const counts = await takeAll(within, shop, given(ORDERS))
const after = cpu()
const node = after.node - before.node - made
const postgres = after.postgres - before.postgres
const upkeep = after.upkeep - before.upkeep
const each = (ms: number) => Math.round((ORDERS / ms) * 1000)
console.log(JSON.stringify(counts))
console.log(
  `${ORDERS} orders in ${((performance.now() - begun) / 1000).toFixed(1)} s: node ${each(node)} a CPU second, PostgreSQL ${each(postgres)}, ` +
    `both together ${each(node + postgres)}, with its statistics of what it was given (${(upkeep / 1000).toFixed(1)} s) ${each(node + postgres + upkeep)}`,
)
console.log(`heap/resident memory in MB each tenth: ${memory.join(' ')}`)
for (const [how, keys] of [
  ['', false],
  [', their foreign keys looked up', true],
] as const) {
  const floor = await bare(keys)
  console.log(
    `bare SQL of the same ${floor.rows} rows${how}: ${(floor.cpu / 1000).toFixed(1)} s of CPU, ${each(floor.cpu)} orders a CPU second; ` +
      `ours ${((node + postgres) / floor.cpu).toFixed(1)} times that, its statements ${(postgres / floor.cpu).toFixed(1)} times`,
  )
}
await stop()

async function prepare(ctx: Ctx) {
  await aSeller(ctx)
  const titleId = await aTitle(ctx, { code: 'CL', name: 'La Vigie', frequency: 'monthly', firstIssueOn: '2024-01-01' })
  for (let at = 0; at < 36; at++) {
    const on = `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
    await anIssue(ctx, titleId, { ordinal: at + 1, number: String(at + 1), coverOn: on, onSaleOn: on })
  }
  for (const [code, label, priceCents] of [
    ['ABO-CL12', 'Un an', 6400],
    ['ABO-CL24', 'Deux ans', 11_800],
    ['NUM-31', 'N° 31', 750],
    ['NUM-XXX', 'Dernier numéro', 750],
  ] as const)
    await aProduct(ctx, { code, label, titleId, priceBasis: 'gross', priceCents, vatRateBps: 210 })
  return shopNamed(ctx, 'Boutique')
}

/** All rows of the company written again by bare statements, a table each, with the same indexes and, if asked, foreign keys. */
async function bare(keys: boolean) {
  const ofPostgres = () => {
    const { postgres, upkeep } = cpu() // idle connections end meanwhile
    return postgres + upkeep
  }
  const { rows: tables } = await owner.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`)
  const spent = { rows: 0, cpu: 0 }
  for (const { name } of tables) {
    await owner.query(`create table bare (like "${name}" including indexes)`)
    if (keys) await owner.query(await keysOf(name))
    const begun = ofPostgres()
    const { rowCount } = await owner.query(
      `insert into bare overriding system value select * from "${name}" where company_id = '${company.id}'`,
    )
    if (rowCount) spent.cpu += ofPostgres() - begun
    spent.rows += rowCount ?? 0
    await owner.query('drop table bare')
  }
  return { ...spent, cpu: Math.max(10, spent.cpu) }
}

async function keysOf(table: string): Promise<string> {
  const { rows } = await owner.query<{ add: string }>(
    `select 'alter table bare add ' || pg_get_constraintdef(oid) as add from pg_constraint where contype = 'f' and conrelid = $1::regclass`,
    [table],
  )
  return rows.map(({ add }) => add).join(';')
}
