import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { messagingOperations } from '../messaging/operations.ts'
import { ordersOperations as orders } from '../orders/operations.ts'
import { collectedOperations as collected } from './operations/collected.ts'
import { sentOrdersOperations as sent } from './operations/sent.ts'
import { takeMail } from './testing/mails.ts'
import { aMailbox, TODAY, twoSites } from './testing/sites.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 5)
})
afterAll(() => database.close())

/** Calvi, which sent orders to its supplier in one mail, and its own mailbox. */
async function afterSending(count = 1) {
  const { calvi, supplierId, ours } = await twoSites(database, 2525)
  const mailboxId = await aMailbox(calvi, 'imap', 143, 'calvi')
  const sentOrders: { id: string; number: string }[] = []
  for (let nth = 0; nth < count; nth++) {
    const { id } = await calvi.call(orders.create, {
      ...{ kind: 'supplier', partyId: supplierId, orderedOn: TODAY, confirmed: true },
      lines: [{ productId: ours, quantity: 2 }],
    })
    sentOrders.push({ id, number: (await calvi.call(orders.get, { id })).number })
  }
  const { messageId: id } = await calvi.call(sent.send, { orderIds: sentOrders.map(({ id }) => id) })
  const { rows } = await calvi.within(({ db, company }) =>
    db.execute<{ messageId: string; attachments: { name: string; mediaType: string; content: string }[] }>(sql`
      select message_id as "messageId", attachments from messages where company_id = ${company.id} and id = ${id}`),
  )
  let key = 0
  const take = (mail: string) =>
    calvi.within(ctx => takeMail(ctx, mailboxId, { key: `r${++key}`, content: Buffer.from(mail) }))
  const last = async () => (await calvi.call(collected.list, { limit: 1 })).rows[0]!
  const told = async () => (await calvi.call(messagingOperations.messages.list, { limit: 50 })).rows.length
  const replies = async (of = sentOrders[0]!) => (await calvi.call(sent.of, { id: of.id })).replies
  return { ...calvi, take, last, told, replies, orders: sentOrders, ...rows[0]! }
}

type Head = Record<string, string>
const mailOf = (head: Head, body: string) =>
  `${Object.entries({
    From: 'Stauber <appros@example.org>',
    To: 'calvi@example.org',
    Subject: 'Re: Commande',
    'MIME-Version': '1.0',
    ...head,
  })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}`
const BODY =
  'Bien reçu, livraison mardi.\r\n\r\nLe mer. 3 juin 2026 à 08:00, Calvi a écrit :\r\n> Veuillez trouver notre commande\r\n'

/** The files of what we sent, as mail programs send them back. */
const withFiles = (
  type: string,
  first: string,
  files: readonly { name: string; mediaType: string; content: string }[],
) => ({
  head: { 'Content-Type': `${type}; boundary="b"` },
  body: [
    `--b\r\n${first}\r\n`,
    ...files.map(
      ({ name, mediaType, content }) =>
        `--b\r\nContent-Type: ${mediaType}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}\r\n`,
    ),
    '--b--\r\n',
  ].join(''),
})

describe('M-10 what a supplier without Facteur writes back', () => {
  it('is shown at each order of the mail that it answers, without what it quotes', async () => {
    const { take, last, replies, messageId, orders } = await afterSending(2)
    expect(await take(mailOf({ 'In-Reply-To': messageId }, BODY))).toEqual(['taken'])
    expect(await last()).toMatchObject({
      ...{ kind: 'reply', state: 'taken', partner: 'STAUBER', orderId: orders[0]!.id },
      number: orders.map(({ number }) => number).join(', '),
    })
    for (const order of orders)
      expect(await replies(order)).toMatchObject([
        { from: 'appros@example.org', subject: 'Re: Commande', text: 'Bien reçu, livraison mardi.', files: '' },
      ])
  })

  it('is found by its references, and by the number of an order in the subject from where that went', async () => {
    const { take, last, replies, messageId, orders } = await afterSending()
    await take(mailOf({ References: `<autre@example.org>\r\n ${messageId}` }, BODY))
    const Subject = `Votre commande ${orders[0]!.number} : confirmation`
    await take(mailOf({ Subject }, 'Oui'))
    expect((await replies()).map(({ text }) => text)).toEqual(['Oui', 'Bien reçu, livraison mardi.'])
    await take(mailOf({ Subject, From: 'Inconnu <x@example.net>' }, 'Oui'))
    expect(await last()).toMatchObject({ kind: 'none', state: 'ignored' })
    await take(
      mailOf({ Subject, From: '"appros@example.org" <x@example.net>', 'Reply-To': 'appros@example.org' }, 'Oui'),
    )
    expect(await last()).toMatchObject({ kind: 'none', state: 'ignored', from: 'x@example.net' })
    expect(await replies()).toHaveLength(2)
  })

  it('names the PDF that came with it, and takes nothing of our own order that came back', async () => {
    const { take, last, replies, messageId, attachments, told } = await afterSending()
    const before = await told()
    const back = withFiles(
      'multipart/mixed',
      'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Voir <b>le PDF</b></p>',
      attachments,
    )
    expect(await take(mailOf({ ...back.head, 'In-Reply-To': messageId }, back.body))).toEqual(['ignored', 'taken'])
    const [reply] = await replies()
    expect(reply!.text).toMatch(/Voir le PDF/i)
    expect(reply!.files).toContain(attachments[0]!.name)
    expect(await last()).toMatchObject({ hasMail: false })
    expect(await told()).toBe(before)
  })

  it('of another company answers nothing here', async () => {
    const [one, other] = [await afterSending(), await afterSending()]
    expect(await one.take(mailOf({ 'In-Reply-To': other.messageId }, BODY))).toEqual(['ignored'])
    expect(await other.replies()).toEqual([])
  })
})

describe('X-47 a mail that a program wrote', () => {
  it.each<[string, Head]>([
    ['an absence', { 'Auto-Submitted': 'auto-replied' }],
    ['an absence of Outlook', { Subject: 'Réponse automatique : Commande' }],
    ['a list', { Precedence: 'bulk' }],
    ['a robot', { From: 'no-reply@example.org' }],
    ['a bounce as text', { From: 'MAILER-DAEMON@example.org', 'Return-Path': '<>' }],
  ])('is not read as a reply, and not answered: %s', async (_name, head) => {
    const { take, replies, messageId, told } = await afterSending()
    const before = await told()
    expect(await take(mailOf({ 'In-Reply-To': messageId, ...head }, BODY))).toEqual(['ignored'])
    expect([await replies(), await told()]).toEqual([[], before])
  })

  it('INT-34 is ignored when it is a bounce with the order in it, whole or cut short', async () => {
    const { take, last, messageId, attachments } = await afterSending()
    for (const files of [attachments, attachments.slice(2)]) {
      const within = withFiles('multipart/mixed', 'Content-Type: text/plain\r\n\r\nCommande', files)
      const original = mailOf({ ...within.head, 'Message-ID': messageId }, within.body)
      const report = `--r\r\nContent-Type: text/plain\r\n\r\nUnknown user\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n--r\r\nContent-Type: message/rfc822\r\n\r\n${original}\r\n--r--\r\n`
      const type = 'multipart/report; report-type=delivery-status; boundary="r"'
      expect(await take(mailOf({ From: 'MAILER-DAEMON@example.org', 'Content-Type': type }, report))).toEqual([
        'ignored',
      ])
      expect(await last()).toMatchObject({ kind: 'none', hasMail: false })
      // As one that forwards it does.
      const forwarded = `--r\r\nContent-Type: text/plain\r\n\r\nPour information\r\n--r\r\nContent-Type: message/rfc822\r\n\r\n${original}\r\n--r--\r\n`
      const states = await take(mailOf({ 'Content-Type': 'multipart/mixed; boundary="r"' }, forwarded))
      expect(states).toEqual(files === attachments ? ['ignored'] : ['quarantined'])
    }
  })
})
