import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { lastChecks } from '../../app/last-checks.ts'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { issueInvoices } from '../invoicing/actions.ts'
import type { WorkKind } from '../long-work/actions.ts'
import { runWork } from '../long-work/jobs.ts'
import { workOperations } from '../long-work/operations.ts'
import { deliverDue } from '../messaging/jobs.ts'
import { messagingOperations } from '../messaging/operations.ts'
import { createParties } from '../parties/actions.ts'
import { partiesOperations } from '../parties/operations.ts'
import { subscriptionsOperations } from '../subscriptions/operations.ts'
import { noticeWork, remindDue } from './jobs.ts'
import { renewalsOperations } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

const TODAY = '2023-08-31'
/** Ends on 14/09/2023, in 14 days. */
const ENDING = '2022-09-15'
const mail = (left: number) => ({
  countedIn: 'days' as const,
  left,
  channel: 'mail' as const,
  subjectFr: 'Votre abonnement se termine',
  bodyFr: 'Bonjour {nom}.',
})

/** A publisher with a series, and what its long work does. */
async function reminding({ lefts = [30], automatic = true } = {}) {
  const publisher = await aPublisher(database, { today: TODAY, constraints, reactions })
  const { call, titleId, company, outer, sell } = publisher
  const { steps } = await call(renewalsOperations.create, {
    name: 'Relances',
    titleId,
    automatic,
    steps: lefts.map(mail) as never,
  })
  const running = async () => (await call(workOperations.running, undefined)).filter(({ state }) => state === 'queued')
  return {
    ...publisher,
    steps,
    running,
    subscriber: (name: string) => sell('ABO-A112', ENDING, { to: { lastName: name, emails: [`${name}@example.org`] } }),
    work: (runId: string, kind: WorkKind<never> = noticeWork as never, signal = new AbortController().signal) =>
      runWork(outer(), [kind], { data: { companyId: company.id, runId }, signal }),
    notices: async () => (await call(renewalsOperations.notices, {})).rows,
  }
}

describe('renewal notices that leave by themselves', () => {
  it('CIR-21 go each morning to those due, the latest step alone, and once', async () => {
    const { subscriber, within, running, work, notices, steps } = await reminding({ lefts: [60, 30] })
    await subscriber('florence')
    await subscriber('zola')
    await within(remindDue)
    const [begun, ...others] = await running()
    expect(others).toEqual([])
    expect(begun).toMatchObject({ label: 'Relances\u00a0: Relances, vague 2', total: 2 })
    await work(begun!.id)
    expect((await notices()).map(({ position, contact }) => `${position} ${contact}`).sort()).toEqual([
      '2 florence Florence',
      '2 zola Florence',
    ])
    await within(remindDue)
    expect(await running()).toEqual([])
    expect(steps).toHaveLength(2)
  })

  it('CIR-21 do not leave for a series sent by hand, nor for one switched off', async () => {
    const { subscriber, within, running, call, titleId } = await reminding({ automatic: false })
    await subscriber('florence')
    await within(remindDue)
    expect(await running()).toEqual([])
    const { rows } = await call(renewalsOperations.list, { titleId })
    await call(renewalsOperations.update, { id: rows[0]!.id, automatic: true, active: false })
    await within(remindDue)
    expect(await running()).toEqual([])
  })
})

describe('a wave as long work', () => {
  it('CIR-21 reminds thousands as work in progress, and says how many', async () => {
    const { within, call, products, steps, work } = await reminding()
    const MANY = 2_001
    await within(async ctx => {
      const customers = await createParties(
        ctx,
        Array.from({ length: MANY }, (_, at) => ({ lastName: `P${at}`, emails: [`p${at}@example.org`] })),
      )
      await issueInvoices(
        ctx,
        customers.map(customerId => ({
          customerId,
          issuedOn: ENDING,
          lines: [{ productId: products.get('ABO-A112')!, quantity: 1 }],
        })),
      )
    })
    const { workId, notices } = await call(renewalsOperations.send, { stepId: steps[0]!.id, expectedCount: MANY })
    expect({ notices, workId }).toEqual({ notices: 0, workId: expect.any(String) })
    await work(workId!)
    expect(await call(workOperations.get, { id: workId! })).toMatchObject({
      state: 'done',
      done: MANY,
      total: MANY,
      result: { link: `renewal-notices?stepId=${steps[0]!.id}`, summary: String(MANY) },
    })
    expect(await call(renewalsOperations.noticesCount, {})).toEqual({ count: MANY })
    expect(await call(messagingOperations.messages.count, {})).toEqual({ count: MANY })
  })

  it('CIR-21 cut after its mails were queued, goes on and reminds nobody twice', async () => {
    const { subscriber, within, running, work, notices, call } = await reminding()
    await subscriber('florence')
    await within(remindDue)
    const id = (await running())[0]!.id
    const dying = new AbortController()
    const killed: WorkKind<never> = {
      ...(noticeWork as never as WorkKind<never>),
      async run(doing, input) {
        await noticeWork.run(doing, input)
        dying.abort()
        throw new Error('killed')
      },
    }
    await expect(work(id, killed, dying.signal)).rejects.toThrow('killed')
    await work(id)
    expect(await call(workOperations.get, { id })).toMatchObject({ state: 'done' })
    expect(await notices()).toHaveLength(1)
    expect(await call(messagingOperations.messages.count, {})).toEqual({ count: 1 })
  })
})

describe('a notice about to leave', () => {
  const outboxFolder = mkdtempSync(join(tmpdir(), 'facteur-notices-'))
  afterAll(() => rmSync(outboxFolder, { recursive: true }))

  it('M-13 is withdrawn by the delivery itself when its subscription was renewed meanwhile, and others leave', async () => {
    const { subscriber, sell, call, steps, outer, company, notices } = await reminding()
    const { customerId } = await subscriber('florence')
    await subscriber('zola')
    await call(renewalsOperations.send, { stepId: steps[0]!.id })
    const { rows } = await call(subscriptionsOperations.list, { recipientId: customerId })
    await sell('ABO-A112', TODAY, { customerId, renewsId: rows[0]!.id })
    const signal = new AbortController().signal
    await deliverDue(outer(), { outboxFolder, lastChecks }, { data: { companyId: company.id }, signal })
    const { rows: messages } = await call(messagingOperations.messages.list, { sort: 'to' })
    expect(messages.map(({ to, state }) => `${to} ${state}`)).toEqual([
      'florence@example.org withdrawn',
      'zola@example.org sent',
    ])
    expect(readdirSync(outboxFolder, { recursive: true }).filter(name => String(name).endsWith('.eml'))).toHaveLength(1)
    expect(
      Object.fromEntries((await notices()).map(({ contact, cancelledOn }) => [contact, cancelledOn !== null])),
    ).toEqual({ 'florence Florence': true, 'zola Florence': false })
  })

  it('L-19 is not written to who objected, and withdrawn from who objects before it leaves', async () => {
    const { subscriber, call, steps, outer, company, within } = await reminding()
    const { customerId: objected } = await subscriber('florence')
    const { customerId: objects } = await subscriber('zola')
    await call(partiesOperations.update, { id: objected, noMarketingOn: '2023-08-01' })
    const stepId = steps[0]!.id
    expect((await call(renewalsOperations.preview, { stepId })).verdicts).toEqual(
      expect.arrayContaining([
        { verdict: 'due', count: 1 },
        { verdict: 'objection', count: 1 },
      ]),
    )
    expect(await call(renewalsOperations.send, { stepId })).toMatchObject({ notices: 1 })
    await call(partiesOperations.update, { id: objects, noMarketingOn: TODAY })
    const signal = new AbortController().signal
    await deliverDue(outer(), { outboxFolder, lastChecks }, { data: { companyId: company.id }, signal })
    expect((await call(messagingOperations.messages.list, {})).rows).toMatchObject([{ state: 'withdrawn' }])
    const { rows } = await call(partiesOperations.list, { marketing: 'objected' })
    expect(rows.map(({ id }) => id).sort()).toEqual([objected, objects].sort())
    const left = await within(({ db }) =>
      db.execute(sql`select from renewal_notices where company_id = ${company.id} and cancelled_on is null`),
    )
    expect(left.rows).toEqual([])
  })
})
