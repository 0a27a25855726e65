import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { deliveriesOperations as deliveries } from './operations/deliveries.ts'
import { ordersOperations as orders } from './operations.ts'
import type { OrderState } from './rules/state.ts'
import { aTrader, textLine } from './testing/trader.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

type Workshop = Awaited<ReturnType<typeof aTrader>>
type Act = (of: Workshop, orderId: string) => Promise<unknown>

const line = (quantity: number, id?: string) => ({ id, ...textLine('Table', quantity) })
const order = (of: Workshop, quantities = [3, 2]) => of.order({ lines: quantities.map(quantity => line(quantity)) })
const get = (of: Workshop, id: string) => of.call(orders.get, { id })

type Said = { due: number; delivered: number; state: OrderState }
type Head = { dueCount: number; deliveredCount: number; state: OrderState }

/** What the lines and the deliveries of an order say, and where it stands by that: the rule in other words. */
async function saidByLines(of: Workshop, id: string): Promise<Said> {
  const { lines, cancelledOn, confirmedOn, closedOn } = await get(of, id)
  const sum = (one: (line: (typeof lines)[number]) => number) => lines.reduce((total, each) => total + one(each), 0)
  const [due, delivered] = [sum(({ quantity, givenUp }) => quantity - givenUp), sum(each => each.deliveredCount)]
  const going = delivered === 0 ? 'open' : delivered >= due ? 'delivered' : 'part-delivered'
  const state = cancelledOn ? 'cancelled' : !confirmedOn ? 'draft' : closedOn ? 'closed' : going
  return { due, delivered, state }
}

async function keptOf({ db, company }: Ctx, id: string): Promise<Said> {
  const { rows } = await db.execute<Head>(sql`
    select due_count as "dueCount", delivered_count as "deliveredCount", state from orders where company_id = ${company.id} and id = ${id}`)
  const { dueCount, deliveredCount, state } = rows[0]!
  return { due: dueCount, delivered: deliveredCount, state }
}

const lineOf = async (of: Workshop, id: string, at: number) => {
  const { lines } = await get(of, id)
  return lines[at % lines.length]!
}
const notesOf = async (of: Workshop, id: string) => (await get(of, id)).deliveries.filter(each => !each.cancelledOn)

/** What people do with an order, in any order of time; much of it is refused, and then changes nothing. */
const ACTS: Record<string, (at: number, quantity: number) => Act> = {
  deliver: (at, quantity) => async (of, id) =>
    of.call(deliveries.prepare, { lines: [{ orderLineId: (await lineOf(of, id, at)).id, quantity }], done: true }),
  prepare: (at, quantity) => async (of, id) =>
    of.call(deliveries.prepare, { lines: [{ orderLineId: (await lineOf(of, id, at)).id, quantity }] }),
  finish: at => async (of, id) => {
    const waiting = (await notesOf(of, id)).filter(({ doneAt }) => doneAt === null)
    return waiting[at] && of.call(deliveries.done, { id: waiting[at].id })
  },
  takeBack: at => async (of, id) => {
    const notes = await notesOf(of, id)
    return notes[at] && of.call(deliveries.cancel, { id: notes[at].id, reason: 'Erreur' })
  },
  giveUp: (at, quantity) => async (of, id) => {
    const { id: orderLineId } = await lineOf(of, id, at)
    return of.call(orders.giveUp, { id, reason: 'Plus de bois', lines: [{ orderLineId, quantity: quantity - 1 }] })
  },
  rewrite: (at, quantity) => async (of, id) => {
    const { lines, revision, partyId } = await get(of, id)
    const kept = lines.map((one, n) => line(n === at ? quantity : one.quantity, one.id))
    return of.call(orders.edit, { id, revision, partyId, priceBasis: 'net', lines: [...kept, line(1)] })
  },
  close: () => (of, id) => of.call(orders.close, { id }),
  reopen: () => (of, id) => of.call(orders.reopen, { id }),
  cancel: () => (of, id) => of.call(orders.cancel, { id, reason: 'Client parti' }),
}

const anAct = fc
  .tuple(fc.constantFrom(...Object.keys(ACTS)), fc.nat(2), fc.integer({ min: 1, max: 4 }))
  .map(([name, at, quantity]) => ({ name, at, quantity }))

describe('What is due and delivered of an order', () => {
  it('is kept on it as its lines and deliveries say, whatever is done', async () => {
    const of = await aTrader(database)
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 4, maxLength: 14 }), async acts => {
        const { id } = await order(of)
        for (const { name, at, quantity } of acts) {
          await ACTS[name]!(at, quantity)(of, id).catch((refused: { code?: string }) => {
            expect(refused.code, name).toMatch(/^orders\./)
          })
          expect(await of.within(ctx => keptOf(ctx, id)), name).toEqual(await saidByLines(of, id))
        }
      }),
      { numRuns: 15 },
    )
  })

  it('finds orders by their state, and counts them', async () => {
    const of = await aTrader(database)
    const [part, all, none] = [await order(of, [3]), await order(of, [1]), await order(of, [2])]
    for (const { lines } of [part, all])
      await of.call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!.id, quantity: 1 }], done: true })
    for (const [state, { id }] of [
      ['part-delivered', part],
      ['delivered', all],
      ['open', none],
    ] as const) {
      expect((await of.call(orders.list, { state })).rows).toMatchObject([{ id, state }])
      expect(await of.call(orders.count, { state })).toEqual({ count: 1 })
    }
  })

  it('finds orders by their promised day, and by none those without one', async () => {
    const of = await aTrader(database)
    const promised = async (deliverOn?: string) => (await of.order(deliverOn ? { deliverOn } : {})).id
    const [none, soon, late] = [await promised(), await promised('2026-06-10'), await promised('2026-07-01')]
    const found = async (filters: object) =>
      (await of.call(orders.list, { sort: 'deliverOn', ...filters })).rows.map(({ id }) => id)
    expect(await found({})).toEqual([soon, late, none])
    expect(await found({ deliverFrom: '2026-06-10' })).toEqual([soon, late])
    expect(await found({ deliverFrom: '2026-06-11', deliverTo: '2026-07-01' })).toEqual([late])
    expect(await found({ deliverTo: '2026-06-30' })).toEqual([soon])
  })

  it('leaves no more given up than is still to come when less is ordered', async () => {
    const of = await aTrader(database)
    const made = await order(of, [10])
    const orderLineId = made.lines[0]!.id
    await of.call(deliveries.prepare, { lines: [{ orderLineId, quantity: 4 }], done: true })
    const { revision } = await of.call(orders.giveUp, { id: made.id, reason: 'Plus de bois' })
    const said = { id: made.id, revision, partyId: of.customerId, priceBasis: 'net' as const }
    const edited = await of.call(orders.edit, { ...said, lines: [line(8, orderLineId)] })
    expect(edited.lines).toMatchObject([{ quantity: 8, givenUp: 4, deliveredCount: 4, leftCount: 0 }])
    expect(edited.state).toBe('delivered')
  })

  it('leaves the status that somebody gave an order when it is written anew and nothing was delivered', async () => {
    const of = await aTrader(database)
    const { id, lines } = await order(of)
    await of.call(orders.setStatus, { id, statusId: null })
    const { revision } = await get(of, id)
    const said = { id, revision, partyId: of.customerId, priceBasis: 'net' as const }
    const edited = await of.call(orders.edit, { ...said, lines: [line(7, lines[0]!.id)] })
    expect(edited).toMatchObject({ statusId: null, state: 'open' })
  })
})
