import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { deliveriesOperations as deliveries } from '../orders/operations/deliveries.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { stagesOperations } from './operations/stages.ts'
import { trackingOperations as tracking } from './operations.ts'
import { aWorkshop } from './testing/workshop.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 20)
})
afterAll(() => database.close())

const workshop = () => aWorkshop(database)

describe('Following an order', () => {
  it('SUI-6 SUI-7 A company begins with the eight stages of the document and their messages', async () => {
    const of = await workshop()
    expect((await of.stages()).map(({ nameFr, kind, sending }) => [nameFr, kind, sending])).toEqual([
      ['En attente', 'normal', 'none'],
      ['Prise en charge', 'normal', 'none'],
      ['Découpage', 'normal', 'none'],
      ['Assemblage', 'normal', 'ask'],
      ['Emballage', 'normal', 'ask'],
      ['Livraison', 'normal', 'none'],
      ['Terminée', 'final', 'none'],
      ['Annulée', 'cancelled', 'none'],
    ])
  })

  it('SUI-29 A new order is at the first stage, and a draft at none', async () => {
    const of = await workshop()
    const { id, number } = await of.order()
    await of.order({ confirmed: false })
    const { rows } = await of.call(tracking.list, {})
    expect(rows).toMatchObject([
      { id, number, stage: 'En attente', previousId: null, status: 'en attente', lateness: null },
    ])
    expect(await of.history(id)).toEqual([['first', 'En attente', '']])
  })

  it('is listed by its promised day, also when that is changed or taken away, and comes last without one', async () => {
    const of = await workshop()
    const promised = async (deliverOn?: string) => (await of.order(deliverOn ? { deliverOn } : {})).id
    const [none, late, soon] = [await promised(), await promised('2026-07-01'), await promised('2026-06-10')]
    const listed = async () => (await of.call(tracking.list, { sort: 'deliverOn' })).rows.map(({ id }) => id)
    expect(await listed()).toEqual([soon, late, none])
    const rewrite = async (id: string, deliverOn?: string) => {
      const { revision, partyId } = await of.call(orders.get, { id })
      const lines = [{ productId: null, label: 'Table', quantity: 1, unitCents: 10_000, vatRateBps: 2000 }]
      await of.call(orders.edit, { id, revision, partyId, lines, ...(deliverOn ? { deliverOn } : {}) })
    }
    await rewrite(late!, '2026-06-05')
    await rewrite(soon!)
    expect(await listed()).toEqual([late, none, soon])
  })

  it('SUI-14 SUI-22 The next arrow moves it on, and the history says so', async () => {
    const of = await workshop()
    const { id } = await of.order()
    await of.call(tracking.next, { id })
    expect(await of.call(tracking.next, { id })).toMatchObject({ stage: 'Découpage', enteredBy: expect.any(String) })
    expect(await of.history(id)).toEqual([
      ['first', 'En attente', ''],
      ['next', 'Prise en charge', ''],
      ['next', 'Découpage', ''],
    ])
  })

  it('SUI-15 SUI-23 The way back asks for a comment, and keeps it', async () => {
    const of = await workshop()
    const { id } = await of.order()
    await of.call(tracking.next, { id })
    await expect(of.call(tracking.previous, { id })).rejects.toMatchObject({ code: 'tracking.commentMissing' })
    await of.call(tracking.previous, { id, comment: 'Il manque le plan' })
    expect((await of.history(id)).at(-1)).toEqual(['back', 'En attente', 'Il manque le plan'])
    await expect(of.call(tracking.previous, { id, comment: 'Encore' })).rejects.toMatchObject({
      code: 'tracking.endOfLine',
    })
  })

  it('X-56 A jump forward marks the stages it passes', async () => {
    const of = await workshop()
    const { id } = await of.order()
    await of.moveTo(id, 'Assemblage')
    expect((await of.history(id)).slice(1)).toEqual([
      ['skipped', 'Prise en charge', ''],
      ['skipped', 'Découpage', ''],
      ['next', 'Assemblage', ''],
    ])
  })

  it('SUI-8 SUI-9 X-53 The final stage takes it off the list and sets the status; going back restores it', async () => {
    const of = await workshop()
    const { id } = await of.order()
    await of.moveTo(id, 'Terminée')
    expect((await of.call(tracking.list, {})).rows).toEqual([])
    expect((await of.call(tracking.list, { all: true })).rows).toMatchObject([{ id, status: 'terminée', nextId: null }])
    await of.moveTo(id, 'Livraison', 'Un pied manque')
    expect((await of.call(tracking.list, {})).rows).toMatchObject([{ id, stage: 'Livraison', status: 'en attente' }])
  })

  it('X-50 An order at Livraison with the status expédiée is on the list', async () => {
    const of = await workshop()
    const { id } = await of.order()
    await of.moveTo(id, 'Livraison')
    await of.call(deliveries.prepare, { orderIds: [id], done: true })
    expect((await of.call(tracking.list, {})).rows).toMatchObject([{ id, stage: 'Livraison', status: 'expédiée' }])
  })

  it('X-53 It does not come back when a delivery left because it was finished', async () => {
    const of = await workshop()
    const { id } = await of.order()
    await of.moveTo(id, 'Terminée')
    const { number } = await of.call(deliveries.prepare, { orderIds: [id], done: true })
    await expect(of.moveTo(id, 'Livraison', 'Erreur')).rejects.toMatchObject({
      code: 'tracking.deliveredSince',
      data: { values: { number } },
    })
  })

  it('X-51 Cancelling it cancels the order, whichever is done, and takes a reason', async () => {
    const of = await workshop()
    const [one, other] = [await of.order(), await of.order()]
    await expect(of.moveTo(one.id, 'Annulée')).rejects.toMatchObject({ code: 'tracking.commentMissing' })
    await of.moveTo(one.id, 'Annulée', 'Client parti')
    await of.call(orders.cancel, { id: other.id, reason: 'Doublon' })
    for (const [id, why] of [
      [one.id, 'Client parti'],
      [other.id, 'Doublon'],
    ] as const) {
      expect(await of.call(orders.get, { id })).toMatchObject({
        state: 'cancelled',
        cancelledReason: why,
        status: 'annulée',
      })
      expect((await of.history(id)).at(-1)).toEqual(['cancel', 'Annulée', why])
    }
    await of.moveTo(one.id, 'Découpage', 'Il revient')
    await of.moveTo(other.id, 'Découpage', 'Ce n’était pas un doublon')
    for (const { id } of [one, other])
      expect(await of.call(orders.get, { id })).toMatchObject({ state: 'open', status: 'en attente' })
  })

  it('SUI-10 SUI-11 SUI-12 It has a colour by its promised day, and none without', async () => {
    const of = await workshop()
    for (const deliverOn of ['2026-06-30', '2026-06-08', undefined]) await of.order({ deliverOn })
    const late = await of.order({ deliverOn: '2026-06-02', orderedOn: '2026-05-01' })
    const { rows } = await of.call(tracking.list, {})
    expect(rows.map(({ lateness }) => lateness)).toEqual(['right', 'attention', null, 'urgent'])
    expect((await of.call(tracking.list, { lateness: 'urgent' })).rows.map(({ id }) => id)).toEqual([late.id])
    expect((await of.call(tracking.count, { lateness: 'right' })).count).toBe(1)
  })

  it('SUI-17 SUI-18 is found by who works on it, and by its stage', async () => {
    const of = await workshop()
    const [mine] = [await of.order(), await of.order()]
    await of.call(tracking.assign, { id: mine.id, assignedTo: 'VG' })
    await of.call(tracking.next, { id: mine.id })
    const found = async (filters: object) => (await of.call(tracking.list, filters)).rows.map(({ id }) => id)
    expect(await found({ assignedTo: 'VG' })).toEqual([mine.id])
    expect(await found({ stageId: await of.idOf('Prise en charge') })).toEqual([mine.id])
  })

  it('tells who comes second who moved it where, and loses no move', async () => {
    const of = await workshop()
    const { id } = await of.order()
    const fromStageId = await of.idOf('En attente')
    const both = await Promise.allSettled([1, 2].map(() => of.call(tracking.next, { id, fromStageId })))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find(one => one.status === 'rejected')!
    expect(refused).toMatchObject({
      reason: { code: 'tracking.movedMeanwhile', data: { values: { stage: 'Prise en charge' } } },
    })
    expect(await of.history(id)).toHaveLength(2)
  })

  it('takes a move of a device without network once', async () => {
    const of = await workshop()
    const { id } = await of.order()
    const move = { id, onceKey: 'tablette-1', movedWith: 'workshop' as const }
    await of.call(tracking.next, move)
    expect(await of.call(tracking.next, move)).toMatchObject({ stage: 'Prise en charge' })
  })
})

describe('The stages', () => {
  it('SUI-1 SUI-3 are set by the company, in its order and words', async () => {
    const of = await workshop()
    await of.stages()
    const said = (await of.stages()).map(({ position: _, count: _count, ...stage }) => stage)
    const [waiting, ...rest] = said
    const gravure = { ...waiting!, id: undefined, nameFr: 'Gravure', colour: '#112233' }
    const saved = await of.call(stagesOperations.save, {
      stages: [waiting!, gravure, ...rest.filter(({ nameFr }) => nameFr !== 'Découpage')],
    })
    expect(saved.map(({ nameFr }) => nameFr)).toEqual([
      'En attente',
      'Gravure',
      'Prise en charge',
      'Assemblage',
      'Emballage',
      'Livraison',
      'Terminée',
      'Annulée',
    ])
    const { id } = await of.order()
    expect(await of.call(tracking.next, { id })).toMatchObject({ stage: 'Gravure' })
    await expect(of.call(stagesOperations.save, { stages: said })).rejects.toMatchObject({
      code: 'tracking.stageInUse',
    })
  })
})
