import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { aPublisher } from '../dispatch/factory.ts'
import { startWork } from '../long-work/actions.ts'
import { runWork } from '../long-work/jobs.ts'
import { workOperations } from '../long-work/operations.ts'
import { aParty } from '../parties/factory.ts'
import { priceDocuments } from './actions/price.ts'
import { writeDocuments } from './actions/write.ts'
import { issueWork } from './jobs.ts'
import { invoicingOperations as invoices } from './operations.ts'

let database: Database
beforeAll(() => {
  database = openDatabase(inject('ownerUrl'), 8)
})
afterAll(() => database.close())

const TODAY = '2026-03-20'

/** A publisher with so many drafts, of days that go back and forth. */
async function withDrafts(count: number) {
  const one = await aPublisher(database, { constraints, reactions, today: TODAY })
  const { call, within, outer, company } = one
  const customerId = await within(ctx => aParty(ctx, { lastName: 'Morel', firstName: 'Anne' }))
  await within(async ctx => {
    const drafts = Array.from({ length: count }, (_, at) => ({
      kind: 'invoice' as const,
      customerId,
      draftedOn: `2026-02-${String(1 + ((at * 7) % 28)).padStart(2, '0')}`,
      lines: [{ productId: null, quantity: 1, label: 'Conseil', unitCents: 1000 + at, vatRateBps: 2000 }],
    }))
    await writeDocuments(ctx, await priceDocuments(ctx, drafts))
  })
  const work = (runId: string, signal = new AbortController().signal) =>
    runWork(outer(), [issueWork] as never, { data: { companyId: company.id, runId }, signal })
  const draft = (more: object) =>
    call(invoices.draft, {
      customerId,
      lines: [{ productId: null, quantity: 1, label: 'Conseil', unitCents: 500, vatRateBps: 2000 }],
      ...more,
    })
  const gaps = () => call(invoices.gaps, {})
  return { ...one, customerId, work, draft, gaps }
}

describe('issuing many drafts', () => {
  it('L-2 issues each once, in the order of days, and leaves those that may not be as drafts with why', async () => {
    const { call, draft, gaps } = await withDrafts(40)
    await draft({ draftedOn: '2026-03-21' })
    await draft({ lines: [] })
    const answer = await call(invoices.issueMany, { matching: {} })
    expect(answer).toMatchObject({
      workId: null,
      count: 42,
      done: 40,
      refused: expect.arrayContaining([
        expect.objectContaining({
          count: 1,
          why: expect.stringContaining('21/03/2026'),
          documents: [{ id: expect.any(String), customer: 'Morel Anne' }],
        }),
        expect.objectContaining({ count: 1, why: expect.stringContaining('ligne') }),
      ]),
    })
    expect(await gaps()).toMatchObject([{ count: 40, last: 40, missing: [], outOfOrder: [] }])
    expect(await call(invoices.issueMany, { matching: {} })).toMatchObject({ count: 2, done: 0 })
  })

  it('goes on after it was cut short, each draft once and what is refused told once more', async () => {
    const { within, work, draft, gaps, call } = await withDrafts(1500)
    await draft({ draftedOn: '2026-03-21' })
    const runId = await within(ctx =>
      startWork(ctx, issueWork, { label: 'Validation', total: 1501, input: { which: { matching: {} } } }),
    )
    const dying = new AbortController()
    const working = work(runId, dying.signal).catch(() => {})
    while ((await call(invoices.count, { issuedFrom: '2026-01-01' })).count === 0) await setTimeout(20)
    dying.abort()
    await working
    expect(dying.signal.aborted).toBe(true)
    await work(runId)
    const run = await call(workOperations.get, { id: runId })
    expect(run).toMatchObject({ state: 'done', result: { link: 'invoices?state=draft' } })
    expect(run.result!.summary).toContain('Morel Anne')
    expect(await gaps()).toMatchObject([{ count: 1500, last: 1500, missing: [], outOfOrder: [] }])
  })

  it('tries a part again by halves when one of it is refused by what it causes', async () => {
    const { within, work, draft, gaps, call, products, issues } = await withDrafts(20)
    // The issue its subscription was to begin with is skipped meanwhile.
    const { id } = await draft({
      draftedOn: '2026-02-14',
      lines: [{ productId: products.get('ABO-A112')!, quantity: 1, startIssueId: issues.get('5')! }],
    })
    await within(ctx =>
      ctx.db.execute(
        sql`update issues set for_subscribers = false where company_id = ${ctx.company.id} and id = ${issues.get('5')!}`,
      ),
    )
    const runId = await within(ctx =>
      startWork(ctx, issueWork, { label: 'Validation', total: 21, input: { which: { matching: {} } } }),
    )
    await work(runId)
    expect(await call(workOperations.get, { id: runId })).toMatchObject({ state: 'done' })
    expect(await gaps()).toMatchObject([{ count: 20, missing: [], outOfOrder: [] }])
    expect(await call(invoices.get, { id })).toMatchObject({ state: 'draft' })
  })

  it('tells numbers that were taken away behind its back', async () => {
    const { call, gaps, company } = await withDrafts(10)
    await call(invoices.issueMany, { matching: {} })
    const owner = new pg.Client({ connectionString: inject('ownerUrl') })
    await owner.connect()
    const gone = `(select id from invoices where company_id = '${company.id}' and series_number in (4, 5, 10))`
    for (const table of ['invoice_lines where invoice_id', 'invoice_states where id', 'invoices where id'])
      await owner.query(`delete from ${table} in ${gone}`)
    await owner.end()
    expect(await gaps()).toMatchObject([
      {
        count: 7,
        last: 9,
        missing: [
          { from: 4, to: 5 },
          { from: 10, to: 10 },
        ],
      },
    ])
  })
})
