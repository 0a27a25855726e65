// Which of many shops are to be asked now: one statement over the shops of all companies, whatever their number.

import type { Backstage } from '../src/domain/long-work/actions.ts'
import { claimDue } from '../src/domain/shops/actions/due.ts'
import { benchCpu } from './cpu.ts'
import { benchWorld } from './world.ts'

const SHOPS = Number(process.env.BENCH_SHOPS ?? 10_000)
const { database, owner, stop } = await benchWorld()
const cpu = await benchCpu(owner)
const backstage = { database } as Backstage

await owner.query(`delete from shop_states where id in (select id from shops where name = 'Bench')`)
await owner.query(`delete from shops where name = 'Bench'`)
await owner.query(
  `insert into companies (id, slug, name) select ('00000000-0000-7000-8001-' || lpad(to_hex(n), 12, '0'))::uuid, 'shop-' || n, 'Shop ' || n
   from generate_series(1, ${SHOPS}) n on conflict do nothing`,
)
await owner.query(
  `insert into shops (company_id, id, name, kind, created_by, updated_by) select id, id, 'Bench', 'woocommerce', 'VG', 'VG' from companies where slug like 'shop-%'`,
)
await owner.query(
  `insert into shop_states (company_id, id, due_at) select company_id, id, now() + interval '1 hour' from shops where name = 'Bench'`,
)
await owner.query('vacuum analyze shop_states')

async function claimed(what: string, due: number, limit: number) {
  await owner.query(
    `update shop_states set due_at = now() - interval '1 minute' where id in (select id from shops where name = 'Bench' order by id limit ${due})`,
  )
  const before = cpu()
  const begun = performance.now()
  let [found, statements] = [0, 0]
  for (;;) {
    const some = await claimDue(backstage, 'answering', limit)
    statements++
    found += some.length
    if (some.length < limit) break
  }
  const ms = performance.now() - begun
  const after = cpu()
  const spent = after.postgres + after.upkeep - before.postgres - before.upkeep // each claim has a connection of its own
  if (found !== due) throw new Error(`${found} of ${due} claimed`)
  console.log(
    `${what}: ${found} of ${SHOPS} shops claimed in ${statements} statements, ${ms.toFixed(0)} ms, ${spent} ms of CPU of PostgreSQL`,
  )
}

await claimed('none is due', 0, 64)
await claimed('a few are due', 20, 64)
await claimed('all are due, in one statement', SHOPS, SHOPS + 1)
await claimed('all are due, as a server takes them', SHOPS, 64)
await stop()
