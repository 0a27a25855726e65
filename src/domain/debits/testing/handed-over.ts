import { Writable } from 'node:stream'
import { writeDebitFile } from '../actions/debit-file.ts'
import type { aCollector } from '../factory.ts'
import { debitBatchesOperations as batches, debitNoticesOperations as notices } from '../operations/batches.ts'

/** Noticed on 02/03/2026, a Monday: 14 days later is Monday 16/03. */
export const DAY = '2026-03-16'
type Collector = Awaited<ReturnType<typeof aCollector>>

/** Told, batched and handed over, all on the day of the notice. */
export async function handedOver(of: Collector, invoiceIds: string[]) {
  await of.call(notices.send, { invoiceIds })
  const batch = await of.call(batches.create, { collectOn: DAY, invoiceIds })
  return (await of.call(batches.handOver, { id: batch.id })).batch
}

/** The file of a batch as the bank gets it. */
export const fileOf = (of: Collector, batchId: string) =>
  of.within(async ctx => {
    const chunks: Buffer[] = []
    const sink = new Writable({
      write(chunk, _encoding, done) {
        chunks.push(Buffer.from(chunk))
        done()
      },
    })
    await writeDebitFile(ctx, batchId, sink)
    return Buffer.concat(chunks).toString('utf8')
  })
