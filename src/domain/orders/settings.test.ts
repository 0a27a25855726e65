import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import {
  orderNaturesOperations as natures,
  resourcesOperations as resources,
  orderSettingsOperations as settings,
  orderStatusesOperations as statuses,
} from './operations/settings.ts'
import { ordersOperations as orders } from './operations.ts'
import { DEFAULT_PATTERNS, patternsFault } from './rules/patterns.ts'
import { aTrader } from './testing/trader.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const workshop = () => aTrader(database)
const lines = [{ productId: null, label: 'Table', unitCents: 100, vatRateBps: 2000 }]

describe('Statuses of orders', () => {
  it('SUI-24 are words of the company over fixed meanings: renamed, put in order, added', async () => {
    const of = await workshop()
    const before = await of.call(statuses.all, {})
    expect(before.map(({ nameFr }) => nameFr)).toEqual([
      ...['en attente', 'acceptée', 'en cours', 'expédiée en partie', 'expédiée', 'facturée', 'terminée', 'annulée'],
    ])
    const [waiting, accepted, ...rest] = before
    const { id } = await of.call(orders.create, { partyId: of.customerId, lines })
    const after = await of.call(statuses.save, {
      statuses: [
        { ...accepted!, nameFr: 'en attente' },
        { ...waiting!, nameFr: 'acceptée', nameEn: '' },
        { key: 'in-progress', nameFr: 'à l’atelier' },
        ...rest,
      ],
    })
    expect(after.slice(0, 3).map(({ key, nameFr }) => [key, nameFr])).toEqual([
      ['accepted', 'en attente'],
      ['waiting', 'acceptée'],
      ['in-progress', 'à l’atelier'],
    ])
    expect(await of.call(orders.get, { id })).toMatchObject({ status: 'acceptée', statusKey: 'waiting' })
  })

  it('are put away when they are left out, and kept by the orders that have them', async () => {
    const of = await workshop()
    const { id } = await of.call(orders.create, { partyId: of.customerId, lines })
    const [waiting, ...rest] = await of.call(statuses.all, {})
    const after = await of.call(statuses.save, { statuses: rest })
    expect(after.at(-1)).toEqual({ ...waiting, active: false })
    expect(await of.call(orders.get, { id })).toMatchObject({ status: 'en attente' })
    const { statusId } = await of.call(orders.create, { partyId: of.customerId, lines })
    expect(statusId).toBeNull()
  })

  it('refuses two of one name, and one of other orders', async () => {
    const of = await workshop()
    const own = await of.call(statuses.all, {})
    const named = { key: 'waiting' as const, nameFr: own[1]!.nameFr }
    await expect(of.call(statuses.save, { statuses: [...own, named] })).rejects.toMatchObject({
      code: 'orders.statusNameTaken',
      data: { field: 'statuses.8.nameFr' },
    })
    const [theirs] = await of.call(statuses.all, { kind: 'supplier' })
    await expect(of.call(statuses.save, { statuses: [theirs!] })).rejects.toMatchObject({
      code: 'orders.unknownStatus',
    })
  })
})

describe('Natures and resources', () => {
  it('SUI-20 are named once, renamed, and put away', async () => {
    const of = await workshop()
    const nature = await of.call(natures.create, { name: 'AUTRE' })
    await expect(of.call(natures.create, { name: 'AUTRE' })).rejects.toMatchObject({ code: 'orders.natureTaken' })
    await of.call(natures.update, { id: nature.id, name: 'Divers', revision: nature.revision })
    await expect(
      of.call(natures.update, { id: nature.id, active: false, revision: nature.revision }),
    ).rejects.toMatchObject({ code: 'record.changedMeanwhile' })
    await of.call(natures.update, { id: nature.id, active: false })
    expect(await of.call(natures.all, {})).toEqual([])
    expect(await of.call(natures.all, { includeUnused: true })).toMatchObject([{ name: 'Divers', active: false }])
  })

  it('X-54 are the machine that orders are filtered by', async () => {
    const of = await workshop()
    const saw = await of.call(resources.create, { name: 'Scie' })
    await of.call(resources.create, { name: 'Paul', kind: 'person' })
    await expect(of.call(resources.create, { name: 'Scie' })).rejects.toMatchObject({ code: 'orders.resourceTaken' })
    const { id } = await of.call(orders.create, { partyId: of.customerId, resourceId: saw.id, lines })
    await of.call(orders.create, { partyId: of.customerId, lines })
    const { rows } = await of.call(orders.list, { resourceId: saw.id })
    expect(rows).toMatchObject([{ id, resource: 'Scie' }])
    expect(await of.call(resources.update, { id: saw.id, kind: 'place' })).toMatchObject({ kind: 'place' })
  })
})

describe('Numbers of orders', () => {
  it('follow the patterns of the company, and go on when these change', async () => {
    const of = await workshop()
    await of.call(orders.create, { partyId: of.customerId, lines })
    await of.call(settings.change, { customer: 'CDE{yy}-{n:4}' })
    expect(await of.call(orders.create, { partyId: of.customerId, lines })).toMatchObject({ number: 'CDE26-0002' })
    expect((await of.call(orders.list, { number: 'CDE26-0002' })).rows).toHaveLength(1)
    await expect(of.call(settings.change, { receipt: 'X' })).rejects.toMatchObject({ code: 'orders.patternInvalid' })
  })

  it('are never those of another kind', () => {
    expect(patternsFault(DEFAULT_PATTERNS)).toBeUndefined()
    expect(patternsFault({ ...DEFAULT_PATTERNS, supplier: 'cc-{yy}-{n:6}' })).toEqual({
      code: 'orders.patternsAlike',
      field: 'supplier',
    })
  })
})
