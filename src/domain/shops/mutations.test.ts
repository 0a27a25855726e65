import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { shopNamed } from './actions/shops.ts'
import { takeAll } from './actions/take.ts'
import { readOrder } from './formats/woocommerce.ts'
import { figureWords } from './labels/figures.ts'
import { figuresOf } from './rules/figures.ts'
import { chance, fakeOrders } from './testing/fake-orders.ts'
import { mutated } from './testing/mutations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const documents = [...fakeOrders({ count: 200, stepSeconds: 90_000 })]
const random = chance(20_261_122)
const mutant = () => mutated(random, random.of(documents), 1 + random.below(3))

describe('W-28 documents that anything may have happened to', () => {
  it('are read or refused with a reason, ten thousand of them, and what is read comes to its total', () => {
    let understood = 0
    for (let at = 0; at < 10_000; at++) {
      const read = readOrder(mutant())
      if ('fault' in read) {
        expect(read.fault.code).toMatch(/^[a-zA-Z]+$/)
        continue
      }
      understood++
      const { lines, discounts } = figuresOf(read.document, figureWords.fr)
      const gross = (rows: typeof lines) => rows.reduce((sum, { amounts }) => sum + amounts.grossCents, 0)
      expect(gross(lines) - gross(discounts)).toBe(read.document.totalCents)
    }
    expect(understood).toBeGreaterThan(2000)
    expect(understood).toBeLessThan(9000)
  })

  it('are taken or kept, and none by halves', async () => {
    const { within } = await aPublisher(database, { today: '2026-11-22', constraints, reactions })
    const shop = await within(ctx => shopNamed(ctx, 'Boutique'))
    const given = Array.from({ length: 600 }, () => ({ document: mutant() }))
    const counts = await takeAll(within, shop, given)
    expect(counts.unequal).toBe(0)
    expect(counts.taken).toBeGreaterThan(50)
    expect(counts.quarantined).toBeGreaterThan(50)
    expect(await within(halves)).toEqual({ sold: 0, quarantined: 0, payments: 0, lines: 0, orphans: 0 })
  })
})

/** Whatever of an order would be there without the rest. */
async function halves({ db, company }: Ctx) {
  const mine = sql`${company.id}::uuid`
  const { rows } = await db.execute(sql`
    select
      (select count(*) from shop_orders o left join invoices i on i.company_id = ${mine} and i.id = o.invoice_id and i.gross_cents = o.total_cents
        where o.company_id = ${mine} and o.state = 'taken' and i.id is null) as sold,
      (select count(*) from shop_orders o where o.company_id = ${mine} and o.state = 'quarantined' and exists (
        select from invoices i where i.company_id = ${mine} and i.source_reference = o.external_id) and o.invoice_id is null) as quarantined,
      (select count(*) from payments p where p.company_id = ${mine} and p.cents > 0 and not exists (select from shop_orders o
        where o.company_id = ${mine} and o.external_id = p.source_reference and o.invoice_id is not null)) as payments,
      (select count(*) from shop_order_lines l join shop_orders o on o.company_id = ${mine} and o.id = l.order_id
        where l.company_id = ${mine} and o.invoice_id is null) as lines,
      (select count(*) from invoices i where i.company_id = ${mine} and i.kind = 'invoice' and i.source like 'shop:%' and not exists (
        select from shop_orders o where o.company_id = ${mine} and o.invoice_id = i.id)) as orphans`)
  return rows[0]
}
