import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { openMailbox } from '../../platform/mail/incoming.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aDovecot, hasDovecot } from '../../platform/testing/dovecot.ts'
import { collect } from './actions/collect.ts'
import { ownSite, signingKey } from './actions/site.ts'
import { ublOrder } from './formats/ubl-order.ts'
import { standBetween } from './testing/between.ts'
import { anExchangeOrder } from './testing/documents.ts'
import { aMail, signed } from './testing/mails.ts'
import { aMailbox, twoSites } from './testing/sites.ts'

const MAILS = 50_000
const NEW = 3
const MAIL = 'From: a@example.org\r\nSubject: Bulletin\r\n\r\nBonjour\r\n'

describe.skipIf(!hasDovecot)(`a mailbox of ${MAILS} mails`, () => {
  let database: Database
  let dovecot: Awaited<ReturnType<typeof aDovecot>>
  beforeAll(async () => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 5)
    dovecot = await aDovecot({ large: 'secret' })
    for (let nth = 0; nth < MAILS; nth++) dovecot.deliver('large', MAIL)
  })
  afterAll(async () => {
    await database?.close()
    await dovecot?.stop()
  })

  it.each([
    // Of IMAP nothing but what is newer is listed, and its bodies are asked for by their numbers.
    ['imap', / UID FETCH ([\d,:]+) \(.*BODY\.PEEK\[\]/i],
    ['pop3', /^RETR (\d+)/i],
  ] as const)('INT-34 gives only its new mails over %s', async (protocol, bodies) => {
    const { calvi, centre } = await twoSites(database, 25)
    const key = await calvi.within(signingKey)
    const from = { site: (await calvi.within(ownSite)).siteId, to: (await centre.within(ownSite)).siteId }
    const said: string[] = []
    const between = await standBetween(dovecot.ports[protocol], line => {
      said.push(line.trim())
      return line
    })
    try {
      const mailboxId = await aMailbox(centre, protocol, between.port, 'large')
      await readAll(centre, mailboxId, { protocol, port: dovecot.ports[protocol] })
      for (let nth = 0; nth < NEW; nth++) {
        const number = `CF-${protocol}-${nth}`
        const xml = Buffer.from(ublOrder(anExchangeOrder({ number, orderedOn: '2026-06-01' })))
        dovecot.deliver('large', aMail(await signed(number, xml, from, key)))
      }
      const collected = await collect({ mailboxId, inTransaction: act => centre.within(act) })
      expect(collected).toMatchObject({ mails: NEW, taken: NEW })
      const asked = said.flatMap(line => bodies.exec(line)?.[1] ?? [])
      expect(asked.flatMap(numbers)).toHaveLength(NEW)
      const listed = said.filter(line => /RFC822\.SIZE/i.test(line))
      if (protocol === 'imap') expect(listed).toEqual([expect.stringMatching(/ UID FETCH \d{5,}:\* /)])
      expect(said.filter(line => /\b(DELE|STORE|EXPUNGE|SELECT)\b/i.test(line))).toEqual([])
    } finally {
      await between.close()
    }
  })
})

/** Numbers of IMAP: `7,9:11` is four. */
function numbers(set: string): number[] {
  return set.split(',').flatMap(part => {
    const [from, to = from] = part.split(':').map(Number) as [number, number?]
    return Array.from({ length: to! - from + 1 }, (_, at) => from + at)
  })
}

type Site = Awaited<ReturnType<typeof twoSites>>['centre']

/** Notes what stands in a mailbox as read, as a collection of it would have. */
async function readAll(of: Site, mailboxId: string, { protocol, port }: { protocol: 'imap' | 'pop3'; port: number }) {
  const mailbox = await openMailbox({
    protocol,
    host: '127.0.0.1',
    port,
    security: 'none',
    user: 'large',
    password: 'secret',
  })
  const keys = (await mailbox.list(null)).map(({ key }) => key)
  await mailbox.close()
  expect(keys.length).toBeGreaterThanOrEqual(MAILS)
  await of.within(async ({ db, company }) => {
    await db.execute(sql`
      insert into collected_mails (company_id, id, mailbox_id, key, byte_count)
      select ${company.id}, gen_random_uuid(), ${mailboxId}, key, 60 from unnest(${sql.param(keys)}::text[]) key`)
    await db.execute(sql`
      update mailboxes set last_key = ${keys.at(-1)!} where company_id = ${company.id} and id = ${mailboxId}`)
  })
}
