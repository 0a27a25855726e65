import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { messagingOperations } from '../messaging/operations.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { partnerOf } from './actions/partners.ts'
import { takeOrders } from './actions/take-order.ts'
import { receivedOrdersOperations as received } from './operations/received.ts'
import { anExchangeOrder } from './testing/documents.ts'
import { twoSites } from './testing/sites.ts'

const NO_SERVER = 2525
let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

/** The centre, with an order that Calvi sent; `code` is that of its line. */
async function anOrderAtTheCentre(code = 'CASS-20') {
  const { centre, customerId } = await twoSites(database, NO_SERVER)
  const given = anExchangeOrder({ number: 'CF-2026-00042' })
  const order = { ...given, lines: given.lines.slice(0, 1).map(line => ({ ...line, code, gtin: '' })) }
  const [taken] = await centre.within(async ctx =>
    takeOrders(ctx, [{ partner: (await partnerOf(ctx, customerId))!, order, edition: 1, sha256: 'a' }]),
  )
  const id = taken!.orderId!
  const told = async () => {
    const { rows } = await centre.call(messagingOperations.messages.list, { limit: 10, purpose: 'exchange.answer' })
    return rows.map(({ to }) => to)
  }
  return { ...centre, id, told }
}

describe('X-47 an order of a partner', () => {
  it('is accepted as it stands, which the partner is told', async () => {
    const { call, id, told } = await anOrderAtTheCentre()
    expect(await call(received.get, { id })).toMatchObject({
      ...{ partner: 'Distribution de Calvi', number: 'CF-2026-00042', edition: 1, answered: null, canAnswer: true },
    })
    const after = await call(received.answer, { id, answer: 'accepted' })
    expect(['accepted', 'changed']).toContain(after!.answered)
    expect(await told()).toEqual(['commandes@calvi.example'])
  })

  it('is refused with a reason: cancelled here, and the partner is told once', async () => {
    const { call, id, told } = await anOrderAtTheCentre()
    await expect(call(received.answer, { id, answer: 'refused' })).rejects.toMatchObject({ code: 'exchange.sayWhy' })
    await call(received.answer, { id, answer: 'refused', note: 'Épuisé' })
    expect(await call(orders.get, { id })).toMatchObject({ state: 'cancelled', cancelledReason: 'Épuisé' })
    expect(await call(received.get, { id })).toMatchObject({ answered: 'refused' })
    expect(await told()).toEqual(['commandes@calvi.example'])
    await expect(call(received.answer, { id, answer: 'accepted' })).rejects.toMatchObject({
      code: 'exchange.settleFirst',
    })
  })

  it('tells the partner when it is cancelled from its own card', async () => {
    const { call, id, told } = await anOrderAtTheCentre()
    await call(orders.cancel, { id, reason: 'Doublon' })
    expect(await call(received.get, { id })).toMatchObject({ answered: 'refused' })
    expect(await told()).toHaveLength(1)
  })

  it('with a line that nobody knows is settled before it is accepted, and is refused rather than deleted', async () => {
    const { call, id } = await anOrderAtTheCentre('INCONNU')
    await expect(call(received.answer, { id, answer: 'accepted' })).rejects.toMatchObject({
      code: 'exchange.settleFirst',
    })
    await expect(call(orders.discard, { id })).rejects.toMatchObject({ code: 'exchange.receivedStays' })
    await call(received.answer, { id, answer: 'refused', note: 'Inconnu' })
    expect(await call(received.get, { id })).toMatchObject({ answered: 'refused' })
  })

  it('is none of a partner when a clerk wrote it', async () => {
    const { centre, customerId, theirs: productId } = await twoSites(database, NO_SERVER)
    const { call } = centre
    const { id } = await call(orders.create, { partyId: customerId, lines: [{ productId, quantity: 1 }] })
    expect(await call(received.get, { id })).toBeNull()
    await expect(call(received.answer, { id, answer: 'accepted' })).rejects.toMatchObject({
      code: 'exchange.notReceived',
    })
  })
})
