import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { reactions } from '../../app/reactions.ts'
import { constraints } from '../../app/texts.ts'
import { type Database, openDatabase } from '../../platform/db/database.ts'
import { sealWith } from '../../platform/mail/seal.ts'
import { runWork } from '../long-work/jobs.ts'
import { jobRuns } from '../long-work/tables.ts'
import { aCollector } from './factory.ts'
import { handOverWork, startHandingOver } from './jobs.ts'
import { debitBatchesOperations as batches, debitNoticesOperations as notices } from './operations/batches.ts'

let database: Database
beforeAll(() => {
  sealWith('0123456789abcdef0123456789abcdef')
  database = openDatabase(inject('ownerUrl'), 4)
})
afterAll(() => database.close())

it('L-16 a large batch is handed over as long work, which says how far it is and is done once', async () => {
  const of = await aCollector(database, { reactions, constraints })
  await of.owesByDebit(3400)
  await of.owesByDebit(1200)
  await of.call(notices.send, {})
  const batch = await of.call(batches.create, { collectOn: '2026-03-16' })
  const runId = await of.within(ctx => startHandingOver(ctx, batch))
  expect(await of.within(ctx => startHandingOver(ctx, batch))).toBe(runId)
  const run = () =>
    runWork(of.outer(), [handOverWork] as never, {
      data: { companyId: of.company.id, runId },
      signal: new AbortController().signal,
    })
  await run()
  await run()
  const [done] = await of.within(({ db }) => db.select().from(jobRuns))
  expect(done).toMatchObject({
    ...{ state: 'done', done: 2, total: 2, label: 'Fichier de la remise de prélèvements 1' },
    result: { link: `debit-batches/${batch.id}`, summary: '2\u00a0prélèvements dans le fichier, prêt pour la banque.' },
  })
  expect(await of.call(batches.get, { id: batch.id })).toMatchObject({ state: 'handed-over', debitCount: 2 })
})
