import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aDovecot, hasDovecot } from '../../platform/testing/dovecot.ts'
import { collect, MOST_BYTES } from './actions/collect.ts'
import { aMail } from './testing/mails.ts'
import { aMailbox, twoSites } from './testing/sites.ts'

describe.skipIf(!hasDovecot)('a mailbox with a mail longer than any order', () => {
  let database: Database
  let dovecot: Awaited<ReturnType<typeof aDovecot>>
  beforeAll(async () => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 5)
    dovecot = await aDovecot({ appros: 'secret' })
  }, 60_000)
  afterAll(async () => {
    await Promise.all([database?.close(), dovecot?.stop()])
  })

  it('INT-34 says so of it without fetching it, and reads those before and after', async () => {
    const { centre } = await twoSites(database, 25)
    const small = aMail([{ name: 'o.xml', content: '<Order/>' }])
    for (const content of [small, Buffer.alloc(MOST_BYTES + 1, 'a\r\n'), small]) dovecot.deliver('appros', content)
    for (const protocol of ['imap', 'pop3'] as const) {
      const mailboxId = await aMailbox(centre, protocol, dovecot.ports[protocol], 'appros')
      const collecting = {
        mailboxId,
        inTransaction: <T>(act: Parameters<typeof centre.within<T>>[0]) => centre.within(act),
      }
      expect(await collect(collecting)).toMatchObject({ mails: 3, quarantined: 3 })
      const { rows } = await centre.within(({ db, company }) =>
        db.execute<{ reason: string; bytes: string | null; kept: boolean }>(sql`
          select d.reason, d.values->>'bytes' as bytes, m.content is not null as kept from collected_documents d
          join collected_mails m on m.company_id = ${company.id} and m.id = d.mail_id
          where d.company_id = ${company.id} and m.mailbox_id = ${mailboxId} order by d.reason, m.id`),
      )
      expect(rows.map(({ reason, kept }) => [reason, kept])).toEqual([
        ['exchange.mailTooLarge', false],
        ['exchange.notUbl', true],
        ['exchange.notUbl', true],
      ])
      expect(Number(rows[0]!.bytes)).toBeGreaterThan(MOST_BYTES)
      expect(await collect(collecting)).toMatchObject({ mails: 0 })
    }
  }, 60_000)
})
