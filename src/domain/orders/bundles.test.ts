import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { catalogOperations } from '../catalog/operations.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { aParty } from '../parties/factory.ts'
import { writeOrders } from './actions/write.ts'
import { ordersOperations as orders } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

/** A publisher that sells a magazine and an issue as one, and a customer's order of two of them after a line of text. */
async function bundled() {
  const of = await aPublisher(database, { constraints, reactions, today: '2023-08-31' })
  const components = ['ABO-A112', 'NUM-5'].map(code => ({ productId: of.products.get(code)! }))
  const head = { code: 'DUO', label: 'Une revue et un numéro', kind: 'bundle' as const, priceCents: 4801 }
  const bundle = await of.call(catalogOperations.products.create, { ...head, components, startsOn: '2023-01-01' })
  const partyId = await of.within(ctx => aParty(ctx))
  const text = { productId: null, label: 'Carte de vœux', quantity: 1, unitCents: 200, vatRateBps: 2000 }
  const made = await of.call(orders.create, { partyId, lines: [text, { productId: bundle.id, quantity: 2 }] })
  type Made = typeof made
  /** The order as it is typed again from what was read, with other lines when they are said. */
  const edit = ({ id, revision, lines: read }: Made, lines: object[] = read.map(asTyped)) =>
    of.call(orders.edit, { id, revision, partyId, lines: lines as never })
  return { ...of, bundle, made, edit, partyId }
}

type Line = { id: string; productId: string | null; label: string; quantity: number; unitCents: number | null }
const asTyped = ({ id, productId, label, quantity, unitCents }: Line) => ({
  ...{ id, productId, label, quantity },
  ...(unitCents === null ? {} : { unitCents }),
  ...(productId === null ? { vatRateBps: 2000 } : {}),
})
const amounts = ({ lines }: { lines: { grossCents: number; bundleId: string | null; bundleGroup: number | null }[] }) =>
  lines.map(({ grossCents, bundleId, bundleGroup }) => [grossCents, bundleId !== null, bundleGroup])

describe('An order of a bundle', () => {
  it('is a line a product, and keeps its bundle and its price when it is written anew', async () => {
    const { made, edit } = await bundled()
    expect(amounts(made)).toEqual([
      [200, false, null],
      [7592, true, 2],
      [2010, true, 2],
    ])
    const edited = await edit(made)
    expect(amounts(edited)).toEqual(amounts(made))
    expect(edited.lines.map(({ id }) => id)).toEqual(made.lines.map(({ id }) => id))
    expect(edited.grossCents).toBe(200 + 2 * 4801)
  })

  it('keeps them apart from a bundle that is added, and their part of the price when fewer are wanted', async () => {
    const { made, edit, bundle } = await bundled()
    const parts = made.lines.slice(1).map(line => ({ ...asTyped(line), quantity: 1 }))
    const edited = await edit(made, [...parts, { productId: bundle.id }])
    expect(amounts(edited)).toEqual([
      [3796, true, 1],
      [1005, true, 1],
      [3796, true, 3],
      [1005, true, 3],
    ])
  })

  it('is sold by itself once a price is typed for a part', async () => {
    const { made, edit } = await bundled()
    const [text, first, second] = made.lines.map(asTyped)
    const edited = await edit(made, [text!, { ...first, unitCents: 3000 }, second!])
    expect(amounts(edited)).toEqual([
      [200, false, null],
      [6000, false, null],
      [2010, true, 3],
    ])
  })

  it('is written once more with its bundle', async () => {
    const { made, call } = await bundled()
    expect(amounts(await call(orders.duplicate, { id: made.id }))).toEqual(amounts(made))
  })

  it('keeps the amounts that an order brought from elsewhere', async () => {
    const { within, call, edit, partyId } = await bundled()
    const brought = { vatCategory: 'S' as const, vatRateBps: 2000, netCents: 1001, vatCents: 199, grossCents: 1200 }
    const line = { productId: null, label: 'Lot', quantity: 3, amounts: brought }
    const [written] = await within(ctx => writeOrders(ctx, [{ kind: 'customer', partyId, lines: [line] }]))
    const edited = await edit(await call(orders.get, { id: written!.id }))
    expect(edited).toMatchObject({ netCents: 1001, vatCents: 199, grossCents: 1200 })
  })
})
