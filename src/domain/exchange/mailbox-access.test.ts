import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { constraints, say } from '../../app/texts.ts'
import { atInstant } from '../../platform/clock.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { anAuthorisationServer } from '../../platform/testing/authorisation-server.ts'
import { aDovecot, hasDovecot } from '../../platform/testing/dovecot.ts'
import { aCompany } from '../accounts/factory.ts'
import { collectAlone } from './actions/collecting.ts'
import { collectDue } from './jobs.ts'
import { mailboxesOperations as boxes } from './operations/mailboxes.ts'
import { accessOf, oauthTyped, tenantOf } from './rules/mail-providers.ts'

const REDIRECT = 'https://facteur.example/site/mailbox-authorised'

describe.skipIf(!hasDovecot)('X-45 mailboxes whose user gives access', () => {
  let database: Database
  let provider: Awaited<ReturnType<typeof anAuthorisationServer>>
  let dovecot: Awaited<ReturnType<typeof aDovecot>>
  beforeAll(async () => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 5)
    provider = await anAuthorisationServer()
    dovecot = await aDovecot({ appros: 'secret' }, { introspectionUrl: provider.introspectionUrl })
    dovecot.deliver('appros', 'From: a@example.org\r\nSubject: Bonjour\r\n\r\nBonjour\r\n')
  })
  afterAll(() => Promise.all([database?.close(), dovecot?.stop(), provider?.stop()]))

  const aSite = () => aCompany(database, { constraints })
  type Site = Awaited<ReturnType<typeof aSite>>
  const typed = () => {
    const { clientSecret: password, ...oauth } = provider.client
    const at = { protocol: 'imap', host: '127.0.0.1', port: dovecot.ports.imap, security: 'none' } as const
    return { ...at, user: 'appros', password, oauth }
  }
  /** What comes back with the user, who said yes. */
  const allowed = async (of: Site, id: string) => {
    const { address } = await of.call(boxes.authorisation, { id, redirectUri: REDIRECT })
    const back = await fetch(address, { redirect: 'manual' })
    return new URL(back.headers.get('location')!).search
  }
  const authorised = async (of: Site, more: object = {}) => {
    const { id } = await of.call(boxes.add, { ...typed(), ...more })
    return of.call(boxes.authorise, { answer: await allowed(of, id) })
  }
  const collected = (of: Site, mailboxId: string) => collectAlone({ mailboxId, inTransaction: act => of.within(act) })

  it('are collected once their user said yes, again and again, though each access serves once', async () => {
    const of = await aSite()
    const added = await of.call(boxes.add, typed())
    expect(added).toMatchObject({ authorised: false, oauth: { clientId: 'facteur' } })
    await expect(of.call(boxes.collect, { id: added.id })).rejects.toMatchObject({ code: 'exchange.notAuthorised' })
    await expect(collected(of, added.id)).rejects.toMatchObject({ code: 'exchange.notAuthorised' })
    const row = await of.call(boxes.authorise, { answer: await allowed(of, added.id) })
    expect(row).toMatchObject({ id: added.id, authorised: true })
    expect(await collected(of, added.id)).toMatchObject({ mails: 1 })
    expect(await collected(of, added.id)).toMatchObject({ mails: 0 })
    const { password: _, ...kept } = typed()
    for (const _ of [1, 2])
      expect(await of.call(boxes.test, { ...kept, id: added.id })).toMatchObject({ ok: true, mailCount: 1 })
    expect(await collected(of, added.id)).toMatchObject({ mails: 0 })
    const { rows: told } = await of.within(({ db }) => db.execute(sql`select * from audit_entries`))
    expect(JSON.stringify([added, row, told])).not.toMatch(/client-secret|refresh-|sealed/)
  })

  it('say in words that access was taken back, by hand and by the timetable, until it is given again', async () => {
    const of = await aSite()
    const { id } = await authorised(of, { everyMinutes: 1 })
    provider.takeBack()
    await collectDue({ ...of.outer(), say }, new AbortController().signal)
    const { rows } = await of.call(boxes.list, {})
    expect(rows[0]).toMatchObject({ failure: expect.stringContaining('invalid_grant'), authorised: true })
    expect(rows[0]!.failure).toMatch(/n’est pas, ou plus, autorisé/)
    const again = await of.call(boxes.authorise, { answer: await allowed(of, id) })
    expect(again).toMatchObject({ failure: null, failedSince: null })
    expect(await collected(of, id)).toMatchObject({ mails: 1 })
  })

  it('give nothing to somebody else, to a late answer, to another company, or where a password opens them', async () => {
    const [of, other] = [await aSite(), await aSite()]
    const { id } = await of.call(boxes.add, typed())
    const answer = await allowed(of, id)
    const lost = { code: 'exchange.authorisationLost' }
    await expect(other.call(boxes.authorise, { answer })).rejects.toMatchObject(lost)
    const late = new Date(Date.now() + 31 * 60_000).toISOString()
    await expect(atInstant(late, () => of.call(boxes.authorise, { answer }))).rejects.toMatchObject(lost)
    for (const wrong of ['', '?state=x', '?code=x&state=v1.AAAA'])
      await expect(of.call(boxes.authorise, { answer: wrong })).rejects.toMatchObject(lost)
    await of.call(boxes.authorise, { answer })
    await expect(of.call(boxes.authorise, { answer })).rejects.toMatchObject({
      code: 'exchange.incoming.authorisation',
    })
    const { id: byPassword } = await of.call(boxes.add, { ...typed(), protocol: 'pop3', password: 'x', oauth: null })
    await expect(of.call(boxes.authorisation, { id: byPassword, redirectUri: REDIRECT })).rejects.toMatchObject({
      code: 'exchange.mailboxByPassword',
    })
    await expect(of.call(boxes.authorisation, { id, redirectUri: 'javascript:alert(1)' })).rejects.toThrow()
  })

  it('take no secret and no access to another server, another user or another provider', async () => {
    const of = await aSite()
    const { id, revision } = await authorised(of)
    const { password: _, ...kept } = typed()
    for (const elsewhere of [{ host: 'localhost' }, { user: 'other' }, { oauth: { ...kept.oauth, clientId: 'x' } }])
      await expect(of.call(boxes.test, { ...kept, ...elsewhere, id })).rejects.toMatchObject({
        code: 'exchange.notAuthorised',
      })
    const issuer = 'https://login.example.org'
    await expect(
      of.call(boxes.change, { ...kept, oauth: { ...kept.oauth, issuer }, id, revision }),
    ).rejects.toMatchObject({ code: 'exchange.passwordMissing' })
    await expect(of.call(boxes.change, { ...kept, oauth: null, id, revision })).rejects.toMatchObject({
      code: 'exchange.passwordMissing',
    })
    const same = await of.call(boxes.change, { ...kept, everyMinutes: 5, id, revision })
    expect(same).toMatchObject({ authorised: true })
    const moved = await of.call(boxes.change, { ...kept, host: 'localhost', id, revision: same.revision })
    expect(moved).toMatchObject({ authorised: false })
  })

  it('tell a provider that is not there from one that refuses', async () => {
    const of = await aSite()
    const at = (issuer: string) => of.call(boxes.add, { ...typed(), user: issuer, oauth: { ...typed().oauth, issuer } })
    const { id } = await at('http://127.0.0.1:9')
    await expect(of.call(boxes.authorisation, { id, redirectUri: REDIRECT })).rejects.toMatchObject({
      code: 'exchange.incoming.authorisationServer',
    })
  })
})

describe('X-45 what is asked of who keeps a mailbox', () => {
  const typed = { tenant: ' 7f1c ', issuer: 'https://login.example.org', clientId: 'c', scope: 'mail' }
  it.each([
    ['password', 'imap', null],
    ['google', 'imap', { issuer: 'https://accounts.google.com', scope: 'https://mail.google.com/' }],
    [
      'microsoft',
      'pop3',
      {
        issuer: 'https://login.microsoftonline.com/7f1c/v2.0',
        scope: 'https://outlook.office.com/POP.AccessAsUser.All offline_access',
      },
    ],
    ['other', 'imap', { issuer: 'https://login.example.org', scope: 'mail' }],
  ] as const)('follows from %s over %s, and shows again what was typed', (access, protocol, asked) => {
    const oauth = oauthTyped({ ...typed, access, protocol })
    expect(oauth).toEqual(asked && { ...asked, clientId: 'c' })
    expect(accessOf(oauth)).toBe(access)
    expect(tenantOf(oauth)).toBe(access === 'microsoft' ? '7f1c' : '')
  })
})
