import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aParty } from '../parties/factory.ts'
import { ownInvitation } from './actions/pairing.ts'
import { addressedPartner } from './actions/partners.ts'
import { ownSite, signingKey } from './actions/site.ts'
import { newKeys } from './formats/signature.ts'
import { ublOrder } from './formats/ubl-order.ts'
import type { ExchangeOrder } from './rules/documents.ts'
import { anExchangeOrder } from './testing/documents.ts'
import { type Attached, aMail, signed, takeMail, winmail } from './testing/mails.ts'
import { seeded } from './testing/seeded.ts'
import { aMailbox, twoSites } from './testing/sites.ts'

/** `FACTEUR_FORGED=10000` takes some minutes. */
const FORGED = Number(process.env.FACTEUR_FORGED ?? 1500)
const AT_ONCE = 250

describe('a mail that is collected', () => {
  let database: Database
  let sites: Awaited<ReturnType<typeof twoSites>>
  let mailboxId: string
  let from: { site: string; to: string }
  let key: Awaited<ReturnType<typeof signingKey>>
  let keyNumber = 0
  beforeAll(async () => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 5)
    sites = await twoSites(database, 25)
    mailboxId = await aMailbox(sites.centre, 'imap', 143, 'appros')
    from = {
      site: (await sites.calvi.within(ownSite)).siteId,
      to: (await sites.centre.within(ownSite)).siteId,
    }
    key = await sites.calvi.within(signingKey)
  }, 60_000)
  afterAll(() => database?.close())

  const taken = (content: Buffer) =>
    sites.centre.within(ctx => takeMail(ctx, mailboxId, { key: `k${keyNumber++}`, content }))
  const lastOf = async () => {
    const { rows } = await sites.centre.within(({ db, company }) =>
      db.execute<{ reason: string; orderId: string | null; kept: boolean; kind: string }>(sql`
        select d.reason, d.kind, d.order_id as "orderId", m.content is not null as kept from collected_documents d
        join collected_mails m on m.company_id = ${company.id} and m.id = d.mail_id
        where d.company_id = ${company.id} order by m.id desc, d.position limit 1`),
    )
    return rows[0]!
  }
  const noteOf = async () => {
    const { orderId } = await lastOf()
    const { rows } = await sites.centre.within(({ db, company }) =>
      db.execute<{ note: string }>(sql`select note from orders where company_id = ${company.id} and id = ${orderId}`),
    )
    return rows[0]?.note
  }
  let orders = 0
  const anOrder = (more: Partial<ExchangeOrder> = {}) =>
    anExchangeOrder({ number: `CFR${++orders}`, orderedOn: '2026-06-01', ...more })
  const xmlOf = (more: Partial<ExchangeOrder> = {}) => ublOrder(anOrder(more))
  const files = (content: Buffer | string, revision = 1) =>
    signed('CFR', Buffer.from(content), { ...from, revision }, key)
  const orderCount = async () => {
    const { rows } = await sites.centre.within(({ db, company }) =>
      db.execute<{ count: number }>(sql`select count(*)::int from orders where company_id = ${company.id}`),
    )
    return rows[0]!.count
  }

  const NOTE = 'Père Noël, «\u202fété\u202f» à 5 €'
  const LATIN = 'Père Noël, été'
  it.each(['base64', 'quoted-printable', '8bit'] as const)(
    'INT-32 gives its order back when it came as %s',
    async transfer => {
      const sent = (await files(xmlOf({ note: NOTE }))).map(file => ({ ...file, transfer }))
      expect(await taken(aMail(sent))).toEqual(['taken'])
      expect(await noteOf()).toBe(NOTE)
    },
  )

  it.each([
    ['latin-1', (xml: string) => Buffer.from(xml.replace('UTF-8', 'ISO-8859-1'), 'latin1')],
    ['windows-1252', (xml: string) => Buffer.from(xml.replace('UTF-8', 'windows-1252'), 'latin1')],
    ['windows-1252 undeclared', (xml: string) => Buffer.from(xml.replace(' encoding="UTF-8"', ''), 'latin1')],
    ['UTF-16', (xml: string) => Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le')],
    ['UTF-16, big end first', (xml: string) => Buffer.from(`\ufeff${xml}`, 'utf16le').swap16()],
    ['UTF-16 said, UTF-8 meant', (xml: string) => Buffer.from(xml.replace('UTF-8', 'utf-16'))],
    ['UTF-8 with a mark', (xml: string) => Buffer.from(`\ufeff${xml}`)],
  ])('X-46 reads an order in %s and verifies its bytes', async (_name, written) => {
    expect(await taken(aMail(await files(written(xmlOf({ note: LATIN })))))).toEqual(['taken'])
    expect(await noteOf()).toBe(LATIN)
  })

  it('X-46 waits when its bytes are not in the encoding that it declares, or nobody knows that one', async () => {
    const xml = xmlOf({ note: LATIN })
    expect(await taken(aMail(await files(Buffer.from(xml, 'latin1'))))).toEqual(['quarantined'])
    expect(await lastOf()).toMatchObject({ reason: 'exchange.notItsEncoding', kept: true })
    expect(await taken(aMail(await files(xml.replace('UTF-8', 'klingon'))))).toEqual(['quarantined'])
    expect((await lastOf()).reason).toBe('exchange.unknownEncoding')
  })

  it('INT-32 unpacks winmail.dat, and says so when it is broken', async () => {
    const inside = (await files(xmlOf())).map(({ name, content }) => ({ name, content: Buffer.from(content) }))
    const packed = winmail(inside)
    const mailOf = (content: Buffer) => aMail([{ name: 'winmail.dat', content, type: 'application/ms-tnef' }])
    const broken = Buffer.from(packed)
    broken[packed.length - 20]! ^= 1
    for (const wrong of [broken, packed.subarray(0, -3), Buffer.from('rien')]) {
      expect(await taken(mailOf(wrong))).toEqual(['quarantined'])
      expect(await lastOf()).toMatchObject({ reason: 'exchange.packed', kept: true })
    }
    expect(await taken(mailOf(packed))).toEqual(['taken'])
  })

  it('INT-32 takes an order out of a mail that was forwarded within others', async () => {
    let content = aMail(await files(xmlOf()))
    for (const depth of [1, 2, 3])
      content = Buffer.concat([
        Buffer.from(
          `From: a@example.org\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=f${depth}\r\n\r\n--f${depth}\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n`,
        ),
        content,
        Buffer.from(`\r\n--f${depth}--\r\n`),
      ])
    expect(await taken(content)).toEqual(['taken'])
  })

  it('INT-32 takes an order beside a photograph of 18 MB', async () => {
    const photo: Attached = { name: 'photo.jpg', content: Buffer.alloc(18 * 1024 * 1024, 0xfe), type: 'image/jpeg' }
    const mail = aMail([photo, ...(await files(xmlOf()))])
    expect(mail.length).toBeGreaterThan(25_000_000)
    expect(await taken(mail)).toEqual(['taken'])
  })

  const parts = (count: number, part: string) =>
    Buffer.from(
      `From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${`--b\r\n${part}\r\n`.repeat(count)}--b--\r\n`,
    )
  const nested = (depth: number) =>
    Buffer.from(
      `From: a@example.org\r\nMIME-Version: 1.0\r\n${Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`).join('')}\r\n`,
    )
  const billion = `<?xml version="1.0"?><!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Order>&b;</Order>`
  it.each([
    ['10,000 documents', parts(10_000, 'Content-Type: text/xml\r\n\r\n<a/>'), 'exchange.tooManyDocuments'],
    [
      '10 million empty lines',
      Buffer.from(`From: a@example.org\r\n\r\n${'\n'.repeat(10_000_000)}`),
      'exchange.endless',
    ],
    ['300 parts within each other', nested(300), 'exchange.unreadableMail'],
    ['headers of 3 MB', Buffer.from(`X-A: ${'a'.repeat(3_000_000)}\r\n\r\n`), 'exchange.unreadableMail'],
    ['entities that grow', aMail([{ name: 'o.xml', content: billion }]), 'exchange.notXml'],
    ['elements 100,000 deep', aMail([{ name: 'o.xml', content: '<a>'.repeat(100_000) }]), 'exchange.notXml'],
    ['a zip', aMail([{ name: 'commandes.ZIP', content: 'PK\u0003\u0004' }]), 'exchange.zipped'],
  ])('X-46 waits with its reason and its bytes: %s', async (_name, content, reason) => {
    expect(await taken(content)).toEqual(['quarantined'])
    expect(await lastOf()).toMatchObject({ reason, kept: true, orderId: null })
  })

  it('D7 knows a product that has no code there by its barcode, and waits with what it cannot take', async () => {
    await sites.centre.within(({ db, company }) =>
      db.execute(
        sql`update products set ean13 = '3760012345671' where company_id = ${company.id} and code = 'CASS-20'`,
      ),
    )
    const [line] = anExchangeOrder().lines
    expect(await taken(aMail(await files(xmlOf({ lines: [{ ...line!, code: '' }] }))))).toEqual(['taken'])
    const unknown = xmlOf({ lines: [{ ...line!, code: '', gtin: '4006381333931' }] })
    expect(await taken(aMail(await files(unknown)))).toEqual(['quarantined'])
    expect((await lastOf()).reason).toBe('exchange.unknownProduct')
    expect(await taken(aMail(await files(xmlOf({ currency: 'CHF' }))))).toEqual(['quarantined'])
    expect((await lastOf()).reason).toBe('invoicing.priceInCurrency')
    const half = xmlOf().replace(/>2<\/cbc:Quantity>/, '>2.5</cbc:Quantity>')
    expect(await taken(aMail(await files(half)))).toEqual(['quarantined'])
    expect((await lastOf()).reason).toBe('exchange.notANumber')
    // Wanted before it was ordered: as soon as can be.
    expect(await taken(aMail(await files(xmlOf({ deliverOn: '2026-05-01' }))))).toEqual(['taken'])
  })

  it('M-10 takes an invitation of a partner that it knows as a key to confirm, and keeps those of others', async () => {
    const { calvi, centre } = await twoSites(database, 25)
    const stranger = sites.calvi
    const box = await aMailbox(centre, 'imap', 143, 'autre')
    const mailOf = async () => {
      const { content, signature } = await stranger.within(ownInvitation)
      return aMail([
        { name: 'i.json', content },
        { name: 'i.json.jws', content: signature },
      ])
    }
    const take = async (content: Buffer) =>
      centre.within(ctx => takeMail(ctx, box, { key: `i${keyNumber++}`, content }))
    const reasons = () =>
      centre.within(async ({ db, company }) => {
        const { rows } = await db.execute<{ reason: string; kind: string; values: Record<string, string> }>(sql`
          select reason, kind, values from collected_documents where company_id = ${company.id} and state = 'quarantined' order by id`)
        return rows
      })
    // That of the same address is paired with another site: no stranger takes its place.
    expect(await take(await mailOf())).toEqual(['quarantined'])
    expect(await reasons()).toMatchObject([
      { reason: 'exchange.unknownInvitation', kind: 'invitation', values: { address: 'commandes@calvi.example' } },
    ])
    const edited = (await mailOf()).toString()
    const json = /i\.json"\r\nContent-Transfer-Encoding: base64\r\n\r\n([\s\S]*?)\r\n--/.exec(edited)![1]!
    const changed = Buffer.from(
      Buffer.from(json, 'base64')
        .toString()
        .replace(/"publicKey": ".*"/, `"publicKey": "${newKeys().publicKey}"`),
    ).toString('base64')
    expect(await take(Buffer.from(edited.replace(json, changed)))).toEqual(['quarantined'])
    expect((await reasons()).at(-1)!.reason).toBe('exchange.invitationUnsigned')

    await centre.within(async ctx => {
      await ctx.db.execute(
        sql`update partners set address = 'ailleurs@example.org' where company_id = ${ctx.company.id}`,
      )
      await addressedPartner(ctx, await aParty(ctx), 'Commandes@Calvi.example')
    })
    expect(await take(await mailOf())).toEqual(['taken'])
    expect(await take(await mailOf())).toEqual(['repeated'])
    const { rows } = await centre.within(({ db, company }) =>
      db.execute<{ state: string; trusted: boolean }>(sql`
        select p.state, k.trusted_at is not null as trusted from partners p
        join partner_keys k on k.company_id = ${company.id} and k.partner_id = p.id
        where p.company_id = ${company.id} and p.site_id = ${from.site}`),
    )
    expect(rows).toEqual([{ state: 'to-confirm', trusted: false }])
    expect(calvi.company.id).not.toBe(stranger.company.id)
  })

  it('X-46 becomes no order when it is forged, edited or broken, however often, and stops no other', async () => {
    const xml = xmlOf()
    const right = await files(xml)
    expect(await taken(aMail(right))).toEqual(['taken'])
    const before = await orderCount()
    const thief = newKeys()
    const random = seeded(42)
    const [document, signature] = right as [Attached, Attached]
    const forgeries = await Promise.all([
      signed('CFR', Buffer.from(xmlOf()), from, { ...thief }), // by a key that is not its own
      signed('CFR', Buffer.from(xmlOf()), from, { ...thief, keyId: key.keyId }), // under the name of its own
      signed('CFR', Buffer.from(xmlOf()), { ...from, to: from.site }, key), // for another site
      signed('CFR', Buffer.from(xmlOf()), { ...from, site: from.to }, key), // in the name of another
      Promise.resolve([{ ...document, content: xmlOf() }, signature]), // with the signature of another order
      Promise.resolve([{ ...document, content: xmlOf() }]), // without any
    ])
    const whole = aMail(right)
    const kinds = [
      (at: number) => ({ mail: aMail(forgeries[at % forgeries.length]!), edited: true }),
      () => ({ mail: aMail([{ ...document, content: mutated(Buffer.from(xml), random) }, signature]), edited: true }),
      () => ({ mail: mutated(whole, random), edited: false }),
    ]
    const told = { quarantined: 0, repeated: 0, ignored: 0, taken: 0, refused: 0 }
    for (let at = 0; at < FORGED; at += AT_ONCE)
      await sites.centre.within(async ctx => {
        for (let nth = at; nth < at + AT_ONCE; nth++) {
          const { mail, edited } = kinds[nth % kinds.length]!(Math.floor(nth / kinds.length))
          const states = await takeMail(ctx, mailboxId, { key: `f${nth}`, content: mail })
          for (const state of states!) told[state]++
          if (edited) expect(states, `forgery ${nth}`).toEqual(['quarantined'])
        }
      })
    expect(await orderCount()).toBe(before)
    expect(told).toMatchObject({ taken: 0, refused: 0 })
    // Broken mails whose order is whole say again what was taken; each of the others is told.
    expect(told.quarantined).toBeGreaterThan((FORGED * 2) / 3)
    expect(await taken(whole)).toEqual(['repeated'])
    expect(await taken(aMail(await files(xmlOf())))).toEqual(['taken'])
  }, 600_000)
})

/** Those bytes with one to five of them changed, left out, doubled or moved; never as they were. */
function mutated(content: Buffer, random: () => number): Buffer {
  let made = content
  for (let times = 1 + Math.floor(random() * 5); times > 0 || made.equals(content); times--) {
    const at = Math.floor(random() * made.length)
    const to = Math.min(made.length, at + 1 + Math.floor(random() * 40))
    const piece = made.subarray(at, to)
    const choices = [
      [Buffer.from([Math.floor(random() * 256)]), made.subarray(at + 1)],
      [made.subarray(to)],
      [piece, piece, made.subarray(to)],
      [Buffer.from(piece).reverse(), made.subarray(to)],
    ]
    made = Buffer.concat([made.subarray(0, at), ...choices[Math.floor(random() * choices.length)]!])
  }
  return made
}
