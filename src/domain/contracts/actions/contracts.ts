import { sql } from 'drizzle-orm'
import { changeRecord, createRecord, lockedRecord } from '../../../platform/db/records.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { takeNumbers } from '../../accounts/actions.ts'
import { contractsToPlan } from '../queries/planned.ts'
import type { InvoiceOn } from '../rules/contract.ts'
import { contractStateOn } from '../rules/state.ts'
import { type ContractTyped, faultOf, settled } from '../rules/typed.ts'
import { contracts } from '../tables.ts'
import { invoiceTerms } from './invoice.ts'
import { changeLines, writeLines } from './lines.ts'
import { refuseMandateOfOther } from './mandates.ts'
import { planContracts } from './plan.ts'

export type NewContract = ContractTyped & {
  originInvoiceId?: string | null
  renewsId?: string | null
  active: boolean
  generateAll: boolean
  source: string
}

/** Creates a contract with its lines; active, its terms stand at once. Source: REC-2. */
export async function createContract(ctx: Ctx, given: NewContract): Promise<string> {
  const { lines, active, generateAll, ...head } = soundly(given)
  await refuseMandateOfOther(ctx, head)
  const number = await takeNumbers(ctx, 'contract')
  const id = await createRecord(ctx, contracts, { ...stored(head), number })
  await writeLines(
    ctx,
    id,
    lines.map((line, at) => ({ line, position: at + 1 })),
    null,
  )
  if (active) await activateContract(ctx, id, generateAll)
  return id
}

function soundly<Typed extends ContractTyped>(typed: Typed): Typed {
  const fault = faultOf(typed)
  if (fault) refuse(fault.code, { field: fault.field })
  return { ...typed, ...settled(typed) }
}

/** A column is named after what it holds: a rule, not a day. */
const stored = <Head extends { invoiceOn: InvoiceOn }>({ invoiceOn, ...head }: Head) => ({
  ...head,
  invoiceRule: invoiceOn,
})

/** Begins a contract: its terms are planned, and when asked the drafts of them all are made. Source: REC-22, X-61. */
export async function activateContract(ctx: Ctx, id: string, generateAll: boolean) {
  const { activatedOn } = await lockedRecord(ctx, contracts, id)
  if (activatedOn) refuse('contracts.alreadyActive')
  await changeRecord(ctx, contracts, id, { activatedOn: ctx.today })
  await planContracts(ctx, [id])
  if (generateAll) await invoiceTerms(ctx, await freeIds(ctx, id), 'draft')
}

async function freeIds({ db, company }: Ctx, id: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select t.id from contract_terms t where t.company_id = ${company.id} and t.contract_id = ${id}
      and t.invoice_id is null and t.skipped_on is null and t.cancelled_on is null order by t.starts_on`)
  return rows.map(({ id }) => id)
}

export type ChangedContract = ContractTyped & { id: string; fromOn?: string | undefined; revision?: number | undefined }

/** Changes a contract: what is invoiced stays, and the other terms are counted anew. Source: REC-24, X-64. */
export async function changeContract(ctx: Ctx, given: ChangedContract) {
  const { id, fromOn, revision, lines, ...head } = soundly(given)
  const before = await lockedRecord(ctx, contracts, id)
  await refuseMandateOfOther(ctx, head)
  if (['ended', 'terminated'].includes(contractStateOn(ctx.today, before))) refuse('contracts.ended')
  const [planned] = await contractsToPlan(ctx, [id])
  const until = planned?.takenUntil ?? null
  if (until !== null && head.startsOn !== before.startsOn) refuse('contracts.startIsInvoiced', { field: 'startsOn' })
  await changeRecord(ctx, contracts, id, stored(head), revision)
  await changeLines(ctx, id, lines, before.activatedOn === null ? null : (fromOn ?? (await firstFree(ctx, id, until))))
  if (before.activatedOn) await planContracts(ctx, [id], 'deleted')
}

/** The first day that a change can still reach: of the first term that is not invoiced; null: all of them. */
async function firstFree({ db, company, today }: Ctx, id: string, until: string | null): Promise<string | null> {
  if (until === null) return null
  const { rows } = await db.execute<{ first: string }>(sql`
    select coalesce(min(t.starts_on), ${until}::date + 1, ${today}::date) as first from contract_terms t
    where t.company_id = ${company.id} and t.contract_id = ${id} and t.invoice_id is null and t.skipped_on is null
      and t.cancelled_on is null`)
  return rows[0]!.first
}

/** Deletes a contract that no document was made of; the one it was made from does not count. Source: REC-25, X-63. */
export async function removeContract(ctx: Ctx, id: string) {
  const { db, company } = ctx
  const { number, title, customerId } = await lockedRecord(ctx, contracts, id)
  const { rows } = await db.execute(sql`
    select from contract_terms t where t.company_id = ${company.id} and t.contract_id = ${id} and (t.invoice_id is not null
      or exists (select from contract_term_invoices e where e.company_id = ${company.id} and e.term_id = t.id)) limit 1`)
  if (rows.length > 0) refuse('contracts.hasDocuments')
  const { rows: after } = await db.execute(sql`
    select from contracts where company_id = ${company.id} and renews_id = ${id}
    union all select from contract_notices where company_id = ${company.id} and contract_id = ${id} limit 1`)
  if (after.length > 0) refuse('contracts.wasRenewed')
  for (const table of ['contract_terms', 'contract_lines'])
    await db.execute(sql`delete from ${sql.identifier(table)} where company_id = ${company.id} and contract_id = ${id}`)
  await db.execute(sql`delete from contracts where company_id = ${company.id} and id = ${id}`)
  ctx.record({ record: 'contracts', id, from: { number, title, customerId }, to: null })
}
