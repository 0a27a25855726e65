import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import { insertRows } from '../../platform/db/write-rows.ts'
import type { Ctx } from '../../platform/http/context.ts'
import { aCompany } from '../accounts/factory.ts'
import { moveParty } from '../parties/actions/addresses.ts'
import { mergeParties } from '../parties/actions/merge.ts'
import { aParty } from '../parties/factory.ts'
import { addressesOf, partyCard } from '../parties/queries/party-card.ts'
import { askAbout, customersOf } from './actions/customers.ts'
import { shopNamed } from './actions/shops.ts'
import type { ShopOrder } from './rules/order.ts'
import { shopDoubts, shopOrders } from './tables.ts'
import { aLine, anOrder, aPerson } from './testing/orders.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'))
})
afterAll(() => database.close())

const odile = { honorific: '', lastName: 'Étrange', firstName: 'Odile', emails: ['odile.etrange@example.fr'] } as const
const rueDuBac = { line1: '1 rue du Bac', postcode: '75007', town: 'Paris' }
const knownOdile = (ctx: Ctx, given = {}) =>
  aParty(ctx, { ...odile, emails: [...odile.emails], addresses: [rueDuBac], ...given })

/** A company with a shop, whose orders are kept as soon as their contacts are known. */
async function aShop(today = '2026-06-01') {
  const { within, ...company } = await aCompany(database, { constraints, reactions, today })
  const shop = await within(ctx => shopNamed(ctx, 'Boutique'))
  const take = (...orders: ShopOrder[]) =>
    within(async ctx => {
      const who = await customersOf(ctx, shop, orders)
      const stamps = { createdBy: 'VG', updatedBy: 'VG' }
      const rows = orders.map(({ externalId, orderedAt }) => ({
        id: newId(),
        shopId: shop.id,
        externalId,
        orderedAt,
        document: '{}',
        sha256: externalId,
        state: 'taken' as const,
        customerId: who.get(externalId)!.customerId,
        ...stamps,
      }))
      await insertRows(ctx, shopOrders, rows)
      await askAbout(
        ctx,
        rows.map(({ id, externalId }) => ({ orderId: id, doubts: who.get(externalId)!.doubts })),
      )
      return orders.map(({ externalId }) => who.get(externalId)!)
    })
  return { ...company, within, shop, take }
}

const doubtsOf = ({ db, company }: Ctx) => db.select().from(shopDoubts).where(sql`company_id = ${company.id}`)

describe('ABO-7 the customers of a shop', () => {
  it('E5 are made once, with their names, address and numbers, however many orders they have', async () => {
    const { within, take } = await aShop()
    const billing = aPerson({ company: 'ACME <Presse> SAS', line2: 'Bât. C', phone: '06 12 34 56 78' })
    const first = anOrder({ customerId: '5', billing, vatNumber: 'FR 44 732 829 320', language: 'en' })
    const [one, other] = await take(first, anOrder({ customerId: '5', billing }))
    const [third] = await take(anOrder({ customerId: '5', billing }))
    expect(new Set([one!.customerId, other!.customerId, third!.customerId]).size).toBe(1)
    expect(await within(ctx => partyCard(ctx, one!.customerId))).toMatchObject({
      kind: 'organisation',
      legalName: 'ACME <Presse> SAS',
      lastName: 'Étrange',
      honorific: '',
      emails: ['odile.etrange@example.fr'],
      phones: ['06 12 34 56 78'],
      vatNumber: 'FR44732829320',
      siren: '732829320',
      language: 'en',
      isCustomer: true,
      addresses: [{ purpose: 'billing', line1: '1 rue du Bac', line2: 'Bât. C', postcode: '75007', country: 'FR' }],
    })
  })

  it('W-18 are found by their mail in any capitals, whoever entered them', async () => {
    const { within, take } = await aShop()
    const id = await within(ctx => knownOdile(ctx, { addresses: [] }))
    const [who] = await take(anOrder({ billing: aPerson({ email: 'Odile.ETRANGE@example.FR', postcode: '69001' }) }))
    expect(who).toMatchObject({ customerId: id, doubts: [] })
  })

  it('E5 are found by name, postcode and town where there is no mail', async () => {
    const { within, take } = await aShop()
    const id = await within(ctx => knownOdile(ctx, { emails: [] }))
    const [who, other] = await take(
      anOrder({ billing: aPerson({ email: '', lastName: 'ETRANGE' }) }),
      anOrder({ billing: aPerson({ email: '', lastName: 'ETRANGE', town: 'Lyon', postcode: '69001' }) }),
    )
    expect(who).toMatchObject({ customerId: id, doubts: [] })
    expect(other!.customerId).not.toBe(id)
  })

  it('E5 are found by name and postcode among more of that name than are all looked at', async () => {
    const { within, take } = await aShop()
    const ids = await within(async ctx => {
      const made: string[] = []
      for (let at = 0; at < 130; at++) {
        const lived = { line1: '1 rue du Bac', postcode: `${13_000 + at}`, town: 'Marseille' }
        made.push(await knownOdile(ctx, { emails: [], addresses: [lived] }))
      }
      return made.sort()
    })
    const last = await within(ctx => partyCard(ctx, ids.at(-1)!))
    const { postcode } = last!.addresses[0]!
    const [who] = await take(anOrder({ billing: aPerson({ email: '', postcode, town: 'Marseille' }) }))
    expect(who).toMatchObject({ customerId: ids.at(-1), doubts: [] })
  })

  it('E5 are new, and asked about, when another has their mail; the order is not held up', async () => {
    const { within, take } = await aShop()
    const id = await within(ctx => knownOdile(ctx, { firstName: 'Agnès', lastName: 'Œuvrard' }))
    const [who] = await take(anOrder())
    expect(who!.customerId).not.toBe(id)
    expect(await within(doubtsOf)).toMatchObject([{ partyId: who!.customerId, candidateId: id, why: 'mail' }])
    const [again] = await take(anOrder())
    expect(again).toMatchObject({ customerId: who!.customerId, doubts: [] })
  })

  it('CIR-19 are followed to the contact they were merged into', async () => {
    const { within, take } = await aShop()
    const [who] = await take(anOrder({ customerId: '5' }))
    const kept = await within(async ctx => {
      const kept = await aParty(ctx, { lastName: 'Autre' })
      await mergeParties(ctx, kept, who!.customerId, [])
      return kept
    })
    const [byId, byMail] = await take(anOrder({ customerId: '5' }), anOrder())
    expect([byId!.customerId, byMail!.customerId]).toEqual([kept, kept])
  })

  it('L-18 do not come back once they were forgotten', async () => {
    const { within, take } = await aShop()
    const order = anOrder({ customerId: '5' })
    const [who] = await take(order)
    await within(({ db, company }) =>
      db.execute(
        sql`update parties set erased_on = '2026-01-01', emails = '{}', last_name = '', first_name = '', legal_name = 'Contact effacé', sort_name = 'X'
          where company_id = ${company.id} and id = ${who!.customerId}`,
      ),
    )
    const shop = await within(ctx => shopNamed(ctx, 'Boutique'))
    const again = await within(ctx => customersOf(ctx, shop, [order]))
    expect(again.get(order.externalId)).toMatchObject({ customerId: who!.customerId, doubts: [] })
    expect(await within(ctx => partyCard(ctx, who!.customerId))).toMatchObject({ emails: [], lastName: '' })
    const [later] = await take(anOrder({ customerId: '5' }))
    expect(later!.customerId).not.toBe(who!.customerId)
  })

  it('W-18 whom nothing names are one contact, whom only a mail names are called by it', async () => {
    const { within, take } = await aShop()
    const nothing = { firstName: '', lastName: '', line1: '', postcode: '', town: '', country: '' }
    const blank = aPerson({ ...nothing, email: '' })
    const [one, other, mail] = await take(
      anOrder({ billing: blank }),
      anOrder({ billing: blank }),
      anOrder({ billing: aPerson({ ...nothing, email: 'parti@example.fr' }) }),
    )
    expect(one!.customerId).toBe(other!.customerId)
    expect(await within(ctx => partyCard(ctx, one!.customerId))).toMatchObject({
      lastName: 'Client sans nom (Boutique)',
      addresses: [],
    })
    expect(await within(ctx => partyCard(ctx, mail!.customerId))).toMatchObject({ lastName: 'parti' })
  })
})

describe('W-19 whom an order is for', () => {
  it('is another contact when another is shipped to, made once', async () => {
    const { within, take } = await aShop()
    const shipping = aPerson({ firstName: 'Hélène', line1: '8 rue du Château', email: '' })
    const [one, other] = await take(anOrder({ shipping }), anOrder({ shipping }))
    expect(one!.recipientId).toBe(other!.recipientId)
    expect(one!.recipientId).not.toBe(one!.customerId)
    expect(await within(ctx => partyCard(ctx, one!.recipientId!))).toMatchObject({
      firstName: 'Hélène',
      isCustomer: false,
      addresses: [{ purpose: 'billing', line1: '8 rue du Château' }],
    })
  })

  it('is the customer, at its shipping address, when it lives there; and whom a line names', async () => {
    const { within, take } = await aShop()
    const lines = [aLine({ externalId: '7', recipient: { firstName: 'Hélène', lastName: 'Martin' } })]
    const [who] = await take(anOrder({ lines, shipping: aPerson({ line1: '8 rue du Château', email: '' }) }))
    expect(who).toMatchObject({ recipientId: null })
    expect(await within(ctx => addressesOf(ctx, who!.customerId))).toMatchObject([
      { purpose: 'billing', line1: '1 rue du Bac' },
      { purpose: 'shipping', line1: '8 rue du Château' },
    ])
    expect(await within(ctx => partyCard(ctx, who!.byLine.get('7')!))).toMatchObject({ lastName: 'Martin' })
  })
})

describe('E5 where known contacts live', () => {
  const at = (orderedAt: string, line1: string, customerId = '5') =>
    anOrder({ customerId, orderedAt, billing: aPerson({ line1 }) })
  const streets = (all: Awaited<ReturnType<typeof addressesOf>>) =>
    all.map(({ line1, validFrom, validTo, state }) => [line1, validFrom, validTo, state])

  it('is what their newest order says, from its day on, in whatever order they come', async () => {
    const expected = [
      ['3 rue C', '2026-03-02', null, 'current'],
      ['2 rue B', '2026-02-01', '2026-03-01', 'past'],
      ['1 rue A', null, '2026-01-31', 'past'],
    ]
    const [a, b, c] = [at('2026-01-01T09:00:00Z', '1 rue A'), at('2026-02-01T09:00:00Z', '2 rue B')].concat(
      at('2026-03-01T23:30:00Z', '3 rue C'),
    ) as [ShopOrder, ShopOrder, ShopOrder]
    const together = await aShop()
    const [who] = await together.take(c, a, b)
    expect(streets(await together.within(ctx => addressesOf(ctx, who!.customerId)))).toEqual(expected)
    const apart = await aShop()
    const [one] = await apart.take(a)
    await apart.take(b)
    await apart.take(c)
    expect(streets(await apart.within(ctx => addressesOf(ctx, one!.customerId)))).toEqual(expected)
    await apart.take(at('2025-12-01T09:00:00Z', '0 rue Z'))
    expect(streets(await apart.within(ctx => addressesOf(ctx, one!.customerId)))).toEqual(expected)
  })

  it('is what the shop corrected on their last order, not on one before', async () => {
    const { within, take, shop } = await aShop()
    const [before, last] = [at('2026-01-01T09:00:00Z', '1 rue A'), at('2026-02-01T09:00:00Z', '2 rue B')]
    const [who] = await take(before, last)
    const again = (order: ShopOrder, line1: string) =>
      within(ctx =>
        customersOf(ctx, shop, [{ ...order, modifiedAt: '2026-02-03T09:00:00Z', billing: aPerson({ line1 }) }]),
      )
    await again(before, '8 rue Z')
    await again(last, '2 bis rue B')
    const [current] = await within(async ctx => streets(await addressesOf(ctx, who!.customerId)))
    expect(current).toEqual(['2 bis rue B', '2026-02-03', null, 'current'])
  })

  it('stays what a clerk typed, until they order again after that', async () => {
    const { within, take } = await aShop('2026-06-01')
    const [who] = await take(at('2026-01-01T09:00:00Z', '1 rue A'))
    await within(ctx =>
      moveParty(ctx, who!.customerId, {
        purpose: 'billing',
        line1: '9 rue du Guichet',
        postcode: '75007',
        town: 'Paris',
      }),
    )
    await take(at('2026-02-01T09:00:00Z', '2 rue B'))
    const current = () => within(async ctx => streets(await addressesOf(ctx, who!.customerId))[0])
    expect(await current()).toEqual(['9 rue du Guichet', '2026-06-01', null, 'current'])
    await take(at(Temporal.Now.instant().add({ hours: 1 }).toString(), '3 rue C'))
    expect((await current())![0]).toBe('3 rue C')
  })
})

it('E5 takes the contacts of five hundred orders in a handful of statements', async () => {
  const { within, shop } = await aShop()
  const orders = Array.from({ length: 500 }, (_, at) =>
    anOrder({
      customerId: String(at % 400),
      billing: aPerson({ lastName: `Nom ${at % 400}`, email: `${at % 400}@b.fr` }),
    }),
  )
  await within(async ctx => {
    let statements = 0
    const db = new Proxy(ctx.db, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (name === 'execute' || name === 'select' || name === 'insert') statements++
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const who = await customersOf({ ...ctx, db }, shop, orders)
    expect(new Set([...who.values()].map(({ customerId }) => customerId)).size).toBe(400)
    expect(statements).toBeLessThan(12)
  })
})
