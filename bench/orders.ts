// Pages of the open orders of a large company, in every order, narrowed and searched.
import { benchPages, pageAfter } from './pages.ts'
import { BIG, benchWorld, SUBSCRIPTIONS } from './world.ts'

const ORDERS = Number(process.env.BENCH_ORDERS ?? 100_000)
const world = await benchWorld()

const uuid = (kind: string, number: string) =>
  `('00000000-0000-7000-${kind}-' || lpad(to_hex(${number}), 12, '0'))::uuid`
const NOBODY = `00000000-0000-7000-c001-${'0'.repeat(12)}`

/** Two lines each; a fifth is delivered in part. Of the people of the bench, as many as there are. */
async function fill() {
  const { rows } = await world.owner.query(`select from orders where company_id = '${BIG}' limit 1`)
  if (rows.length > 0) return
  const steps = [
    `insert into order_statuses (company_id, id, kind, key, position, name_fr, created_by, updated_by)
      select '${BIG}', ${uuid('c000', 'n')}, 'customer', 'waiting', n, 'statut ' || n, 'VG', 'VG' from generate_series(1, 8) n`,
    `insert into resources (company_id, id, kind, name, created_by, updated_by)
      select '${BIG}', ${uuid('c000', 'n')}, 'machine', 'machine ' || n, 'VG', 'VG' from generate_series(1, 20) n`,
    `insert into orders (company_id, id, kind, number, serial, party_id, ordered_on, deliver_on, owner, status_id, resource_id,
        net_cents, vat_cents, gross_cents, confirmed_on, due_count, delivered_count, created_by, updated_by)
      select '${BIG}', ${uuid('c001', 'n')}, 'customer', 'CC-2026-' || lpad(n::text, 6, '0'), n, ${uuid('8000', `1 + (n * 7919::bigint) % ${SUBSCRIPTIONS}`)},
        '2026-01-01'::date + n % 300, case when n % 5 > 0 then '2026-11-01'::date + n % 90 end, (array['VG','AB','CD','EF'])[1 + n % 4],
        ${uuid('c000', '1 + n % 8')}, ${uuid('c000', '1 + n % 20')}, 30000, 6000, 36000, '2026-01-01'::date + n % 300, 6, case when n % 5 = 0 then 1 else 0 end, 'VG', 'VG'
      from generate_series(1, ${ORDERS}) n`,
    `insert into order_lines (company_id, id, order_id, position, label, quantity, unit_cents, vat_rate_bps, net_cents, vat_cents, gross_cents)
      select '${BIG}', ${uuid('c002', 'n * 2 + p')}, ${uuid('c001', 'n')}, p, 'Table', 3, 5000, 2000, 15000, 3000, 18000
      from generate_series(1, ${ORDERS}) n, generate_series(1, 2) p`,
    `insert into deliveries (company_id, id, kind, number, party_id, delivered_on, done_at, created_by, updated_by)
      select '${BIG}', ${uuid('c003', 'n')}, 'delivery', 'BL-2026-' || lpad(n::text, 6, '0'), o.party_id, o.ordered_on + 9, now(), 'VG', 'VG'
      from generate_series(5, ${ORDERS}, 5) n join orders o on o.company_id = '${BIG}' and o.id = ${uuid('c001', 'n')}`,
    `insert into delivery_lines (company_id, id, delivery_id, order_line_id, quantity)
      select '${BIG}', ${uuid('c004', 'n')}, ${uuid('c003', 'n')}, ${uuid('c002', 'n * 2 + 1')}, 1 from generate_series(5, ${ORDERS}, 5) n`,
    'analyze orders, order_lines, deliveries, delivery_lines, order_statuses, resources',
  ]
  for (const step of steps) await world.owner.query(step)
}
await fill()

const middle = String(Math.round(ORDERS / 2))
/** What is asked of the list, by what it shows. */
const cases = {
  'first page': 'orders?kind=customer',
  'deep page': `orders?kind=customer&${pageAfter('-serial', middle, NOBODY)}`,
  'first page by day': 'orders?kind=customer&sort=orderedOn',
  'first page by day promised': 'orders?kind=customer&sort=deliverOn',
  'open only': 'orders?kind=customer&state=open',
  'delivered in part only': 'orders?kind=customer&state=part-delivered',
  'how many are delivered in part': 'orders/count?kind=customer&state=part-delivered',
  'open, by day promised': 'orders?kind=customer&state=open&sort=deliverOn',
  'promised in a week': 'orders?kind=customer&deliverFrom=2026-12-01&deliverTo=2026-12-07',
  'of one person': 'orders?kind=customer&owner=AB',
  'of one status': `orders?kind=customer&statusId=00000000-0000-7000-c000-${'3'.padStart(12, '0')}`,
  'of one machine': `orders?kind=customer&resourceId=00000000-0000-7000-c000-${'3'.padStart(12, '0')}`,
  'a number as a scanner reads it': 'orders?number=CC-2026-000777',
  'search, frequent name': 'orders?kind=customer&search=martin',
  'search, rare name': 'orders?kind=customer&search=roux7f',
  'search, order number': `orders?kind=customer&search=${middle}`,
  'one order': `orders/00000000-0000-7000-c001-${Number(5000).toString(16).padStart(12, '0')}`,
  'delivery notes': 'deliveries?kind=delivery',
  'delivery notes to invoice': 'deliveries?kind=delivery&state=done',
}
console.log(`${ORDERS.toLocaleString('en')} open orders in one company among 100; pages of 50; target < 5 ms\n`)
const counted = `from orders where company_id = '${BIG}' and kind = 'customer' and state = 'part-delivered'`
await benchPages(world, 'orders.read', cases, {
  'delivered in part only': `select * ${counted} order by serial desc limit 51`,
  'how many are delivered in part': `select count(*) ${counted}`,
})
await world.stop()
