import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { defineList } from '../../../platform/db/list.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import { partyName } from '../../parties/queries.ts'
import type { returnFileRow, returnRow } from '../contract/returns.ts'
import { faultLabels } from '../labels/faults.ts'
import { reasonOf } from '../rules/reasons.ts'
import type { RefusedReturn } from '../rules/return-file.ts'
import type { ReturnKind } from '../rules/states.ts'

type Row = InferSchemaOutput<typeof returnRow>
type Found = Omit<Row, 'reason'>
type Filters = {
  customerId?: string | undefined
  invoiceId?: string | undefined
  mandateId?: string | undefined
  batchId?: string | undefined
  fileId?: string | undefined
  code?: string | undefined
  kind?: ReturnKind | undefined
  returnedFrom?: string | undefined
  returnedTo?: string | undefined
}
const when = (given: unknown, condition: SQL) => (given === undefined ? [] : [condition])

/** What came back, the latest first, with the reason in words. */
export const returnList = listByParty<Row, Found, Filters>({
  from: ({ company }: Ctx) => sql`debit_returns r
    join debits d on d.company_id = ${company.id} and d.id = r.debit_id
    join debit_batches b on b.company_id = ${company.id} and b.id = d.batch_id
    join invoices i on i.company_id = ${company.id} and i.id = d.invoice_id
    join parties customer on customer.company_id = ${company.id} and customer.id = d.customer_id`,
  columns: {
    id: sql`r.id`,
    debitId: sql`r.debit_id`,
    invoiceId: sql`d.invoice_id`,
    number: sql`i.number`,
    batchNumber: sql`b.number`,
    endToEndId: sql`d.end_to_end_id`,
    customerId: sql`d.customer_id`,
    customer: partyName('customer'),
    mandateId: sql`d.mandate_id`,
    reference: sql`d.mandate ->> 'reference'`,
    kind: sql`r.kind`,
    code: sql`r.code`,
    text: sql`r.text`,
    cents: sql`d.cents`,
    returnedOn: sql`r.returned_on`,
    chargeCents: sql`r.charge_cents`,
    attempt: sql`d.attempt`,
    retryOn: sql`r.retry_on`,
    fileId: sql`r.file_id`,
  },
  id: sql`r.id`,
  sorts: { returnedOn: sql`r.returned_on` },
  defaultSort: '-returnedOn',
  party: sql`d.customer_id`,
  where: ({ company }, filters) => [
    sql`r.company_id = ${company.id}`,
    ...when(filters.customerId, sql`d.customer_id = ${filters.customerId}`),
    ...when(filters.invoiceId, sql`d.invoice_id = ${filters.invoiceId}`),
    ...when(filters.mandateId, sql`d.mandate_id = ${filters.mandateId}`),
    ...when(filters.batchId, sql`d.batch_id = ${filters.batchId}`),
    ...when(filters.fileId, sql`r.file_id = ${filters.fileId}`),
    ...when(filters.code, sql`r.code = ${filters.code}`),
    ...when(filters.kind, sql`r.kind = ${filters.kind}`),
    ...when(filters.returnedFrom, sql`r.returned_on >= ${filters.returnedFrom}`),
    ...when(filters.returnedTo, sql`r.returned_on <= ${filters.returnedTo}`),
  ],
  isNarrow: ({ customerId, invoiceId, mandateId, batchId, fileId }) =>
    Boolean(customerId ?? invoiceId ?? mandateId ?? batchId ?? fileId),
  row: (found, { language }) => ({ ...found, reason: reasonOf(found.code, language) }),
})

/** One return. */
export async function returnById(ctx: Ctx, id: string): Promise<Row> {
  const { rows } = await ctx.db.execute<{ customerId: string }>(sql`
    select d.customer_id as "customerId" from debit_returns r join debits d on d.company_id = ${ctx.company.id} and d.id = r.debit_id
    where r.company_id = ${ctx.company.id} and r.id = ${id}`)
  if (rows[0])
    for await (const page of returnList.all(ctx, { customerId: rows[0].customerId })) {
      const found = page.find(row => row.id === id)
      if (found) return found
    }
  refuse('NOT_FOUND', { status: 404 })
}

type FileRow = InferSchemaOutput<typeof returnFileRow>
const fileColumns = {
  id: sql`f.id`,
  name: sql`f.name`,
  format: sql`f.format`,
  readCount: sql`f.read_count`,
  takenCount: sql`f.taken_count`,
  refusedCount: sql`jsonb_array_length(f.refused)`,
  createdAt: sql`f.created_at`,
  createdBy: sql`f.created_by`,
}

/** Files of the bank, the latest first. */
export const returnFileList = defineList<FileRow, FileRow, Record<never, never>>({
  from: sql`debit_return_files f`,
  columns: fileColumns,
  id: sql`f.id`,
  sorts: { createdAt: sql`f.created_at` },
  defaultSort: '-createdAt',
  where: ({ company }) => [sql`f.company_id = ${company.id}`],
  search: (_ctx, text) => [sql`strpos(lower(f.name), lower(${text.trim()})) > 0`],
  row: found => found,
})

/** What could not be taken, in words. */
export const refusedInWords = ({ language }: Ctx, refused: readonly RefusedReturn[]) =>
  refused.map(({ why, ...one }) => ({ ...one, why: faultLabels[language][why] }))

/** One file of the bank and what could not be taken of it. */
export async function returnFileById(ctx: Ctx, id: string) {
  const { rows } = await ctx.db.execute<FileRow & { refused: RefusedReturn[] }>(sql`
    select id, name, format, read_count as "readCount", taken_count as "takenCount", jsonb_array_length(refused) as "refusedCount",
      created_at as "createdAt", created_by as "createdBy", refused
    from debit_return_files where company_id = ${ctx.company.id} and id = ${id}`)
  const file = rows[0] ?? refuse('NOT_FOUND', { status: 404 })
  return { ...file, refused: refusedInWords(ctx, file.refused) }
}
