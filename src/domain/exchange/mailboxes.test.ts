import { createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { constraints, say } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aDovecot, hasDovecot } from '../../platform/testing/dovecot.ts'
import { aCompany } from '../accounts/factory.ts'
import { runWork } from '../long-work/jobs.ts'
import { workOperations } from '../long-work/operations.ts'
import { collectAlone, collectMailboxWork } from './actions/collecting.ts'
import { testMailbox } from './actions/test-mailbox.ts'
import { collectDue } from './jobs.ts'
import { mailboxesOperations as boxes } from './operations/mailboxes.ts'

const SECRET = '0123456789abcdef0123456789abcdef'
const MAIL = 'From: a@example.org\r\nSubject: Bonjour\r\n\r\nBonjour\r\n'
type Dovecot = Awaited<ReturnType<typeof aDovecot>>

/** A server that says this to who connects, once `first` is done, and nothing more; returns its port. */
async function saying(greeting: string, first: () => Promise<unknown> = async () => {}) {
  const server = createServer(socket => {
    socket.on('error', () => {})
    first().then(() => socket.write(greeting))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { port, close: () => server.close() }
}

describe.skipIf(!hasDovecot)('mailboxes that orders are collected from', () => {
  let database: Database
  let dovecot: Dovecot
  beforeAll(async () => {
    sealWith(SECRET)
    database = openDatabase(inject('ownerUrl'), 10)
    dovecot = await aDovecot({ appros: 'secret', hand: 'secret', clock: 'secret', stopped: 'secret' })
  }, 60_000)
  afterAll(async () => {
    await Promise.all([database?.close(), dovecot?.stop()])
  })

  const typed = (user = 'appros', protocol: 'imap' | 'pop3' = 'imap') => ({
    ...{ protocol, host: '127.0.0.1', port: dovecot.ports[protocol], security: 'none' as const },
    ...{ user, password: 'secret' },
  })
  const aSite = () => aCompany(database, { constraints })
  type Site = Awaited<ReturnType<typeof aSite>>
  const backstageOf = (of: Site) => ({ ...of.outer(), say })

  it('INT-28, INT-30 a mailbox is added and changed, and its password is told to nobody, not even the journal', async () => {
    const of = await aSite()
    const added = await of.call(boxes.add, { ...typed(), host: ' LOCALHOST ', everyMinutes: 5 })
    expect(added).toMatchObject({ host: 'localhost', user: 'appros', everyMinutes: 5, active: true, mailCount: 0 })
    expect(JSON.stringify(added)).not.toContain('secret')
    const { password: _, ...kept } = typed()
    const changed = await of.call(boxes.change, {
      ...{ ...kept, host: 'localhost', port: 143, id: added.id, revision: added.revision },
    })
    expect(changed).toMatchObject({ port: 143, everyMinutes: null })
    expect((await of.call(boxes.list, {})).rows).toEqual([changed])
    const { rows } = await of.within(ctx =>
      ctx.db.execute<{ told: string }>(
        sql`select coalesce(string_agg(t::text, ''), '') as told from audit_entries t where company_id = ${of.company.id}`,
      ),
    )
    expect(rows[0]!.told).toContain('localhost')
    expect(rows[0]!.told).not.toContain('secret')
  })

  it('refuses the same mailbox twice, one without password, and a kept password for another server', async () => {
    const of = await aSite()
    const { id, revision } = await of.call(boxes.add, typed())
    await expect(of.call(boxes.add, typed())).rejects.toMatchObject({ message: 'exchange.mailboxTwice' })
    const { password: _, ...bare } = typed('hand')
    await expect(of.call(boxes.add, bare)).rejects.toMatchObject({ message: 'exchange.passwordMissing' })
    const { password: __, ...elsewhere } = { ...typed(), host: 'example.org' }
    const refused = { message: 'exchange.passwordMissing' }
    await expect(of.call(boxes.change, { ...elsewhere, id, revision })).rejects.toMatchObject(refused)
    await expect(of.call(boxes.test, { ...elsewhere, id })).rejects.toMatchObject(refused)
  })

  it('X-40 says when the address of a mailbox is that of a user', async () => {
    const of = await aSite()
    const own = await of.call(boxes.add, { ...typed(), user: of.user.email.toUpperCase() })
    expect(own.usedBy).toBe(of.user.name)
    expect((await of.call(boxes.add, typed())).usedBy).toBeNull()
  })

  it('INT-30 the test counts what stands there, changes nothing, and takes the password that is kept', async () => {
    const of = await aSite()
    dovecot.deliver('appros', MAIL)
    const { id } = await of.call(boxes.add, typed())
    const { password: _, ...bare } = typed()
    expect(await of.call(boxes.test, { ...bare, id })).toMatchObject({ ok: true, message: '', mailCount: 1 })
    expect(await of.call(boxes.test, typed('appros', 'pop3'))).toMatchObject({ ok: true, mailCount: 1 })
    expect(dovecot.files('appros').every(file => !file.endsWith('S'))).toBe(true)
    sealWith('ffffffffffffffffffffffffffffffff')
    try {
      await expect(of.call(boxes.test, { ...bare, id })).rejects.toMatchObject({
        message: 'exchange.passwordUnreadable',
      })
    } finally {
      sealWith(SECRET)
    }
  })

  it('INT-30 the test says in words what is wrong', async () => {
    const of = await aSite()
    const wrong = async (given: object) => {
      const { ok, message } = await of.call(boxes.test, { ...typed(), ...given })
      expect(ok).toBe(false)
      return message
    }
    expect(await wrong({ host: 'nowhere.invalid' })).toContain('Aucun serveur ne porte le nom')
    expect(await wrong({ port: 1 })).toContain('refuse ou coupe la connexion sur le port 1')
    for (const protocol of ['imap', 'pop3'] as const) {
      expect(await wrong({ ...typed('appros', protocol), password: 'faux' })).toContain('refuse l’adresse ou le mot de')
      expect(await wrong({ ...typed('appros', protocol), security: 'tls' })).toContain('La sécurité choisie')
      const port = dovecot.ports[`${protocol}s`]
      expect(await wrong({ ...typed('appros', protocol), port, security: 'tls' })).toContain('Le certificat du serveur')
    }
    const quick = { limits: { connectMs: 300, silenceMs: 300 } }
    const silent = await saying('')
    const chatty = await saying('HTTP/1.1 400 Bad Request\r\n\r\n')
    const test = (port: number, protocol: 'imap' | 'pop3') =>
      of.within(ctx => testMailbox(ctx, { ...typed('appros', protocol), port }, quick))
    try {
      for (const protocol of ['imap', 'pop3'] as const) {
        expect((await test(silent.port, protocol)).message).toContain('ne répond pas sur le port')
        expect((await test(chatty.port, protocol)).message).toMatch(/Vérifiez le (port, le )?protocole/)
      }
      expect((await test(dovecot.ports.pop3, 'imap')).message).toMatch(/Vérifiez le (port, le )?protocole/)
      expect((await test(dovecot.ports.imap, 'pop3')).message).toMatch(/Vérifiez le (port, le )?protocole/)
    } finally {
      silent.close()
      chatty.close()
    }
  })

  it('INT-30 the test holds nothing of the database while a server keeps it waiting', async () => {
    const narrow = openDatabase(inject('ownerUrl'), 1)
    const of = await aCompany(narrow, { constraints })
    const others = () => of.within(ctx => ctx.db.execute(sql`select 1`))
    const slow = await saying('HTTP/1.1 400 Bad Request\r\n\r\n', others)
    try {
      // It answers only once the one connection there is served somebody else.
      const { message } = await of.call(boxes.test, { ...typed(), port: slow.port })
      expect(message).toMatch(/Vérifiez le (port, le )?protocole/)
    } finally {
      slow.close()
      await narrow.close()
    }
  }, 30_000)

  it('INT-32, INT-34 a person collects as long work; a mailbox that was read stays, switched off, and is not moved elsewhere', async () => {
    const of = await aSite()
    for (let mails = 0; mails < 3; mails++) dovecot.deliver('hand', MAIL)
    const { id } = await of.call(boxes.add, typed('hand'))
    const { workId } = await of.call(boxes.collect, { id })
    expect(await of.call(boxes.collect, { id })).toEqual({ workId }) // asked twice, done once
    await runWork(backstageOf(of), [collectMailboxWork] as never, {
      data: { companyId: of.company.id, runId: workId },
      signal: new AbortController().signal,
    })
    expect(await of.call(workOperations.get, { id: workId })).toMatchObject({
      ...{ state: 'done', done: 3, total: 3 },
      result: { link: 'collected-documents' },
    })
    const [read] = (await of.call(boxes.list, {})).rows
    expect(read).toMatchObject({ mailCount: 3, collecting: false, failure: null, collectedAt: expect.any(String) })
    await expect(
      of.call(boxes.change, { ...typed('hand'), host: 'example.org', id, revision: read!.revision }),
    ).rejects.toMatchObject({ message: 'exchange.mailboxCollected' })
    expect(await of.call(boxes.remove, { id })).toEqual({ removed: false })
    expect((await of.call(boxes.list, {})).rows[0]).toMatchObject({ active: false, mailCount: 3 })
    await expect(of.call(boxes.collect, { id })).rejects.toMatchObject({ message: 'exchange.mailboxInactive' })
    const { id: unread } = await of.call(boxes.add, typed('hand', 'pop3'))
    expect(await of.call(boxes.remove, { id: unread })).toEqual({ removed: true })
  })

  it('INT-32 what is due is collected by itself, and what fails is shown since when and tried again', async () => {
    const of = await aSite()
    dovecot.deliver('clock', MAIL)
    await of.call(boxes.add, { ...typed('clock'), everyMinutes: 10 })
    const { id: failing } = await of.call(boxes.add, { ...typed('nobody'), everyMinutes: 10 })
    const sweep = () => collectDue(backstageOf(of), new AbortController().signal)
    const rows = async () => Object.fromEntries((await of.call(boxes.list, {})).rows.map(row => [row.user, row]))
    await sweep()
    const once = await rows()
    expect(once.clock).toMatchObject({ mailCount: 1, failure: null })
    expect(once.nobody).toMatchObject({ collectedAt: null, failedSince: expect.any(String) })
    expect(once.nobody!.failure).toContain('refuse l’adresse ou le mot de passe')
    // Not before its pause is over, then again; it fails since the first time.
    dovecot.deliver('clock', MAIL)
    await sweep()
    expect((await rows()).clock!.mailCount).toBe(1)
    await of.within(ctx => ctx.db.execute(sql`update mailboxes set due_at = now() where company_id = ${of.company.id}`))
    await sweep()
    const again = await rows()
    expect(again.clock!.mailCount).toBe(2)
    expect(again.nobody!.failedSince).toBe(once.nobody!.failedSince)
    await of.call(boxes.change, { ...typed('clock'), user: 'nobody', id: failing, revision: again.nobody!.revision })
    expect((await rows()).nobody).toMatchObject({ failure: null, failedSince: null })
  })

  it('collects a mailbox once at a time, and again once whoever was at it was cut short', async () => {
    const of = await aSite()
    const { id: mailboxId } = await of.call(boxes.add, typed('stopped'))
    const alone = () => collectAlone({ mailboxId, inTransaction: act => of.within(act) })
    const busy = (until: string) =>
      of.within(ctx =>
        ctx.db.execute(sql`
          update mailboxes set busy_by = id, busy_until = now() + ${until}::interval where company_id = ${of.company.id}`),
      )
    await busy('10 minutes')
    expect(await alone()).toBeUndefined()
    await busy('-1 minute')
    expect(await alone()).toMatchObject({ mails: 0 })
  })
})
