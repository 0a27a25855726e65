import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { changeParty } from '../parties/actions.ts'
import { aPublisher } from './factory.ts'
import { leftOutOperations } from './operations/left-out.ts'
import { postalOperations } from './operations/postal.ts'
import { runLifeOperations } from './operations/run-life.ts'
import { dispatchOperations, runsOperations, shipmentsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const place = {
  purpose: 'billing',
  line1: '',
  line2: '',
  line3: '',
  postcode: '42000',
  town: '',
  country: 'FR',
} as const

/** A run of issue 5 for Claire, who has an address, and Denis, who gave none. */
async function aRun() {
  const one = await aPublisher(database, { constraints, reactions })
  const claire = { ...place, line1: '12, rue de l’Église', town: 'Saint-Étienne' }
  await one.sell('ABO-A112', '2023-05-01', { to: { lastName: 'Claire', addresses: [claire] } })
  const { customerId: denis } = await one.sell('ABO-A112', '2023-05-01', { to: { lastName: 'Denis', addresses: [] } })
  const { id } = await one.call(dispatchOperations.run, { issue: '5' })
  const lines = async () => (await one.call(shipmentsOperations.list, { runId: id })).rows
  const state = async () => (await one.call(runsOperations.get, { id })).state
  return { ...one, id, denis, lines, state, his: (await lines())[1]! }
}

describe('an envelope without street and town', () => {
  it('M-2 keeps its run from being signed off, and is named', async () => {
    const { call, id, his, denis } = await aRun()
    expect(await call(runLifeOperations.check, { id })).toMatchObject({
      missingCount: 0,
      unaddressedCount: 1,
      unaddressed: [{ id: his.id, number: his.number, recipientId: denis, name: expect.stringContaining('Denis') }],
    })
    await expect(call(runLifeOperations.signOff, { id, withUnowed: true })).rejects.toMatchObject({
      code: 'dispatch.withoutAddress',
      data: { values: { count: 1, who: expect.stringContaining('Denis') } },
    })
  })

  it('M-11 takes the repaired address before hand-over: files made before are forgotten, the run is to be signed off', async () => {
    const { call, within, id, his, denis, lines, state } = await aRun()
    await within(ctx => changeParty(ctx, denis, { addresses: [{ ...place, line1: '3 quai Sud', town: 'Lyon' }] }))
    expect(await call(runLifeOperations.readdress, { id, shipmentIds: [his.id] })).toEqual({ id, changedCount: 1 })
    expect((await lines()).map(({ line1, town }) => [line1, town])).toEqual([
      ['12, rue de l’Église', 'Saint-Étienne'],
      ['3 quai Sud', 'Lyon'],
    ])
    await call(runLifeOperations.signOff, { id })
    await within(ctx => changeParty(ctx, denis, { addresses: [{ ...place, line1: '4 quai Nord', town: 'Lyon' }] }))
    await call(runLifeOperations.readdress, { id, shipmentIds: [his.id] })
    expect(await state()).toBe('to-sign-off')
    await call(runLifeOperations.signOff, { id })
    expect(await call(runLifeOperations.readdress, { id, shipmentIds: [his.id] })).toEqual({ id, changedCount: 0 })
    expect(await state()).toBe('signed-off')
  })

  it('M-11 keeps what the mailing house has: after hand-over nothing is readdressed', async () => {
    const { call, within, id, his, denis } = await aRun()
    await within(ctx => changeParty(ctx, denis, { addresses: [{ ...place, line1: '3 quai Sud', town: 'Lyon' }] }))
    await call(runLifeOperations.readdress, { id, shipmentIds: [his.id] })
    await call(runLifeOperations.signOff, { id })
    await call(runLifeOperations.handOver, { id })
    await expect(call(runLifeOperations.readdress, { id, shipmentIds: [his.id] })).rejects.toMatchObject({
      code: 'dispatch.cannotUndo',
    })
  })

  it('M-2 leaves the run with a reason, which is said among those not in it; without one they wait again', async () => {
    const { call, id, his, state } = await aRun()
    const count = async () => (await call(dispatchOperations.recipientsCount, { issue: '5' })).count
    await call(runLifeOperations.removeShipments, { id, shipmentIds: [his.id], reason: 'Sans adresse' })
    expect(await count()).toBe(0)
    await call(runLifeOperations.signOff, { id })
    expect(await state()).toBe('signed-off')
    await call(leftOutOperations.takeBack, { purchaseIds: [his.purchaseId], issueId: his.issueId })
    expect(await count()).toBe(1)
  })
})

describe('an address that only breaks the standard', () => {
  it('L-20 is counted, and its run can be signed off knowingly', async () => {
    const one = await aPublisher(database, { constraints, reactions })
    const short = { ...place, line1: '1 rue Haute', postcode: '4200', town: 'Saint-Étienne' }
    await one.sell('ABO-A112', '2023-05-01', { to: { lastName: 'Abel', addresses: [short] } })
    const { id } = await one.call(dispatchOperations.run, { issue: '5' })
    expect(await one.call(postalOperations.run, { id, limit: 1 })).toMatchObject({ count: 1 })
    expect(await one.call(runLifeOperations.check, { id })).toMatchObject({ unaddressedCount: 0 })
    await one.call(runLifeOperations.signOff, { id })
  })
})
