import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { operation } from '../../../platform/http/operation.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { partyName } from '../../parties/queries.ts'
import { type OpenedFile, openReturnFile, takeReturnFile } from '../actions/return-files.ts'
import { changeRetry, recordReturns } from '../actions/returns.ts'
import { debitReturnFilesContract as files, debitReturnsContract as returns } from '../contract/returns.ts'
import { refusedInWords, returnById, returnFileById, returnFileList, returnList } from '../queries/returns.ts'
import { isRetried, REASONS, reasonOf } from '../rules/reasons.ts'

export const debitReturnsOperations = {
  list: operation(returns.list, (ctx, query) => returnList.page(ctx, query)),
  count: operation(returns.count, (ctx, query) => returnList.count(ctx, query)),
  record: operation(returns.record, async (ctx, { id, returnedOn = ctx.today, code, ...said }) => {
    if (returnedOn > ctx.today) refuse('debits.returnedAhead', { field: 'returnedOn' })
    const back = { ...said, debitId: id, code: code.toUpperCase(), returnedOn }
    const [returnId] = await recordReturns(ctx, null, [back])
    return returnById(ctx, returnId!)
  }),
  retry: operation(returns.retry, async (ctx, { id, retryOn }) => {
    await changeRetry(ctx, id, retryOn)
    return returnById(ctx, id)
  }),
  reasons: operation(returns.reasons, async ({ language }) =>
    Object.keys(REASONS).map(code => ({
      code,
      reason: reasonOf(code, language),
      retried: isRetried(code, 'return'),
    })),
  ),
}

const SHOWN = 200

export const debitReturnFilesOperations = {
  list: operation(files.list, (ctx, query) => returnFileList.page(ctx, query)),
  count: operation(files.count, (ctx, query) => returnFileList.count(ctx, query)),
  get: operation(files.get, (ctx, { id }) => returnFileById(ctx, id)),
  preview: operation(files.preview, async (ctx, { content }) => shownOf(ctx, await openReturnFile(ctx, content))),
  take: operation(files.take, async (ctx, given) => returnFileById(ctx, await takeReturnFile(ctx, given))),
}

async function shownOf(ctx: Ctx, { file, sha256, matched, cancelled, knownCount, refused }: OpenedFile) {
  const { db, company, language } = ctx
  const first = matched.slice(0, SHOWN)
  const { rows } = await db.execute<{ id: string; number: string; customer: string }>(sql`
    select d.id, i.number, ${partyName('customer')} as customer from debits d
    join invoices i on i.company_id = ${company.id} and i.id = d.invoice_id
    join parties customer on customer.company_id = ${company.id} and customer.id = d.customer_id
    where d.company_id = ${company.id} and d.id = any(${sql.param(first.map(({ debitId }) => debitId))}::uuid[])`)
  const { rows: known } = await db.execute(
    sql`select from debit_return_files where company_id = ${company.id} and sha256 = ${sha256}`,
  )
  const named = new Map(rows.map(row => [row.id, row]))
  const batches = await refusedWhole(ctx, cancelled)
  return {
    format: file.format,
    alreadyRead: known.length > 0,
    rows: first.map(({ place: _, chargeCents: __, text: ___, ...one }) => ({
      ...one,
      number: named.get(one.debitId)!.number,
      customer: named.get(one.debitId)!.customer,
      reason: reasonOf(one.code, language),
    })),
    count: matched.length + cancelled.reduce((sum, { count }) => sum + count, 0),
    cents: [...matched, ...batches].reduce((sum, { cents }) => sum + cents, 0),
    batches,
    knownCount,
    refused: refusedInWords(ctx, refused),
  }
}

async function refusedWhole({ db, company, language }: Ctx, cancelled: OpenedFile['cancelled']) {
  const { rows } = await db.execute<{ id: string; number: number; cents: number }>(sql`
    select id, number, cents from debit_batches
    where company_id = ${company.id} and id = any(${sql.param(cancelled.map(({ batchId }) => batchId))}::uuid[]) order by number`)
  const said = new Map(cancelled.map(one => [one.batchId, one]))
  return rows.map(batch => {
    const { count, reason } = said.get(batch.id)!
    return { ...batch, count, reason: reasonOf(reason, language) }
  })
}
