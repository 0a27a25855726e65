import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { constraints, say } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aDovecot, hasDovecot } from '../../platform/testing/dovecot.ts'
import { aCompany } from '../accounts/factory.ts'
import { runWork } from '../long-work/jobs.ts'
import { workOperations } from '../long-work/operations.ts'
import { collectAlone, collectMailboxWork } from './actions/collecting.ts'
import { mailboxesOperations as boxes } from './operations/mailboxes.ts'
import { standBetween } from './testing/between.ts'
import { aMailbox } from './testing/sites.ts'

const MAIL = 'From: a@example.org\r\nSubject: Bonjour\r\n\r\nBonjour\r\n'
/** More than two lots of mails that are taken together. */
const MAILS = 600

describe.skipIf(!hasDovecot)('a collection that does not come to its end at once', () => {
  let database: Database
  let dovecot: Awaited<ReturnType<typeof aDovecot>>
  let between: Awaited<ReturnType<typeof standBetween>>
  let pass: (line: string) => string | Promise<string>
  beforeAll(async () => {
    sealWith('0123456789abcdef0123456789abcdef')
    database = openDatabase(inject('ownerUrl'), 10)
    dovecot = await aDovecot({ held: 'secret', hand: 'secret', kept: 'secret' })
    between = await standBetween(dovecot.ports.imap, line => pass(line))
  }, 60_000)
  beforeEach(() => {
    pass = line => line
  })
  afterAll(async () => {
    await Promise.all([database?.close(), between?.close()])
    await dovecot?.stop()
  })

  const aSite = () => aCompany(database, { constraints })
  type Site = Awaited<ReturnType<typeof aSite>>
  const collectAt = (of: Site, mailboxId: string) => collectAlone({ mailboxId, inTransaction: act => of.within(act) })
  const stateOf = async (of: Site, mailboxId: string) => {
    const { rows } = await of.within(({ db, company }) =>
      db.execute<{ lastKey: string | null; busy: boolean; silent: number; mails: number }>(sql`
        select last_key as "lastKey", busy_by is not null as busy,
          extract(epoch from busy_until - now())::float as silent,
          (select count(*)::int from collected_mails m where m.company_id = ${company.id} and m.mailbox_id = b.id) as mails
        from mailboxes b where b.company_id = ${company.id} and b.id = ${mailboxId}`),
    )
    return rows[0]!
  }
  /** Holds what a client says from the line on that is asked for; `held` resolves with it. */
  function holding(isIt: (line: string) => boolean) {
    const held = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    pass = async line => {
      if (!isIt(line)) return line
      held.resolve()
      await released.promise
      return line
    }
    return { held: held.promise, release: released.resolve }
  }

  it('INT-32 shows that it lives while its server makes it wait, so that nobody else begins, and is over soon without', async () => {
    const of = await aSite()
    dovecot.deliver('held', MAIL)
    const mailboxId = await aMailbox(of, 'imap', between.port, 'held')
    const { held, release } = holding(line => line.includes('FETCH'))
    const collecting = collectAt(of, mailboxId)
    await held
    const { silent } = await stateOf(of, mailboxId)
    expect(silent).toBeLessThanOrEqual(30)
    const later = () => of.within(({ db }) => db.execute(sql`select pg_sleep(1)`))
    for (let seconds = 0; seconds < 7; seconds++) await later()
    expect((await stateOf(of, mailboxId)).silent).toBeGreaterThan(silent - 5)
    expect(await collectAt(of, mailboxId)).toBeUndefined()
    release()
    expect(await collecting).toMatchObject({ mails: 1 })
    expect(await stateOf(of, mailboxId)).toMatchObject({ busy: false })
  })

  it('INT-33 stops when a person stops it, frees the mailbox, keeps what was read, and the next one goes on', async () => {
    const of = await aSite()
    for (let mails = 0; mails < MAILS; mails++) dovecot.deliver('hand', MAIL)
    const before = dovecot.files('hand').length
    const id = await aMailbox(of, 'imap', between.port, 'hand')
    // The first lot was taken when this one is asked for; what was asked before it is on its way.
    let asked = 0
    const { held, release } = holding(line => line.includes('BODY') && ++asked > 9)
    const { workId } = await of.call(boxes.collect, { id })
    const work = runWork({ ...of.outer(), say }, [collectMailboxWork] as never, {
      data: { companyId: of.company.id, runId: workId },
      signal: new AbortController().signal,
    })
    await held
    const run = () => of.call(workOperations.get, { id: workId })
    await vi.waitFor(async () => expect((await run()).done).toBe(250), { timeout: 30_000, interval: 50 })
    expect((await of.call(boxes.list, {})).rows[0]).toMatchObject({ collecting: true, mailCount: 250 })
    await of.call(workOperations.cancel, { id: workId })
    release()
    await work
    expect(await run()).toMatchObject({ state: 'cancelled', total: MAILS })
    const [stopped] = (await of.call(boxes.list, {})).rows
    expect(stopped).toMatchObject({ collecting: false, failure: null, collectedAt: null })
    expect([250, 500]).toContain(stopped!.mailCount)
    expect(await collectAt(of, id)).toMatchObject({
      mails: MAILS - stopped!.mailCount,
      ignored: MAILS - stopped!.mailCount,
    })
    expect(await stateOf(of, id)).toMatchObject({ mails: MAILS, busy: false })
    expect(await collectAt(of, id)).toMatchObject({ mails: 0 })
    expect(dovecot.files('hand')).toHaveLength(before)
    expect(dovecot.files('hand').filter(name => /,[A-Z]*[ST]/.test(name))).toEqual([])
  })

  it('INT-32 asks again for a mail that the server lists and does not hand over, and for those after it', async () => {
    const of = await aSite()
    for (let mails = 0; mails < 5; mails++) dovecot.deliver('kept', MAIL)
    const mailboxId = await aMailbox(of, 'imap', between.port, 'kept')
    let fetched: string[] = []
    const withhold = (uid?: number) => {
      fetched = []
      pass = line => {
        const [, set] = /UID FETCH ([\d,]+) .*BODY/.exec(line) ?? []
        if (!set) return line
        fetched.push(...set.split(','))
        // Another number of the same length names no mail.
        return uid === undefined ? line : line.replace(set, set.replace(new RegExp(`\\b${uid}\\b`), '9'))
      }
    }
    const collected = async () => {
      const result = await collectAt(of, mailboxId)
      const { lastKey, mails } = await stateOf(of, mailboxId)
      return { mails: result!.mails, here: mails, last: lastKey?.split('.')[1] ?? null, fetched }
    }
    withhold(3)
    expect(await collected()).toEqual({ mails: 4, here: 4, last: '2', fetched: ['1', '2', '3', '4', '5'] })
    dovecot.deliver('kept', MAIL)
    withhold(3)
    expect(await collected()).toEqual({ mails: 1, here: 5, last: '2', fetched: ['3', '6'] })
    withhold()
    expect(await collected()).toEqual({ mails: 1, here: 6, last: '6', fetched: ['3'] })
    withhold()
    expect(await collected()).toEqual({ mails: 0, here: 6, last: '6', fetched: [] })
  })
})
