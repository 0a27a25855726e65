import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { addressesOperations } from '../parties/operations/addresses.ts'
import { aPublisher } from './factory.ts'
import { dispatchOperations, shipmentsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const paris = { line1: '7 rue des Marronniers', postcode: '75011', town: 'Paris' }

/** Somebody in Paris who subscribed before the first issues; where each run sent it. */
async function aSubscriber() {
  const publisher = await aPublisher(database, { constraints, reactions })
  const { customerId } = await publisher.sell('ABO-A224', '2022-05-01', {
    to: { lastName: 'Dupont', addresses: [paris] },
  })
  const sentTo = async (issue: string, on: string) => {
    const run = await publisher.call(dispatchOperations.run, { issue, on })
    const { rows } = await publisher.call(shipmentsOperations.list, { runId: run.id })
    return rows.map(({ town }) => town)
  }
  const shown = async (issue: string) =>
    (await publisher.call(dispatchOperations.recipients, { issue })).rows.map(({ town }) => town)
  return { ...publisher, customerId, sentTo, shown }
}

describe('a subscriber who moves', () => {
  it('CIR-16 from an issue on gets older issues where they went before, whatever the order of the runs', async () => {
    const { call, customerId: id, sentTo, shown } = await aSubscriber()
    await call(addressesOperations.move, {
      id,
      purpose: 'billing',
      line1: '2 place Bellecour',
      town: 'Lyon',
      issuesFrom: '2023-05-01',
    })
    expect([await shown('4'), await shown('5'), await shown('6')]).toEqual([['Paris'], ['Lyon'], ['Lyon']])
    expect(await sentTo('5', '2023-08-31')).toEqual(['Lyon'])
    expect(await sentTo('4', '2023-08-31')).toEqual(['Paris'])
  })

  it('CIR-16 for a period gets what leaves meanwhile there, and the rest at home', async () => {
    const { call, customerId: id, sentTo } = await aSubscriber()
    await call(addressesOperations.move, {
      id,
      purpose: 'temporary',
      line1: '1 quai du Port',
      town: 'Toulon',
      validFrom: '2023-09-01',
      validTo: '2023-09-30',
    })
    expect(await sentTo('4', '2023-08-31')).toEqual(['Paris'])
    expect(await sentTo('5', '2023-09-30')).toEqual(['Toulon'])
    expect(await sentTo('6', '2023-10-01')).toEqual(['Paris'])
  })

  it('CIR-16 on a day gets what left before at the old address; copies that go elsewhere than bills follow the shipping one', async () => {
    const { call, customerId: id, sentTo } = await aSubscriber()
    await call(addressesOperations.move, { id, purpose: 'shipping', line1: '1 rue A', town: 'Nantes' })
    await call(addressesOperations.move, {
      id,
      purpose: 'shipping',
      line1: '9 rue B',
      town: 'Rennes',
      validFrom: '2023-09-15',
    })
    expect(await sentTo('4', '2023-09-14')).toEqual(['Nantes'])
    expect(await sentTo('5', '2023-09-15')).toEqual(['Rennes'])
  })
})
