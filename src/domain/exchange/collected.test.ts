import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCompany } from '../accounts/factory.ts'
import { addMailbox } from './actions/mailboxes.ts'
import { ublOrder } from './formats/ubl-order.ts'
import { collectedOperations as collected } from './operations/collected.ts'
import { anExchangeOrder } from './testing/documents.ts'
import { takeMail } from './testing/mails.ts'

const mailWith = (subject: string, content: string) =>
  Buffer.from(
    [
      'From: calvi@example.org',
      `Subject: ${subject}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: application/xml; name=a.xml',
      'Content-Disposition: attachment; filename=a.xml',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(content).toString('base64'),
      '--b--',
      '',
    ].join('\r\n'),
  )

describe('what was collected', () => {
  let database: Database
  beforeAll(() => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 5)
  })
  afterAll(() => database.close())

  it('X-42, X-46 is listed with its state and, in quarantine, the reason in words; found by state, mailbox, day and words', async () => {
    const of = await aCompany(database)
    const mailboxId = await of.within(ctx =>
      addMailbox(ctx, {
        ...{ protocol: 'imap', host: 'localhost', port: 993, security: 'tls', user: 'appros@example.org' },
        ...{ password: 'secret', everyMinutes: null, active: true },
      }),
    )
    const take = (key: string, content: Buffer) => of.within(ctx => takeMail(ctx, mailboxId, { key, content }))
    await take('1', mailWith('Commande', ublOrder(anExchangeOrder())))
    await take('2', mailWith('Brouillon', '<Order'))
    await take('3', Buffer.from('From: a@example.org\r\nSubject: Bonjour\r\n\r\nBonjour\r\n'))
    const seen = async (asked: object = {}) =>
      (await of.call(collected.list, asked)).rows.map(({ subject, state }) => [subject, state])
    expect(await seen()).toEqual([
      ['Bonjour', 'ignored'],
      ['Brouillon', 'quarantined'],
      ['Commande', 'quarantined'],
    ])
    expect(await seen({ state: 'ignored' })).toEqual([['Bonjour', 'ignored']])
    expect(await seen({ search: 'cfr1' })).toEqual([['Commande', 'quarantined']])
    expect(await seen({ mailboxId: of.company.id })).toEqual([])
    expect(await seen({ until: '2020-01-01' })).toEqual([])
    expect(await seen({ from: '2020-01-01', kind: 'order' })).toHaveLength(1)
    const { rows, next } = await of.call(collected.list, { limit: 2 })
    const [last] = (await of.call(collected.list, { limit: 2, after: next! })).rows
    expect(last).toMatchObject({
      kind: 'order',
      number: 'CFR1',
      partner: '',
      hasMail: true,
      mailbox: 'appros@example.org',
    })
    expect(last!.why).toBe('Aucune signature n’accompagne ce document\u00a0: rien ne prouve d’où il vient.')
    expect(rows[1]!.why).toContain('ni une commande, ni une réponse')
    expect(await of.call(collected.count, { state: 'quarantined' })).toEqual({ count: 2 })
  })
})
