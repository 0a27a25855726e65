import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aDovecot, hasDovecot } from '../../platform/testing/dovecot.ts'
import { aMailServer } from '../messaging/factory.ts'
import { deliverDue } from '../messaging/jobs.ts'
import { messagingOperations } from '../messaging/operations.ts'
import { deliveriesOperations as deliveries } from '../orders/operations/deliveries.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { answerOrders } from './actions/answer.ts'
import { collect } from './actions/collect.ts'
import { sendOrders } from './actions/send.ts'
import { sentOrdersOperations } from './operations/sent.ts'
import { aMailbox, type Site, twoSites } from './testing/sites.ts'

type Dovecot = Awaited<ReturnType<typeof aDovecot>>
type Smtp = Awaited<ReturnType<typeof aMailServer>>

describe.skipIf(!hasDovecot)('orders between two sites', () => {
  let database: Database
  let dovecot: Dovecot
  let smtp: Smtp
  beforeAll(async () => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 20)
    dovecot = await aDovecot({ appros: 'secret', calvi: 'secret', stauber: 'secret', balagne: 'secret' })
    smtp = await aMailServer()
  }, 60_000)
  afterAll(async () => {
    await Promise.all([database?.close(), dovecot?.stop(), smtp?.close()])
  })

  /** Two sites that trust each other, what one orders of the other, and where that one collects. */
  async function met() {
    const { calvi, centre, supplierId, customerId, ours } = await twoSites(database, smtp.port)
    const mailbox = (protocol: 'imap' | 'pop3') => aMailbox(centre, protocol, dovecot.ports[protocol], 'appros')
    const order = (quantity: number) =>
      calvi.call(orders.create, {
        ...{ kind: 'supplier', partyId: supplierId, priceBasis: 'net' },
        lines: [{ productId: ours, quantity }],
      })
    return { calvi, centre, customerId, mailbox, order }
  }

  /** Lets the outbox leave; returns the mails. */
  async function leave(of: Site) {
    const before = smtp.received.length
    const signal = new AbortController().signal
    await deliverDue(of.outer(), { outboxFolder: '/nowhere' }, { data: { companyId: of.company.id }, signal })
    return smtp.received.slice(before)
  }
  const collectAt = (of: Site, mailboxId: string) => collect({ mailboxId, inTransaction: act => of.within(act) })
  const customerOrders = (of: Site) => of.call(orders.list, { kind: 'customer', limit: 100 })

  it('INT-2, INT-3, INT-7, INT-20, INT-21, X-41 an order leaves in one mail with others, and is a customer order at the other site', async () => {
    const { calvi, centre, customerId, mailbox, order } = await met()
    const made = [await order(2), await order(5)]
    const sent = await calvi.within(ctx => sendOrders(ctx, { orderIds: made.map(({ id }) => id) }))
    expect(sent).toMatchObject({ address: 'appros@example.org', sent: [{ edition: 1 }, { edition: 1 }] })
    const mails = await leave(calvi)
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ to: ['appros@example.org'], from: 'commandes@calvi.example' })
    expect(mails[0]!.raw).toContain(`Reply-To: ${calvi.user.email}`)
    for (const { id } of made) expect(await calvi.call(orders.get, { id })).toMatchObject({ status: 'en attente' })

    dovecot.deliver('appros', mails[0]!.raw)
    const [overImap, overPop3] = [await mailbox('imap'), await mailbox('pop3')]
    expect(await collectAt(centre, overImap)).toMatchObject({ mails: 1, taken: 2, quarantined: 0 })
    const { rows } = await customerOrders(centre)
    expect(
      rows.map(({ partyId, theirReference, netCents, status }) => [partyId, theirReference, netCents, status]),
    ).toEqual([
      [customerId, made[1]!.number, 45_000, 'en attente'],
      [customerId, made[0]!.number, 18_000, 'en attente'],
    ])

    // The same mail by the other protocol, once more, and delivered twice.
    expect(await collectAt(centre, overPop3)).toMatchObject({ mails: 1, taken: 0, repeated: 2 })
    expect(await collectAt(centre, overPop3)).toMatchObject({ mails: 0 })
    dovecot.deliver('appros', mails[0]!.raw)
    expect(await collectAt(centre, overImap)).toMatchObject({ mails: 1, taken: 0, repeated: 2 })
    expect((await customerOrders(centre)).rows).toHaveLength(2)
  })

  it('X-38 an order that was changed and sent once more changes the one it became', async () => {
    const { calvi, centre, mailbox, order } = await met()
    const { id, revision, partyId, lines } = await order(2)
    await calvi.within(ctx => sendOrders(ctx, { orderIds: [id] }))
    const [first] = await leave(calvi)
    const now = (await calvi.call(orders.get, { id })).revision
    expect(now).toBeGreaterThan(revision)
    await calvi.call(orders.edit, {
      ...{ id, revision: now, partyId, priceBasis: 'net' },
      lines: [{ id: lines[0]!.id, productId: lines[0]!.productId, quantity: 7 }],
    })
    await calvi.within(ctx => sendOrders(ctx, { orderIds: [id] }))
    const [second] = await leave(calvi)
    const box = await mailbox('imap')
    dovecot.deliver('appros', second!.raw)
    dovecot.deliver('appros', first!.raw) // late
    const { taken, repeated } = await collectAt(centre, box)
    expect({ taken, repeated }).toEqual({ taken: 1, repeated: expect.any(Number) })
    expect((await customerOrders(centre)).rows.map(({ netCents }) => netCents)).toEqual([63_000])
  })

  it('X-47 what the supplier answers and sends comes back, and is known of each order', async () => {
    const { calvi, centre, mailbox, order } = await met()
    const made = await order(3)
    await calvi.within(ctx => sendOrders(ctx, { orderIds: [made.id] }))
    const [mail] = await leave(calvi)
    dovecot.deliver('appros', mail!.raw)
    await collectAt(centre, await mailbox('imap'))
    const [there] = (await customerOrders(centre)).rows
    const back = async () => {
      const mails = await leave(centre)
      expect(mails).toHaveLength(1)
      expect(mails[0]!.to).toEqual(['commandes@calvi.example'])
      dovecot.deliver('calvi', mails[0]!.raw)
      const collected = await collectAt(calvi, box)
      expect(collected).toMatchObject({ mails: 1, taken: 1, quarantined: 0 })
      const { rows } = await calvi.within(ctx =>
        ctx.db.execute<{ state: string; sellerNumber: string }>(sql`
          select state, seller_number as "sellerNumber" from sent_orders where company_id = ${calvi.company.id}`),
      )
      return rows[0]!
    }
    const box = await aMailbox(calvi, 'imap', dovecot.ports.imap, 'calvi')
    expect(await back()).toEqual({ state: 'received', sellerNumber: there!.number })
    await centre.within(ctx => answerOrders(ctx, [{ orderId: there!.id, answer: 'accepted' }]))
    expect((await back()).state).toBe('accepted')
    const [line] = (await centre.call(orders.get, { id: there!.id })).lines
    for (const [quantity, state] of [
      [1, 'part-dispatched'],
      [2, 'dispatched'],
    ] as const) {
      const { id } = await centre.call(deliveries.prepare, { lines: [{ orderLineId: line!.id, quantity }] })
      await centre.call(deliveries.done, { id })
      expect((await back()).state).toBe(state)
    }
  })

  it('INT-21, X-41 orders from an address that nobody knew are taken by their key, and what answers them is found', async () => {
    const { calvi, centre, customerId, order } = await met()
    const inbox = await aMailbox(centre, 'imap', dovecot.ports.imap, 'stauber')
    const back = await aMailbox(calvi, 'imap', dovecot.ports.imap, 'balagne')
    const made: { id: string; number: string }[] = []
    for (const fromAddress of ['commandes@calvi.example', 'vg@ailleurs.example']) {
      await calvi.call(messagingOperations.mailSettings.update, {
        ...{ host: '127.0.0.1', port: smtp.port, security: 'none', user: null, replyTo: null },
        ...{ fromName: 'V. G.', fromAddress },
      })
      made.push(await order(2))
      await calvi.within(ctx => sendOrders(ctx, { orderIds: [made.at(-1)!.id] }))
      const [mail] = await leave(calvi)
      expect(mail).toMatchObject({ from: fromAddress })
      expect(mail!.raw).toContain(`From: "V. G." <${fromAddress}>`)
      dovecot.deliver('stauber', mail!.raw)
      expect(await collectAt(centre, inbox)).toMatchObject({ mails: 1, taken: 1, quarantined: 0 })
      const [newest] = (await customerOrders(centre)).rows
      expect(newest).toMatchObject({ partyId: customerId, theirReference: made.at(-1)!.number })

      // What the other site answers by itself goes where its partner is, whoever the order came from.
      const [receipt] = await leave(centre)
      expect(receipt!.to).toEqual(['commandes@calvi.example'])
      dovecot.deliver('balagne', receipt!.raw)
      expect(await collectAt(calvi, back)).toMatchObject({ mails: 1, taken: 1, quarantined: 0 })

      // And what a person there writes back, from an address of their own.
      const messageId = /^Message-ID: (<.+>)/im.exec(mail!.raw)![1]!
      const head = `From: lucie@stauber.example\r\nSubject: Re: commande\r\nIn-Reply-To: ${messageId}\r\n`
      dovecot.deliver('balagne', `${head}\r\nLivraison mardi.\r\n`)
      expect(await collectAt(calvi, back)).toMatchObject({ mails: 1, taken: 1 })
      const { sendings, replies } = await calvi.call(sentOrdersOperations.of, { id: made.at(-1)!.id })
      expect(sendings).toMatchObject([{ state: 'received' }])
      expect(replies).toMatchObject([{ from: 'lucie@stauber.example', text: 'Livraison mardi.' }])
    }
  })

  it('X-46 changed bytes, another key and no signature wait in quarantine, and become no order', async () => {
    const { calvi, centre, mailbox, order } = await met()
    const { id } = await order(2)
    await calvi.within(ctx => sendOrders(ctx, { orderIds: [id] }))
    const [mail] = await leave(calvi)
    const xml = /Content-Type: application\/xml[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(mail!.raw)![1]!
    const decoded = Buffer.from(xml, 'base64').toString()
    const changed = Buffer.from(decoded.replace('<cbc:Quantity unitCode="C62">2<', '<cbc:Quantity unitCode="C62">9<'))
    dovecot.deliver('appros', mail!.raw.replace(xml, changed.toString('base64').replace(/.{76}/g, '$&\r\n')))
    dovecot.deliver(
      'appros',
      mail!.raw.replace(/application\/jose[\s\S]*?\r\n\r\n[\s\S]*?\r\n--/, 'text/plain\r\n\r\nrien\r\n--'),
    )
    dovecot.deliver('appros', 'From: a@example.org\r\nSubject: Bonjour\r\n\r\nBonjour\r\n')
    const box = await mailbox('pop3')
    const result = await collectAt(centre, box)
    expect(result.taken).toBe(0)
    expect(result.quarantined).toBeGreaterThanOrEqual(2)
    const { rows } = await centre.within(ctx =>
      ctx.db.execute<{ reason: string }>(sql`
        select reason from collected_documents where company_id = ${centre.company.id} and state = 'quarantined'`),
    )
    expect(new Set(rows.map(({ reason }) => reason))).toEqual(
      new Set(['exchange.changed', 'exchange.unsigned', 'exchange.unknownSender']),
    )
    expect((await customerOrders(centre)).rows).toEqual([])
  })
})
