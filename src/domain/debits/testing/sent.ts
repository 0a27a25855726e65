import { sql } from 'drizzle-orm'
import { reactions } from '../../../app/reactions.ts'
import { constraints } from '../../../app/texts.ts'
import type { Database } from '../../../platform/db/database.ts'
import { aCollector } from '../factory.ts'
import { debitBatchesOperations as batches, debitsOperations as debits } from '../operations/batches.ts'
import { debitReturnFilesOperations as files, debitReturnsOperations as returns } from '../operations/returns.ts'
import { DAY, handedOver } from './handed-over.ts'

export const LATER = { today: '2026-03-20' }

/** Debits of these amounts that were handed over for the 16th, collected on it unless said, and the bank's files about them. */
export async function sent(database: Database, amounts: number[], { collect = true } = {}) {
  const of = await aCollector(database, { reactions, constraints })
  const ids = []
  for (const cents of amounts) ids.push((await of.owesByDebit(cents)).id)
  const batch = await handedOver(of, ids)
  if (collect) await of.call(batches.collect, { id: batch.id }, { today: DAY })
  const { rows } = await of.call(debits.list, { batchId: batch.id, sort: 'cents' })
  const given = (xml: string) => ({ name: 'banque.xml', content: Buffer.from(xml).toString('base64') })
  const look = (xml: string) => of.call(files.preview, given(xml), LATER)
  const take = (xml: string) => of.call(files.take, given(xml), LATER)
  const told = async () => (await of.call(returns.list, {})).rows
  const open = async () => {
    const found = await of.within(({ db, company }) =>
      db.execute<{ open: number }>(sql`
        select open_cents as open from invoice_states where company_id = ${company.id} order by gross_cents`),
    )
    return found.rows.map(state => state.open)
  }
  return { ...of, batch, debits: rows, ends: rows.map(({ endToEndId }) => endToEndId), look, take, told, open }
}
