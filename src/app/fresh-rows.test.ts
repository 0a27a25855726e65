import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aPublisher } from '../domain/dispatch/factory.ts'
import { runLifeOperations } from '../domain/dispatch/operations/run-life.ts'
import { dispatchOperations } from '../domain/dispatch/operations.ts'
import { issueInvoices } from '../domain/invoicing/actions.ts'
import { createParties } from '../domain/parties/actions.ts'
import { renewalsOperations } from '../domain/renewals/operations.ts'
import { type Database, openDatabase } from '../platform/db/database.ts'
import { reactions } from './reactions.ts'
import { router } from './router.ts'
import { constraints } from './texts.ts'

const MANY = 700

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

/** From here on the planner believes that a new company has next to nothing, however much is written for it. */
async function statisticsOfToday() {
  const owner = new pg.Client({ connectionString: inject('ownerUrl') })
  await owner.connect()
  await owner.query('analyze')
  await owner.end()
}

async function withThousands() {
  const publisher = await aPublisher(database, { today: '2023-08-31', constraints, reactions })
  await statisticsOfToday()
  await publisher.within(async ctx => {
    const customers = await createParties(
      ctx,
      Array.from({ length: MANY }, (_, at) => ({
        lastName: `P${at % 100}`,
        emails: [`p${at}@example.org`],
        addresses: [{ line1: `${at} rue des Marronniers`, postcode: '75011', town: 'Paris' }],
      })),
    )
    await issueInvoices(
      ctx,
      customers.map(customerId => ({
        customerId,
        issuedOn: '2022-09-15',
        lines: [{ productId: publisher.products.get('ABO-A112')!, quantity: 1 }],
      })),
    )
  })
  return publisher
}

type Counted = { count: number }
type Verbs = Record<string, Parameters<Awaited<ReturnType<typeof withThousands>>['call']>[0]>

/** What is read of a whole company or a whole run, with what it must be told. */
const READ: [noun: string, verb: string, told?: object][] = [
  ['subscriptions', 'list', { status: 'running', sort: 'name' }],
  ['subscriptions', 'expiring', { within: 3650 }],
  ['subscriptions', 'count', { status: 'running' }],
  ['parties', 'list', { search: 'p1' }],
  ['parties', 'count', { search: 'p1' }],
  ['invoices', 'list', { issuedFrom: '2022-01-01' }],
  ['invoices', 'count', { issuedFrom: '2022-01-01' }],
  ['payments', 'count'],
  ['shipments', 'count'],
  ['dispatch', 'recipients', { issue: '6' }],
  ['dispatch', 'recipientsCount', { issue: '6' }],
  ['dispatch', 'preview', { issue: '6' }],
  ['dispatch', 'notIn', { issue: '6' }],
  ['dispatch', 'notInCount', { issue: '6' }],
  ['dispatch', 'changes', { issue: '5' }],
  ['dispatch', 'changesCount', { issue: '5' }],
  ['dispatch', 'duplicates', { issue: '6' }],
  ['dispatch', 'duplicatesCount', { issue: '6' }],
  ['missedCopies', 'list'],
  ['missedCopies', 'count'],
  ['missedCopies', 'byIssue'],
  ['partyDuplicates', 'list'],
  ['postalFaults', 'recipients', { issue: '6' }],
  ['renewals', 'rates', { from: '2023-01-01', to: '2023-12-31' }],
]

describe('thousands of rows the statistics know nothing of', () => {
  let publisher: Awaited<ReturnType<typeof withThousands>>
  let stepId: string
  beforeAll(async () => {
    publisher = await withThousands()
    const mail = { countedIn: 'days', left: 30, channel: 'mail', subjectFr: 'Fin', bodyFr: 'Bonjour.' } as const
    const series = { name: 'Relances', titleId: publisher.titleId, steps: [mail] }
    stepId = (await publisher.call(renewalsOperations.create, series)).steps[0]!.id
  })

  it.each(READ)('are read in one pass by %s.%s', async (noun, verb, told = {}) => {
    const operation = (router as unknown as Record<string, Verbs>)[noun]?.[verb]
    expect(operation, `${noun}.${verb}`).toBeDefined()
    expect(await publisher.call(operation!, told as never)).toBeDefined()
  })

  it('are renewed, dispatched, signed off, undone in one pass', async () => {
    const { call, within, products } = publisher
    const { count }: Counted = await call(renewalsOperations.candidatesCount, { stepId })
    expect(count).toBe(MANY)
    await call(renewalsOperations.preview, { stepId })
    for (const issue of ['4', '5']) {
      const { id, shipmentCount } = await call(dispatchOperations.run, { issue })
      expect(shipmentCount).toBe(MANY)
      expect(await call(runLifeOperations.check, { id })).toBeDefined()
      if (issue === '4') await call(runLifeOperations.signOff, { id })
      else await call(runLifeOperations.undo, { id })
    }
    await within(async ctx => {
      const { rows } = await ctx.db.execute<{ recipientId: string }>(
        sql`select recipient_id as "recipientId" from purchases where company_id = ${ctx.company.id}`,
      )
      const sale = { issuedOn: '2023-08-30', lines: [{ productId: products.get('ABO-A112')!, quantity: 1 }] }
      await issueInvoices(
        ctx,
        rows.map(({ recipientId }) => ({ customerId: recipientId, ...sale })),
      )
    })
    expect(await call(renewalsOperations.candidatesCount, { stepId, verdict: 'renewed' })).toEqual({ count: MANY })
  })
})
