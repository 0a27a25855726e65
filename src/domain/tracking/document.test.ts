import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import { insertRows } from '../../platform/db/write-rows.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { orderNatures, resources } from '../orders/tables/settings.ts'
import { textLine } from '../orders/testing/trader.ts'
import { stageMailsOperations as templates } from './operations/mails.ts'
import { trackingOperations as tracking } from './operations.ts'
import { aWorkshop } from './testing/workshop.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 10)
})
afterAll(() => database.close())

const stamps = { createdBy: 'VG', updatedBy: 'VG' }

async function rewrite(of: Awaited<ReturnType<typeof aWorkshop>>, id: string, said: object) {
  const { revision, partyId } = await of.call(orders.get, { id })
  await of.call(orders.edit, { id, revision, partyId, lines: [textLine('Table', 1)], ...said })
}

describe('The tracking list of the document', () => {
  it('SUI-20 SUI-28 has its columns: who, nature with [DPL], references, status, stage, arrows, mail and postcode', async () => {
    const of = await aWorkshop(database)
    const natureId = newId()
    await of.within(ctx => insertRows(ctx, orderNatures, [{ id: natureId, name: 'AUTRE', ...stamps }]))
    const { id } = await of.order({ natureId, theirReference: 'BC 12' })
    await of.call(orders.duplicate, { id })
    await of.moveTo(id, 'Livraison')
    const { rows } = await of.call(tracking.list, { sort: 'serial' })
    const [row, duplicate] = rows
    expect(row).toMatchObject({
      serial: 1,
      orderedOn: '2026-06-03',
      nature: 'AUTRE',
      isDuplicate: false,
      theirReference: 'BC 12',
      status: 'en attente',
      stage: 'Livraison',
      previousId: await of.idOf('Emballage'),
      nextId: await of.idOf('Terminée'),
      templateId: null,
      postcode: expect.stringMatching(/^\d{5}$/),
    })
    expect(duplicate).toMatchObject({ serial: 2, nature: 'AUTRE', isDuplicate: true, previousId: null })
  })

  it('SUI-21 shows all orders when all are asked, finished and cancelled ones too', async () => {
    const of = await aWorkshop(database)
    const [open, done, gone] = [(await of.order()).id, (await of.order()).id, (await of.order()).id]
    await of.moveTo(done, 'Terminée')
    await of.moveTo(gone, 'Annulée', 'Client parti')
    const ids = async (asked: object) =>
      (await of.call(tracking.list, { sort: 'serial', ...asked })).rows.map(row => row.id)
    expect(await ids({})).toEqual([open])
    expect(await ids({ all: true })).toEqual([open, done, gone])
  })

  it('SUI-24 SUI-25 keeps the status of an order whose final stage names none', async () => {
    const of = await aWorkshop(database)
    await of.changeStage('Terminée', { statusId: null })
    const { id } = await of.order()
    await of.moveTo(id, 'Terminée')
    expect(await of.call(tracking.get, { id })).toMatchObject({ stage: 'Terminée', status: 'en attente' })
  })

  it('SUI-24 keeps the stage of an order whose status somebody changes, and the status of one that moves', async () => {
    const of = await aWorkshop(database)
    const { id } = await of.order()
    const { statusId } = await of.call(tracking.next, { id })
    await of.call(orders.setStatus, { id, statusId: null })
    expect(await of.call(tracking.get, { id })).toMatchObject({ stage: 'Prise en charge', statusId: null })
    await of.call(orders.setStatus, { id, statusId })
    expect(await of.call(tracking.next, { id })).toMatchObject({ stage: 'Découpage', statusId })
  })

  it('SUI-5 SUI-13 has one message or none for each stage', async () => {
    const of = await aWorkshop(database)
    const names = new Map((await of.call(templates.all, {})).map(({ id, name }) => [id, name]))
    expect(
      (await of.stages()).map(({ nameFr, templateId }) => [nameFr, names.get(templateId ?? '') ?? '<aucun>']),
    ).toEqual([
      ['En attente', '<aucun>'],
      ['Prise en charge', '<aucun>'],
      ['Découpage', '<aucun>'],
      ['Assemblage', 'Commande dispo'],
      ['Emballage', 'Envoi commande'],
      ['Livraison', '<aucun>'],
      ['Terminée', '<aucun>'],
      ['Annulée', '<aucun>'],
    ])
  })

  it('X-54 SUI-19 finds orders by their machine, be it of the order or of where it stands', async () => {
    const of = await aWorkshop(database)
    const [saw, press] = [newId(), newId()]
    await of.within(ctx =>
      insertRows(ctx, resources, [
        { id: saw, kind: 'machine', name: 'Scie', ...stamps },
        { id: press, kind: 'machine', name: 'Presse', ...stamps },
      ]),
    )
    const { id } = await of.order({ resourceId: saw })
    const found = async (resourceId: string) => (await of.call(tracking.list, { resourceId })).rows.map(row => row.id)
    expect([await found(saw), await found(press)]).toEqual([[id], []])
    await of.call(tracking.assign, { id, resourceId: press })
    expect([await found(saw), await found(press)]).toEqual([[], [id]])
    await of.call(tracking.next, { id })
    expect((await of.call(tracking.history, { id }))[0]).toMatchObject({ resource: 'Presse' })
    await rewrite(of, id, { resourceId: undefined })
    expect([await found(saw), await found(press)]).toEqual([[], [id]])
    await of.call(tracking.assign, { id, resourceId: null })
    expect([await found(saw), await found(press)]).toEqual([[], []])
    await rewrite(of, id, { resourceId: saw })
    expect([await found(saw), await found(press)]).toEqual([[id], []])
  })
})
