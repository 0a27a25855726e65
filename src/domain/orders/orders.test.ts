import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { documentById } from '../invoicing/queries/document.ts'
import { aParty } from '../parties/factory.ts'
import { deliveriesOperations as deliveries } from './operations/deliveries.ts'
import { ordersOperations as orders } from './operations.ts'
import { aTrader, textLine } from './testing/trader.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 20)
})
afterAll(() => database.close())

const TODAY = '2026-06-03'
const workshop = () => aTrader(database, TODAY)
type Workshop = Awaited<ReturnType<typeof workshop>>

const table = (quantity = 3, unitCents = 10_000) => textLine('Table', quantity, unitCents)
const order = (of: Workshop, more: object = {}) => of.order({ lines: [table(), textLine('Chaise', 2, 2550)], ...more })
const left = async (of: Workshop, id: string) =>
  (await of.call(orders.get, { id })).lines.map(({ leftCount }) => leftCount)

describe('An order', () => {
  it('is numbered by kind and year, counted as its invoice would be, and waits', async () => {
    const of = await workshop()
    const made = await order(of, { deliverOn: '2026-06-20', theirReference: 'BC 12' })
    expect(made).toMatchObject({
      number: 'CC-2026-00001',
      serial: 1,
      state: 'open',
      status: 'en attente',
      netCents: 35_100,
      vatCents: 7020,
      grossCents: 42_120,
      deliverOn: '2026-06-20',
      theirReference: 'BC 12',
    })
    const supplierId = await of.within(ctx =>
      aParty(ctx, { kind: 'organisation', legalName: 'STAUBER', isSupplier: true }),
    )
    expect(await of.call(orders.create, { kind: 'supplier', partyId: supplierId, lines: [table()] })).toMatchObject({
      number: 'CF-2026-00001',
      status: 'validée',
    })
  })

  it('SUI-28 A duplicate bears [DPL], and waits like a new one', async () => {
    const of = await workshop()
    const first = await order(of)
    const twin = await of.call(orders.duplicate, { id: first.id })
    expect(twin).toMatchObject({
      isDuplicate: true,
      duplicateOf: first.number,
      number: 'CC-2026-00002',
      status: 'en attente',
    })
    expect(twin.grossCents).toBe(first.grossCents)
  })

  it('SUI-28 A status may be empty', async () => {
    const of = await workshop()
    const { id } = await order(of)
    await of.call(orders.setStatus, { id, statusId: null })
    expect(await of.call(orders.get, { id })).toMatchObject({ statusId: null, statusKey: null, status: '' })
  })

  it('is edited unless somebody changed it meanwhile, and keeps the lines that were delivered', async () => {
    const of = await workshop()
    const made = await order(of)
    const [first] = made.lines
    await of.call(deliveries.prepare, { lines: [{ orderLineId: first!.id, quantity: 2 }], done: true })
    const { revision } = await of.call(orders.get, { id: made.id })
    const edit = (lines: object[], as = revision) =>
      of.call(orders.edit, {
        id: made.id,
        revision: as,
        partyId: of.customerId,
        priceBasis: 'net',
        lines: lines as never,
      })
    await expect(edit([{ ...table(1), id: first!.id }])).rejects.toMatchObject({ code: 'orders.lineDelivered' })
    await expect(edit([table(9)])).rejects.toMatchObject({ code: 'orders.lineDelivered' })
    await expect(edit([{ ...table(5), id: first!.id }], 1)).rejects.toMatchObject({ code: 'record.changedMeanwhile' })
    const edited = await edit([
      { ...table(1, 500), label: 'Vis' },
      { ...table(5), id: first!.id },
    ])
    expect(edited.lines.map(({ label, leftCount, position }) => [position, label, leftCount])).toEqual([
      [1, 'Vis', 1],
      [2, 'Table', 3],
    ])
  })

  it('is cancelled with a reason as long as nothing of it was delivered', async () => {
    const of = await workshop()
    const made = await order(of)
    const delivery = await of.call(deliveries.prepare, { orderIds: [made.id], done: true })
    await expect(of.call(orders.cancel, { id: made.id, reason: 'Client parti' })).rejects.toMatchObject({
      code: 'orders.partlyDelivered',
    })
    await of.call(deliveries.cancel, { id: delivery.id, reason: 'Mauvais camion' })
    expect(await of.call(orders.cancel, { id: made.id, reason: 'Client parti' })).toMatchObject({
      state: 'cancelled',
      status: 'annulée',
    })
    await expect(of.call(deliveries.prepare, { orderIds: [made.id] })).rejects.toMatchObject({
      code: 'orders.cancelled',
    })
  })

  it('that is a draft is neither delivered nor followed until it is confirmed', async () => {
    const of = await workshop()
    const draft = await order(of, { confirmed: false })
    await expect(of.call(deliveries.prepare, { orderIds: [draft.id] })).rejects.toMatchObject({
      code: 'orders.notConfirmed',
    })
    expect(await of.call(orders.confirm, { id: draft.id })).toMatchObject({ state: 'open', confirmedOn: TODAY })
    await expect(of.call(orders.discard, { id: draft.id })).rejects.toMatchObject({ code: 'orders.alreadyConfirmed' })
  })
})

describe('A delivery', () => {
  it('X-50 of a part says so in the status, and of all of it too', async () => {
    const of = await workshop()
    const { id, lines } = await order(of)
    await of.call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!.id, quantity: 1 }], done: true })
    expect(await of.call(orders.get, { id })).toMatchObject({ state: 'part-delivered', status: 'expédiée en partie' })
    expect(await left(of, id)).toEqual([2, 2])
    await of.call(deliveries.prepare, { orderIds: [id], done: true })
    expect(await of.call(orders.get, { id })).toMatchObject({ state: 'delivered', status: 'expédiée' })
    await expect(of.call(deliveries.prepare, { orderIds: [id] })).rejects.toMatchObject({ code: 'orders.nothingLeft' })
  })

  it('promises nothing twice while it is prepared', async () => {
    const of = await workshop()
    const { id, lines } = await order(of)
    const prepared = await of.call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!.id, quantity: 2 }] })
    expect(await of.call(orders.get, { id })).toMatchObject({ state: 'open' })
    await expect(
      of.call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!.id, quantity: 2 }] }),
    ).rejects.toMatchObject({
      code: 'orders.moreThanLeft',
      data: { values: { left: 1 } },
    })
    await of.call(deliveries.discard, { id: prepared.id })
    await of.call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!.id, quantity: 3 }] })
  })

  it('is invoiced with others, once, and its parts sum to the line', async () => {
    const of = await workshop()
    const { id, lines } = await order(of, { lines: [{ ...table(3, 3333), discountCents: 100 }] })
    const one = () => of.call(deliveries.prepare, { lines: [{ orderLineId: lines[0]!.id, quantity: 1 }], done: true })
    const [a, b, c] = [await one(), await one(), await one()]
    const [first] = await of.call(deliveries.invoice, { ids: [a.id] })
    const [rest, ...more] = await of.call(deliveries.invoice, { ids: [b.id, c.id], issue: true })
    expect([more, rest!.number]).toEqual([[], 'FA-2026-000001'])
    const nets = await of.within(async ctx =>
      (await Promise.all([first!, rest!].map(({ id: invoice }) => documentById(ctx, invoice)))).map(
        found => found!.netCents,
      ),
    )
    expect(nets[0]! + nets[1]!).toBe((await of.call(orders.get, { id })).netCents)
    await expect(of.call(deliveries.invoice, { ids: [b.id] })).rejects.toMatchObject({
      code: 'orders.deliveryInvoiced',
    })
    await expect(of.call(deliveries.cancel, { id: b.id, reason: 'Non' })).rejects.toMatchObject({
      code: 'orders.deliveryInvoiced',
    })
  })
})
