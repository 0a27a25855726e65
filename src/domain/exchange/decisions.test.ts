import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aProduct } from '../catalog/factory.ts'
import { deliveriesOperations as deliveries } from '../orders/operations/deliveries.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { ownInvitation } from './actions/pairing.ts'
import { collectedOperations as collected } from './operations/collected.ts'
import { partnersOperations as partners } from './operations.ts'
import { theCentre } from './testing/centre.ts'
import { signed } from './testing/mails.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 5)
})
afterAll(() => database.close())

describe('X-46 what waits in quarantine', () => {
  it('D7, X-44 is taken once a code means a product here, with all that waited for it, at our price', async () => {
    const { call, within, taken, anOrder, state } = await theCentre(database)
    const productId = await within(ctx =>
      aProduct(ctx, {
        code: 'AUTRE',
        label: 'Poêle',
        kind: 'other',
        priceBasis: 'net',
        priceCents: 5000,
        vatRateBps: 2000,
      }),
    )
    const [first, second] = [await taken(anOrder({ code: 'poe-1' })), await taken(anOrder({ code: 'POE-1' }))]
    expect(first).toMatchObject({ state: 'quarantined', reason: 'exchange.unknownProduct', hasMail: true })
    const { id, orderId } = first
    expect(await call(collected.get, { id })).toMatchObject({ code: 'poe-1', codeLabel: 'Matériel cuisine' })
    await expect(call(collected.accept, { id })).rejects.toMatchObject({ code: 'exchange.mapFirst' })
    expect(await state(orderId!)).toBe('draft')
    const after = await call(collected.map, { id, code: 'poe-1', productId })
    expect(after).toMatchObject({ state: 'taken', code: '', hasMail: false, settledAt: expect.any(String) })
    expect(await call(orders.get, { id: orderId! })).toMatchObject({ state: 'open', netCents: 10_000 })
    expect(await call(collected.get, { id: second.id })).toMatchObject({ state: 'taken' })
    expect(await taken(anOrder({ code: 'POE-1' }))).toMatchObject({ state: 'taken' })
    await expect(call(collected.map, { id, code: 'poe-1', productId })).rejects.toMatchObject({
      code: 'exchange.alreadySettled',
    })
  })

  it('X-44 is accepted at another price, when the policy is to ask', async () => {
    const { call, customerId, taken, anOrder, state } = await theCentre(database)
    await call(partners.save, { partyId: customerId, pricePolicy: 'ask' })
    const { id, orderId, reason } = await taken(anOrder({ netCents: 15_000, vatCents: 3000 }))
    expect([reason, await state(orderId!)]).toEqual(['exchange.otherPrice', 'draft'])
    const { why, partyId } = await call(collected.get, { id })
    expect(partyId).toBe(customerId)
    expect(why.replace(/[\u00a0\u202f]/g, ' ')).toContain(
      '(pour 2, 150,00 € HT chez le partenaire, 180,00 € chez vous)',
    )
    expect(await call(collected.accept, { id })).toMatchObject({ state: 'taken', hasMail: false })
    expect(await call(orders.get, { id: orderId! })).toMatchObject({ state: 'open', netCents: 15_000 })
  })

  it('X-43 is taken as of a contact that somebody vouches for, once', async () => {
    const { call, customerId, unsigned, anOrder, told } = await theCentre(database)
    const xml = anOrder()
    const { id, orderId, reason } = await unsigned(xml)
    expect([reason, orderId]).toEqual(['exchange.unsigned', null])
    await expect(call(collected.accept, { id })).rejects.toMatchObject({ code: 'exchange.sayWhose' })
    const after = await call(collected.accept, { id, partyId: customerId })
    expect(after).toMatchObject({ state: 'taken', partner: 'Distribution de Calvi' })
    expect(await told()).toBe(1)
    const again = await unsigned(xml)
    expect(await call(collected.accept, { id: again.id, partyId: customerId })).toMatchObject({
      ...{ state: 'repeated', orderId: after.orderId },
    })
  })

  it('X-43, X-44 is settled further once somebody vouched for it: mapped, then accepted at its price', async () => {
    const { call, within, customerId, unsigned, anOrder } = await theCentre(database)
    await call(partners.save, { partyId: customerId, pricePolicy: 'ask' })
    const productId = await within(ctx =>
      aProduct(ctx, {
        ...{ code: 'AUTRE', label: 'Poêle', kind: 'other', priceBasis: 'net', priceCents: 5000, vatRateBps: 2000 },
      }),
    )
    const { id } = await unsigned(anOrder({ code: 'POE-2' }))
    const vouched = await call(collected.accept, { id, partyId: customerId })
    expect(vouched).toMatchObject({ state: 'quarantined', reason: 'exchange.unknownProduct', edition: 1 })
    const mapped = await call(collected.map, { id, code: 'POE-2', productId })
    expect(mapped).toMatchObject({ state: 'quarantined', reason: 'exchange.otherPrice', edition: 1 })
    expect(await call(collected.accept, { id })).toMatchObject({ state: 'taken', orderId: vouched.orderId })
    expect(await call(orders.get, { id: vouched.orderId! })).toMatchObject({ state: 'open', netCents: 18_000 })
    const { rows } = await within(({ db, company }) =>
      db.execute<{ told: boolean }>(sql`
        select bool_or("to"::text like '%vouched%' and "from"::text not like '%vouched%') as told from audit_entries
        where company_id = ${company.id} and record_id = ${id}`),
    )
    expect(rows[0]!.told).toBe(true)
  })

  it('is never vouched for when one of its signatures tells that it was changed', async () => {
    const { call, customerId, from, key, take, anOrder } = await theCentre(database)
    const [document, signature] = await signed('CF', Buffer.from(anOrder()), from, key)
    const edited = { ...document!, content: String(document!.content).replace('>2<', '>9<') }
    const stranger = { ...from, site: '0196f3a0-0000-7000-8000-00000000000f' }
    const [, other] = await signed('CF', Buffer.from(String(edited.content)), stranger, key)
    const waiting = await take([edited, signature!, { ...other!, name: 'autre.jws' }])
    expect(waiting.reason).toBe('exchange.changed')
    await expect(call(collected.accept, { id: waiting.id, partyId: customerId })).rejects.toMatchObject({
      code: 'exchange.cannotAccept',
    })
  })

  it('is refused with a reason: its draft is cancelled, and the partner told', async () => {
    const { call, taken, anOrder, state, told } = await theCentre(database)
    const { id, orderId } = await taken(anOrder({ code: 'INCONNU' }))
    const before = await told()
    expect(await call(collected.refuse, { id, note: 'Plus fabriqué' })).toMatchObject({
      ...{ state: 'refused', note: 'Plus fabriqué', hasMail: false },
    })
    expect(await state(orderId!)).toBe('cancelled')
    expect(await told()).toBe(before + 1)
    await expect(call(collected.refuse, { id, note: 'encore' })).rejects.toMatchObject({
      code: 'exchange.alreadySettled',
    })
  })

  it('waits no more once its draft was settled by hand, and what was typed there stays', async () => {
    const { call, taken, anOrder } = await theCentre(database)
    const { id, orderId } = await taken(anOrder({ code: 'INCONNU' }))
    const { revision, partyId } = await call(orders.get, { id: orderId! })
    await call(orders.edit, {
      ...{ id: orderId!, revision, partyId, priceBasis: 'net' },
      lines: [{ productId: null, label: 'À la main', quantity: 3, unitCents: 100, vatRateBps: 2000 }],
    })
    await call(orders.confirm, { id: orderId! })
    expect(await call(collected.get, { id })).toMatchObject({ state: 'taken', hasMail: false })
    expect(await call(orders.get, { id: orderId! })).toMatchObject({ netCents: 300 })
  })

  it('is never accepted when it was changed on its way, nor when it cannot be read', async () => {
    const { call, customerId, from, key, take, unsigned, anOrder } = await theCentre(database)
    const [document, signature] = await signed('CF', Buffer.from(anOrder()), from, key)
    const edited = { ...document!, content: String(document!.content).replace('>2<', '>9<') }
    for (const waiting of [await take([edited, signature!]), await unsigned('<Order')])
      await expect(call(collected.accept, { id: waiting.id, partyId: customerId })).rejects.toMatchObject({
        code: 'exchange.cannotAccept',
      })
  })

  it('X-43 is an invitation that is given to a contact, whose code is then compared', async () => {
    const { call, within, take } = await theCentre(database)
    const other = await theCentre(database)
    const { content, signature } = await other.within(ownInvitation)
    const waiting = await take([
      { name: 'facteur-invitation.json', content },
      { name: 'facteur-invitation.json.jws', content: signature },
    ])
    expect(waiting).toMatchObject({ kind: 'invitation', reason: 'exchange.unknownInvitation' })
    expect(waiting.why).toContain('commandes@centre.example')
    const partyId = await within(async ctx => {
      const { rows } = await ctx.db.execute<{ id: string }>(sql`
        select id from parties where company_id = ${ctx.company.id} order by created_at limit 1`)
      return rows[0]!.id
    })
    const { rows } = await call(partners.list, { limit: 5, partyId })
    if (rows[0]?.state === 'paired') await call(partners.revoke, { id: rows[0].id })
    expect(await call(collected.accept, { id: waiting.id, partyId })).toMatchObject({ state: 'taken' })
    const [partner] = (await call(partners.list, { limit: 5, partyId })).rows
    expect(partner).toMatchObject({ state: 'to-confirm' })
    expect((await call(partners.get, { id: partner!.id })).proposed!.code).toMatch(/^\d{4} \d{4} \d{4}$/)
  })

  it('X-38 is changed by hand when the order it changes is begun here, which stays as it is', async () => {
    const { call, from, key, take, anOrder } = await theCentre(database)
    const first = anOrder()
    const { orderId } = await take(await signed('CF', Buffer.from(first), from, key))
    const [line] = (await call(orders.get, { id: orderId! })).lines
    const { id: deliveryId } = await call(deliveries.prepare, { lines: [{ orderLineId: line!.id, quantity: 1 }] })
    await call(deliveries.done, { id: deliveryId })
    const fewer = ['2 1', '180.00 90.00', '36.00 18.00', '216.00 108.00'].reduce(
      (xml, change) => xml.replaceAll(`>${change.split(' ')[0]}<`, `>${change.split(' ')[1]}<`),
      first,
    )
    expect(fewer).not.toBe(first)
    const { id, reason } = await take(await signed('CF', Buffer.from(fewer), { ...from, revision: 2 }, key))
    expect(reason).toBe('exchange.alreadyBegun')
    await expect(call(collected.accept, { id })).rejects.toMatchObject({ code: 'exchange.changeByHand' })
    expect(await call(collected.refuse, { id, note: 'Déjà partie' })).toMatchObject({ state: 'refused' })
    expect(await call(orders.get, { id: orderId! })).toMatchObject({ state: 'part-delivered', netCents: 18_000 })
  })

  it('is looked at again once what was missing is there', async () => {
    const { call, within, taken, anOrder } = await theCentre(database)
    const { id, orderId } = await taken(anOrder({ code: 'NEUF-1' }))
    expect(await call(collected.again, { id })).toMatchObject({ state: 'quarantined', code: 'NEUF-1' })
    await within(ctx =>
      aProduct(ctx, {
        code: 'NEUF-1',
        label: 'Neuf',
        kind: 'other',
        priceBasis: 'net',
        priceCents: 100,
        vatRateBps: 2000,
      }),
    )
    expect(await call(collected.again, { id })).toMatchObject({ state: 'taken', orderId })
  })
})
