import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { pdfPages } from '../../platform/testing/pdf-text.ts'
import { aMailServer } from '../messaging/factory.ts'
import { deliverDue } from '../messaging/jobs.ts'
import { messagingOperations } from '../messaging/operations.ts'
import type { NewParty } from '../parties/actions.ts'
import { aParty } from '../parties/factory.ts'
import { REMINDER_PURPOSE, reminderStillWanted } from './actions/remind.ts'
import { reminderLettersDownload } from './downloads/reminder-letters.ts'
import { aCreditor } from './factory.ts'
import { remindLate } from './jobs.ts'
import { reminderPausesOperations as pauses, remindersOperations as reminders } from './operations/reminders.ts'
import { paymentsOperations as payments } from './operations.ts'
import { DEFAULT_LEVELS, levelFault, reminderText } from './rules/reminders.ts'

let database: Database
const outboxFolder = mkdtempSync(join(tmpdir(), 'facteur-reminders-'))
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(async () => {
  await database.close()
  rmSync(outboxFolder, { recursive: true })
})

/** Letters are read by the transaction itself. */
const noClient = undefined as never

/** Issued on 01/02/2026, due some weeks later; the tests look at it in May. */
const TODAY = '2026-05-04'
async function creditor() {
  const of = await aCreditor(database, { today: '2026-02-02', reactions, constraints })
  const later = <T>(today: string, act: (choices: { today: string }) => Promise<T>) => act({ today })
  const owing = async (cents: number, { days = 10, ...who }: NewParty & { days?: number } = {}) => {
    const customerId = await of.within(ctx => aParty(ctx, { emails: ['florence@example.org'], ...who }))
    return { customerId, ...(await owes(customerId, cents, days)) }
  }
  /** An invoice so many days late today. */
  const owes = async (customerId: string, cents: number, days: number) => {
    const invoice = await of.owes(cents, { of: customerId, on: '2026-02-02' })
    await of.within(({ db, company }) =>
      db.execute(
        sql`update invoice_states set due_on = ${TODAY}::date - ${days}::int where company_id = ${company.id} and id = ${invoice.id}`,
      ),
    )
    return invoice
  }
  const at = { today: TODAY }
  return { ...of, later, owing, owes, at }
}
type Creditor = Awaited<ReturnType<typeof creditor>>

const preview = (of: Creditor, which: object = {}) => of.call(reminders.preview, which, of.at)
const send = (of: Creditor, which: object = {}, today = TODAY) => of.call(reminders.send, which, { today })
const mailsOf = async ({ call }: Creditor) =>
  (await call(messagingOperations.messages.list, { purpose: REMINDER_PURPOSE })).rows

describe('reminders', () => {
  it('L-18 reach each customer once, with all late documents in one mail, and raise the level of those at their turn', async () => {
    const of = await creditor()
    const { customerId, id, number } = await of.owing(3400, { days: 10 })
    const young = await of.owes(customerId, 1000, 2)
    await of.owing(500, { days: -5, emails: ['early@example.org'] })
    expect(await preview(of)).toMatchObject({
      due: 1,
      customers: 1,
      cents: 3400,
      channels: [{ channel: 'mail', count: 1 }],
      leftOut: [{ verdict: 'early', count: 1 }],
    })
    const read = await of.call(reminders.read, { customerId }, of.at)
    expect(read).toMatchObject({
      channel: 'mail',
      to: 'florence@example.org',
      level: 1,
      levelName: 'Rappel',
      language: 'fr',
    })
    expect(read!.subject).toMatch(/Rappel\s: 44,00\s€ à régler/)
    expect(read!.text).toContain(number)
    expect(read!.text).toContain(young.number)
    expect(read!.text).not.toContain('en ligne')
    expect(await send(of, { expectedCount: 1 })).toMatchObject({ documents: 1, customers: 1, letters: 0, workId: null })
    expect(await mailsOf(of)).toMatchObject([{ to: 'florence@example.org', subject: read!.subject, state: 'queued' }])
    await expect(send(of)).rejects.toMatchObject({ code: 'payments.nobodyLate' })
    expect((await of.call(reminders.list, { invoiceId: id })).rows).toMatchObject([
      {
        level: 1,
        remindedOn: TODAY,
        channel: 'mail',
        openCents: 3400,
        sentTo: 'florence@example.org',
        messageState: 'queued',
        paid: false,
      },
    ])
    expect((await of.call(reminders.late, { customerId }, of.at)).rows).toMatchObject([
      { number, reminderLevel: 1, remindedOn: TODAY, level: 2, verdict: 'early' },
      { number: young.number, reminderLevel: 0, level: 1, verdict: 'early' },
    ])
  })

  it('come in levels, a letter at the last, and no more after it', async () => {
    const of = await creditor()
    const { customerId } = await of.owing(3400, { days: 50 })
    for (const [today, level, channel] of [
      ['2026-05-04', 1, 'mail'],
      ['2026-05-14', 2, 'mail'],
      ['2026-05-29', 3, 'letter'],
    ] as const) {
      const read = await of.call(reminders.read, { customerId }, { today })
      expect(read).toMatchObject({ level, channel })
      await send(of, {}, today)
    }
    const { rows } = await of.call(reminders.late, { customerId }, { today: '2027-01-01' })
    expect(rows).toMatchObject([{ verdict: 'done', level: null, reminderLevel: 3 }])
    const { rows: history } = await of.call(reminders.list, { customerId })
    expect(history.map(({ level, channel }) => [level, channel])).toEqual([
      [3, 'letter'],
      [2, 'mail'],
      [1, 'mail'],
    ])
    const file = await of.within(ctx =>
      reminderLettersDownload.file(ctx, { batchId: history[0]!.batchId, part: 1 }, noClient),
    )
    expect(file.contentType).toBe('application/pdf')
  })

  it('leave out, each with its reason, what is disputed, paused, covered, small or cannot be reached', async () => {
    const of = await creditor()
    const disputed = await of.owing(1000)
    const paused = await of.owing(1000)
    const covered = await of.owing(1000)
    await of.owing(100)
    await of.owing(1000, { emails: [], addresses: [] })
    const letter = await of.owing(1000, { emails: [] })
    const ended = await of.call(
      pauses.create,
      { invoiceId: disputed.id, kind: 'disputed', reason: 'Numéro non reçu' },
      of.at,
    )
    await of.call(
      pauses.create,
      { customerId: paused.customerId, kind: 'paused', reason: 'Promis', untilOn: '2026-05-10' },
      of.at,
    )
    await expect(of.call(pauses.create, { kind: 'paused', reason: 'x' })).rejects.toMatchObject({
      code: 'payments.pauseOfOne',
    })
    await of.call(payments.record, { customerId: covered.customerId, cents: 2000, method: 'transfer', allocations: [] })
    await of.call(reminders.save, { automatic: false, weekdays: [1], leastCents: 500, levels: [...DEFAULT_LEVELS] })
    const found = await preview(of)
    expect(Object.fromEntries(found.leftOut.map(({ verdict, count }) => [verdict, count]))).toEqual({
      disputed: 1,
      paused: 1,
      covered: 1,
      small: 1,
      unreachable: 1,
    })
    expect(found).toMatchObject({ due: 1, channels: [{ channel: 'letter', count: 1 }], exampleId: letter.customerId })
    expect((await of.call(pauses.list, { active: true }, of.at)).rows).toHaveLength(2)
    await of.call(pauses.end, ended, of.at)
    expect((await preview(of)).due).toBe(2)
    expect(await of.call(reminders.preview, {}, { today: '2026-05-11' })).toMatchObject({ due: 3 })
  })

  it('are not sent once paid between the wave and the mail: withdrawn, and the level is as before', async () => {
    const of = await creditor()
    const paid = await of.owing(3400, { emails: ['paid@example.org'] })
    const other = await of.owing(1200, { emails: ['other@example.org'] })
    const halted = await of.owing(900, { emails: ['halted@example.org'] })
    await send(of)
    await of.call(payments.record, { customerId: paid.customerId, cents: 400, method: 'cash' })
    await of.call(pauses.create, { customerId: halted.customerId, kind: 'disputed', reason: 'Erreur' })
    const server = await aMailServer()
    await of.call(messagingOperations.mailSettings.update, {
      ...{ host: '127.0.0.1', port: server.port, security: 'none', user: null },
      ...{ fromName: 'Éditions', fromAddress: 'e@lac.example', replyTo: null },
    })
    const lastChecks = { [REMINDER_PURPOSE]: reminderStillWanted }
    const job = { data: { companyId: of.company.id }, signal: new AbortController().signal }
    await deliverDue(of.outer(), { outboxFolder, lastChecks }, job)
    await server.close()
    expect(server.received.map(({ to }) => to)).toEqual([['other@example.org']])
    expect((await mailsOf(of)).map(({ to, state }) => [to, state]).sort()).toEqual([
      ['halted@example.org', 'withdrawn'],
      ['other@example.org', 'sent'],
      ['paid@example.org', 'withdrawn'],
    ])
    const { rows } = await of.call(reminders.late, {}, of.at)
    expect(
      Object.fromEntries(rows.map(({ customerId, reminderLevel, verdict }) => [customerId, [reminderLevel, verdict]])),
    ).toEqual({
      [paid.customerId]: [0, 'due'],
      [other.customerId]: [1, 'early'],
      [halted.customerId]: [0, 'disputed'],
    })
    expect(await send(of)).toMatchObject({ documents: 1 })
    expect(
      (await of.call(reminders.list, { invoiceId: paid.id })).rows
        .map(({ cancelledOn }) => cancelledOn !== null)
        .sort(),
    ).toEqual([false, true])
  })

  it('of two clerks at once leave once', async () => {
    const of = await creditor()
    await Promise.all([1, 2, 3, 4].map(at => of.owing(1000 * at, { emails: [`c${at}@example.org`] })))
    await Promise.allSettled([send(of), send(of), send(of)])
    expect(await mailsOf(of)).toHaveLength(4)
  })

  it('leave by themselves on the days said, mails only', async () => {
    const of = await creditor()
    await of.owing(1000)
    const started = async (today: string) => {
      await of.within(remindLate, { today })
      const { rows } = await of.within(({ db, company }) =>
        db.execute(sql`select kind from job_runs where company_id = ${company.id}`),
      )
      return rows.length
    }
    expect(await started(TODAY)).toBe(0)
    const levels = DEFAULT_LEVELS.map(({ level: _, ...level }) => level)
    await of.call(reminders.save, { automatic: true, weekdays: [2], leastCents: 0, levels })
    expect(await started(TODAY)).toBe(0)
    expect(await started('2026-05-05')).toBe(1)
  })

  it('have their letters printed with what is still open', async () => {
    const of = await creditor()
    const { customerId, number } = await of.owing(3400, { emails: [] })
    const { batchId, letters } = await send(of)
    expect(letters).toBe(1)
    const file = await of.within(ctx => reminderLettersDownload.file(ctx, { batchId, part: 1 }, noClient))
    const chunks: Buffer[] = []
    const out = new Writable({
      write(chunk, _encoding, done) {
        chunks.push(Buffer.from(chunk))
        done()
      },
    })
    await file.write(out)
    const printed = pdfPages(Buffer.concat(chunks))
      .flat()
      .map(({ text }) => text)
    expect(printed.join(' ')).toContain(number)
    await of.call(payments.record, { customerId, cents: 3400, method: 'cash' })
    await expect(
      of.within(ctx => reminderLettersDownload.file(ctx, { batchId, part: 1 }, noClient)),
    ).rejects.toMatchObject({
      code: 'payments.nothingToPrint',
    })
  })
})

describe('the words of a level', () => {
  const late = { number: 'FA-2026-000001', dueOn: '2026-04-01', currency: 'EUR', openCents: 3400, daysLate: 33 }
  const to = { name: 'Mme Dupont', language: 'en' as const, company: 'Lac', link: 'https://pay.example/{numero}' }

  it('are those of the language, with a line left out that has no value', () => {
    const { text, subject } = reminderText(DEFAULT_LEVELS[0]!, [late], to)
    expect(subject).toBe('Reminder: €34.00 to pay')
    expect(text).toContain('To pay online: https://pay.example/FA-2026-000001')
    expect(reminderText(DEFAULT_LEVELS[0]!, [late, { ...late, number: 'FA-2026-000002' }], to).text).not.toContain(
      'online',
    )
    expect(reminderText({ ...DEFAULT_LEVELS[0]!, body: 'Bonjour', bodyEn: '' }, [late], to).text).toMatch(
      /^Bonjour\n\n– FA-2026-000001/,
    )
  })

  it('name only what there is, and levels come one after another', () => {
    const [first, second] = DEFAULT_LEVELS as unknown as [(typeof DEFAULT_LEVELS)[0], (typeof DEFAULT_LEVELS)[0]]
    expect(levelFault([first, second])).toBeUndefined()
    expect(levelFault([second, first])).toMatchObject({ code: 'payments.levelsOutOfOrder', at: 1 })
    expect(levelFault([{ ...first, body: '{montant}' }])).toMatchObject({
      code: 'payments.unknownField',
      word: 'montant',
    })
  })
})
