// Pages of the orders of shops of a large company, in order, narrowed and searched.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { benchPages, pageAfter } from './pages.ts'
import { BIG, benchWorld, SUBSCRIPTIONS } from './world.ts'

const ORDERS = Number(process.env.BENCH_SHOP_ORDERS ?? 100_000)
const SHOP = '00000000-0000-7000-d000-000000000001'

const cases = {
  'first page': '',
  'deep page': pageAfter('-orderedAt', '2025-01-01 00:00:00+00', `00000000-0000-7000-d001-${'0'.repeat(12)}`),
  'one shop': `shopId=${SHOP}`,
  'a month': 'orderedFrom=2025-03-01&orderedTo=2025-03-31',
  quarantined: 'state=quarantined',
  'one reason': 'reason=numberTaken',
  'search, number': `search=${Math.round(ORDERS / 3)}`,
  'search, beginning of numbers': 'search=777',
  'search, frequent name': 'search=martin',
  'search, name and first name': 'search=petit%20marie',
  'search, who bought nothing': 'search=abandon%2042',
  'search, mail': 'search=client777@example.org',
  'search, nobody': 'search=zzyzx',
}

const world = await benchWorld()
const filled = join(world.dataDir, `shop-orders-${ORDERS}`)
if (!existsSync(filled)) {
  await fill(world.owner)
  writeFileSync(filled, '')
}
console.log(`${ORDERS.toLocaleString('en')} orders of shops in one company; pages of 50; target < 5 ms\n`)
await benchPages(
  world,
  'shops.read',
  Object.fromEntries(Object.entries(cases).map(([name, query]) => [name, `shop-orders?${query}`])),
)
await world.stop()

/** Orders of two years; one in ten bought nothing, one in a thousand is in quarantine. */
async function fill(owner: pg.Client) {
  await owner.query(
    `insert into shops (company_id, id, name, kind, created_by, updated_by) values ($1, $2, 'Boutique', 'woocommerce', 'VG', 'VG')`,
    [BIG, SHOP],
  )
  await owner.query('insert into shop_states (company_id, id) values ($1, $2)', [BIG, SHOP])
  await owner.query(
    `insert into shop_orders (company_id, id, shop_id, external_id, number, status, ordered_at, modified_at, total_cents, buyer_name,
        document, sha256, state, reason, customer_id, taken_at, created_by, updated_by)
      select $1, ('00000000-0000-7000-d001-' || lpad(to_hex(n), 12, '0'))::uuid, $2, n::text, n::text, case when sold then 'completed' else 'failed' end,
        at, at, 6400, case when sold then p.last_name || ' ' || p.first_name else 'Abandon ' || n end, repeat('x', 1500), n::text,
        case when n % 1000 = 1 then 'quarantined' when sold then 'taken' else 'not-sold' end, case when n % 1000 = 1 then 'numberTaken' end,
        case when sold then p.id end, at, 'VG', 'VG'
      from generate_series(1, $3) n
      cross join lateral (select n % 10 > 0 as sold, '2024-01-01'::timestamptz + make_interval(mins => n * 10) as at) o
      join parties p on p.company_id = $1 and p.id = ('00000000-0000-7000-8000-' || lpad(to_hex(1 + n::bigint * 7919 % $4), 12, '0'))::uuid`,
    [BIG, SHOP, ORDERS, SUBSCRIPTIONS],
  )
  await owner.query('vacuum (analyze) shop_orders')
}
