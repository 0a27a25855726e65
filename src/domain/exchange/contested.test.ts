import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, newId, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aMember } from '../accounts/factory.ts'
import { aProduct } from '../catalog/factory.ts'
import { deliveriesOperations as deliveries } from '../orders/operations/deliveries.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { collectedMailDownload } from './downloads.ts'
import { collectedOperations as collected } from './operations/collected.ts'
import { partnersOperations as partners } from './operations.ts'
import { theCentre } from './testing/centre.ts'
import { signed } from './testing/mails.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 8)
})
afterAll(() => database.close())

type Centre = Awaited<ReturnType<typeof theCentre>>

/** A decision of each kind about one document. */
const DECISIONS = {
  again: ({ call }: Centre, id: string, user: Clerk) => call(collected.again, { id }, { user }),
  accept: ({ call, customerId }: Centre, id: string, user: Clerk) =>
    call(collected.accept, { id, partyId: customerId }, { user }),
  map: ({ call }: Centre, id: string, user: Clerk, productId: string) =>
    call(collected.map, { id, code: 'POE-1', productId }, { user }),
  refuse: ({ call }: Centre, id: string, user: Clerk) => call(collected.refuse, { id, note: 'Non' }, { user }),
}
type Decision = keyof typeof DECISIONS
type Clerk = Awaited<ReturnType<typeof aMember>>

async function clerksOf({ company }: Centre) {
  return [
    await aMember(database, company, { initials: 'LM' }),
    await aMember(database, company, { initials: 'PD' }),
  ] as const
}

const aPan = ({ within }: Centre) =>
  within(ctx =>
    aProduct(ctx, {
      ...{ code: 'AUTRE', label: 'Poêle', kind: 'other', priceBasis: 'net', priceCents: 5000, vatRateBps: 2000 },
    }),
  )

describe('X-46 two people who decide the same document at once', () => {
  it.each<[string, Decision, Decision]>([
    ['vouched', 'accept', 'accept'],
    ['vouched', 'accept', 'refuse'],
    ['vouched', 'refuse', 'refuse'],
    ['vouched', 'again', 'accept'],
    ['vouched', 'again', 'refuse'],
    ['unknown', 'map', 'map'],
    ['unknown', 'map', 'refuse'],
    ['unknown', 'again', 'map'],
    ['unknown', 'accept', 'map'],
    ['dearer', 'accept', 'accept'],
    ['dearer', 'accept', 'refuse'],
    ['dearer', 'again', 'accept'],
  ])('have one outcome (%s: %s and %s); the second learns that it waits no more', async (what, one, other) => {
    const centre = await theCentre(database)
    const clerks = await clerksOf(centre)
    const productId = await aPan(centre)
    if (what === 'dearer') await centre.call(partners.save, { partyId: centre.customerId, pricePolicy: 'ask' })
    const xml = centre.anOrder(
      what === 'unknown' ? { code: 'POE-1' } : what === 'dearer' ? { netCents: 15_000, vatCents: 3000 } : {},
    )
    const { id } = what === 'vouched' ? await centre.unsigned(xml) : await centre.taken(xml)
    const settled = await Promise.allSettled(
      [one, other].map((decision, at) => DECISIONS[decision](centre, id, clerks[at]!, productId)),
    )
    const codes = settled.flatMap(end => (end.status === 'rejected' ? [(end.reason as { code?: string }).code] : []))
    // To look again settles nothing by itself, and cannot stand in the way.
    for (const code of codes) expect(['exchange.alreadySettled', 'exchange.mapFirst']).toContain(code)
    const settling = [one, other].filter(
      decision => decision !== 'again' && !(what === 'unknown' && decision === 'accept'),
    )
    const done = settled.filter((end, at) => end.status === 'fulfilled' && settling.includes([one, other][at]!))
    expect(done).toHaveLength(1)
    const card = await centre.call(collected.get, { id })
    expect(card.state).toBe(done[0]!.status === 'fulfilled' ? done[0]!.value.state : '')
    expect(['taken', 'refused']).toContain(card.state)
    expect(card.hasMail).toBe(false)
    const { rows } = await centre.call(orders.list, { kind: 'customer', limit: 20 })
    expect(rows.length).toBe(card.orderId === null ? 0 : 1)
    expect(rows[0]?.state ?? 'cancelled').toBe(card.state === 'taken' ? 'open' : 'cancelled')
  })

  it('X-38 decide while its next edition is collected: the order is what the edition says, once', async () => {
    for (const decision of ['map', 'refuse'] as const) {
      const centre = await theCentre(database)
      const [clerk] = await clerksOf(centre)
      const productId = await aPan(centre)
      const xml = centre.anOrder({ code: 'POE-1' })
      const { id, orderId } = await centre.taken(xml)
      const next = xml.replace('Matériel', 'Autre matériel')
      const later = await signed('CF', Buffer.from(next), { ...centre.from, revision: 2 }, centre.key)
      const [collecting, decided] = await Promise.allSettled([
        centre.take(later),
        DECISIONS[decision](centre, id, clerk!, productId),
      ])
      expect([collecting.status, decided.status]).toEqual(['fulfilled', 'fulfilled'])
      const { rows } = await centre.call(orders.list, { kind: 'customer', limit: 20 })
      expect(rows).toHaveLength(1)
      expect(rows[0]!.id).toBe(orderId)
      const { rows: documents } = await centre.call(collected.list, { limit: 20 })
      // What was decided stays decided; nothing waits for an order that is settled.
      if (rows[0]!.state === 'open') expect(documents.every(({ state }) => state !== 'quarantined')).toBe(true)
      expect(documents.find(one => one.id === id)!.state).not.toBe('quarantined')
    }
  })
})

describe('X-43 an order that somebody vouched for', () => {
  it('is delivered and closed as any other', async () => {
    const { call, customerId, unsigned, anOrder } = await theCentre(database)
    const { id } = await unsigned(anOrder())
    const { orderId } = await call(collected.accept, { id, partyId: customerId })
    const [line] = (await call(orders.get, { id: orderId! })).lines
    for (const quantity of [1, 1]) {
      const { id: deliveryId } = await call(deliveries.prepare, { lines: [{ orderLineId: line!.id, quantity }] })
      await call(deliveries.done, { id: deliveryId })
    }
    expect(await call(orders.get, { id: orderId! })).toMatchObject({ state: 'delivered', netCents: 18_000 })
  })
})

describe('the mail of what waits', () => {
  const mailOf = ({ within }: Pick<Centre, 'within'>, id: string) =>
    within(async ctx => {
      const file = await collectedMailDownload.file(ctx, { id }, undefined as never)
      const out = new PassThrough()
      const [content] = await Promise.all([buffer(out), file.write(out)])
      return { ...file, content }
    })

  it('X-46 is given as it came while it waits, to its company alone, and said to be no longer kept after', async () => {
    const centre = await theCentre(database)
    const { id, mailId } = await centre.unsigned(centre.anOrder())
    const { name, contentType, content } = await mailOf(centre, mailId)
    expect([name, contentType]).toEqual(['message.eml', 'message/rfc822'])
    expect(content.toString()).toMatch(/^From: Calvi <commandes@calvi\.example>\r\n[\s\S]*--partie--\r\n$/)
    await expect(mailOf(centre.calvi, mailId)).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 })
    await expect(mailOf(centre, newId())).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await centre.call(collected.refuse, { id, note: 'Non' })
    await expect(mailOf(centre, mailId)).rejects.toMatchObject({ code: 'exchange.mailNotKept' })
    await expect(centre.calvi.call(collected.get, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(centre.calvi.call(collected.refuse, { id, note: 'Non' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is read and decided by who may exchange, read alone by who may read', async () => {
    const centre = await theCentre(database)
    const { id } = await centre.unsigned(centre.anOrder())
    for (const role of ['reader', 'accountant'] as const) {
      expect(await centre.call(collected.get, { id }, { role })).toMatchObject({ state: 'quarantined' })
      for (const act of [
        () => centre.call(collected.again, { id }, { role }),
        () => centre.call(collected.accept, { id, partyId: centre.customerId }, { role }),
        () => centre.call(collected.map, { id, code: 'A', productId: newId() }, { role }),
        () => centre.call(collected.refuse, { id, note: 'Non' }, { role }),
        () => centre.call(partners.revoke, { id: newId() }, { role }),
      ])
        await expect(act()).rejects.toMatchObject({ status: 403 })
    }
    expect(collectedMailDownload.right).toBe('exchange.read')
    expect(await centre.call(collected.refuse, { id, note: 'Non' }, { role: 'operator' })).toMatchObject({
      state: 'refused',
    })
  })
})
