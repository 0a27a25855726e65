import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { aCollector } from './factory.ts'
import { debitBatchesOperations as batches, debitNoticesOperations as notices } from './operations/batches.ts'
import { mandatesOperations as mandates } from './operations/mandates.ts'
import { debitReturnsOperations as returns } from './operations/returns.ts'
import { DAY, fileOf, handedOver } from './testing/handed-over.ts'
import { aHistory, brokenLaws, type Law, theHistories, whatHappened } from './testing/history.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 8)
})
afterAll(() => database.close())

const OTHER_IBAN = 'FR1420041010050500013M02606'

/** A batch that is being handed over, held in the midst of it: its mandates were looked at, nothing of its file is kept. */
async function midway() {
  const of = await aCollector(database, { reactions, constraints })
  const invoice = await of.owesByDebit(3400)
  await of.call(notices.send, {})
  const batch = await of.call(batches.create, { collectOn: DAY })
  const held = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const holding = of.within(async ({ db, company }) => {
    await db.execute(sql`select from debits where company_id = ${company.id} for update`)
    held.resolve()
    await release.promise
  })
  await held.promise
  const handing = of.call(batches.handOver, { id: batch.id })
  await waiting(1)
  const crossed = async (other: () => Promise<unknown>) => {
    const done = other()
    // Let the other wait, or finish, before the file goes on.
    await Promise.race([done, waiting(2)])
    release.resolve()
    await Promise.all([holding, handing, done])
  }
  return { ...of, invoice, batch, crossed }
}

/** Until so many transactions wait for a lock on debits or mandates. */
async function waiting(count: number) {
  const watcher = new Client({ connectionString: inject('ownerUrl') })
  await watcher.connect()
  for (let found = 0; found < count; ) {
    const { rows } = await watcher.query<{ count: number }>(`
      select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'debits|mandates'`)
    found = rows[0]!.count
  }
  await watcher.end()
}

describe('a mandate that changes while its batch is handed over', () => {
  it('L-14 is told to the bank by the file, or stays to be told', { timeout: 60_000 }, async () => {
    const of = await midway()
    await of.crossed(() => of.call(mandates.amend, { id: of.mandateId, iban: OTHER_IBAN }))
    const isInFile = (await fileOf(of, of.batch.id)).includes('<AmdmntInd>true')
    const { amendments } = await of.call(mandates.get, { id: of.mandateId })
    expect(amendments).toMatchObject([{ toldOn: isInFile ? DAY : null }])
  })

  it('L-14 is collected by or not, as it stood for the whole file', { timeout: 60_000 }, async () => {
    const of = await midway()
    const done: string[] = []
    await of.crossed(async () => {
      await of.call(mandates.revoke, { id: of.mandateId, reason: 'Demande du débiteur' })
      done.push((await of.call(batches.get, { id: of.batch.id })).state)
    })
    // Who revoked waited for the file, and saw it gone.
    expect(done).toEqual(['handed-over'])
    expect(await fileOf(of, of.batch.id)).toContain('<MndtId>M000001</MndtId>')
  })
})

describe('what a refused debit had told of its mandate', () => {
  it('L-14 is told again by the next file alone, and not when another debit had told it', async () => {
    const of = await aCollector(database, { reactions, constraints })
    const [one, two, three] = [await of.owesByDebit(3400), await of.owesByDebit(1200), await of.owesByDebit(900)]
    await of.call(mandates.amend, { id: of.mandateId, reference: 'AUTRE-1' })
    const first = await handedOver(of, [one.id, two.id])
    await of.call(mandates.amend, { id: of.mandateId, iban: OTHER_IBAN })
    const second = await handedOver(of, [three.id])
    const told = async () =>
      (await of.call(mandates.get, { id: of.mandateId })).amendments.map(({ toldOn }) => toldOn).reverse()
    expect(await fileOf(of, second.id)).not.toContain('<OrgnlMndtId>')
    const { rows } = await of.within(({ db }) =>
      db.execute<{ id: string }>(sql`select id from debits where batch_id = ${first.id} order by id`),
    )
    const refuse = (at: number) => of.call(returns.record, { id: rows[at]!.id, kind: 'reject', code: 'AC01' })
    await refuse(0)
    expect(await told()).toEqual([DAY, DAY])
    await refuse(1)
    expect(await told()).toEqual([null, DAY])
    await of.call(batches.cancel, { id: second.id, reason: 'Refusé' })
    expect(await told()).toEqual([null, null])
  })
})

describe('whatever happens to what is owed, in whatever order', () => {
  let broken: Map<Law, string[]>
  const happened: Record<string, number> = {}
  beforeAll(async () => {
    broken = new Map()
    for (const history of theHistories(6)) {
      const of = await aHistory(database, { reactions, constraints })
      for (const [at, step] of history.entries()) {
        await of.does(step)
        for (const law of await brokenLaws(of))
          broken.set(law, [...(broken.get(law) ?? []), JSON.stringify(history.slice(0, at + 1))])
      }
      for (const [what, count] of Object.entries(await whatHappened(of))) happened[what] = (happened[what] ?? 0) + count
    }
  }, 240_000)

  it('all that these laws are about does happen', () => {
    expect(Object.entries(happened).filter(([, count]) => count === 0)).toEqual([])
    expect(happened).not.toEqual({})
  })

  for (const [law, words] of [
    ['open', 'L-16 no amount due is collected twice at once'],
    ['sums', 'L-16 what is collected, open, paid otherwise and credited is what was invoiced'],
    ['returned', 'L-16 what came back was told once and pays nothing'],
    ['batches', 'L-16 a batch sums to its debits'],
    ['sequence', 'L-16 one-off mandates are collected once as OOFF, the others as RCUR'],
    ['told', 'L-14 each amendment is told by the file of one batch that reached the bank, or waits to be'],
    ['ended', 'L-14 nothing is handed over of a mandate that was revoked or lapsed'],
    ['noticed', 'L-15 nothing is collected that was not told, of that amount, by that mandate'],
    ['files', 'L-16 a file is the same for ever'],
  ] as const)
    it(words, () => {
      expect(broken.get(law)?.[0]).toBeUndefined()
    })
})
